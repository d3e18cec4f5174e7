"""Which row of a family drawing each person stands in: 0 is the eldest generation drawn."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush

from kinkeeper.web.drawings.family import RISE, Family

Steps = dict[str, list[tuple[int, str, int]]]


def rows(family: Family) -> dict[str, int]:
    """The row of each person, by the surest way from the child; without one, by being grown up."""
    steps = _steps(family)
    found = _from(family.subject, 0, steps)
    for key in family.oldest_first:
        if key not in found:
            found |= _from(key, -1 if family.by_key[key].adult else 0, steps)
    used = {row: place for place, row in enumerate(sorted(set(found.values())))}
    return {key: used[row] for key, row in found.items()}


def _steps(family: Family) -> Steps:
    """From each person: how sure a tie is, to whom it leads, and how many rows down."""
    steps: Steps = defaultdict(list)
    sureness = {kind: 1 + place // 2 for place, kind in enumerate(RISE)}
    for _, tie in family.facts:
        cost, rise = sureness[tie.kind], RISE[tie.kind]
        steps[tie.one].append((cost, tie.other, rise))
        steps[tie.other].append((cost, tie.one, -rise))
    return steps


def _from(start: str, row: int, steps: Steps) -> dict[str, int]:
    found: dict[str, int] = {}
    ahead = [(0, start, row)]
    while ahead:
        cost, key, at = heappop(ahead)
        if key in found:
            continue
        found[key] = at
        for more, other, rise in steps[key]:
            if other not in found:
                heappush(ahead, (cost + more, other, at + rise))
    return found
