"""Ties drawn as lines of their own, those of one kind to several of one generation as one line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kinkeeper.web.drawings.family import Tie
from kinkeeper.web.drawings.unions import Structure, Union


@dataclass(frozen=True, slots=True)
class Bundle:
    """One line: from who stands above, or first in the row, to everybody it leads to."""

    numbers: frozenset[int]
    tie: Tie  # the first of them; the others say the same of somebody else
    upper: str
    lower: tuple[str, ...]

    def whole(self, unions: tuple[Union, ...]) -> list[Union]:
        """The unions of which it leads to all children."""
        return [u for u in unions if u.children and set(self.lower).issuperset(u.children)]


def bundles(found: Structure) -> list[Bundle]:
    """Every tie that is not told by a union or a mark, once."""
    alike: dict[tuple[object, ...], list[tuple[int, Tie]]] = defaultdict(list)
    for number, tie in found.loose:
        down = found.rows[tie.other] - found.rows[tie.one]
        alone = (number, tie.other) if down <= 0 else ()
        alike[tie.one, tie.kind, tie.ended, tie.no_contact, down, alone].append((number, tie))
    return [_bundle(ties, found) for ties in alike.values()]


def _bundle(ties: list[tuple[int, Tie]], found: Structure) -> Bundle:
    tie = ties[0][1]
    numbers = frozenset(number for number, _ in ties)
    if found.rows[tie.one] > found.rows[tie.other]:
        return Bundle(numbers, tie, tie.other, (tie.one,))
    return Bundle(numbers, tie, tie.one, tuple(one.other for _, one in ties))
