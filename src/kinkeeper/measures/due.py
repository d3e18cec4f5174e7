"""Open duties by district and team, as the reader may have them.

Who may open records counts those; who may not has the numbers of each district, the small kept back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.duties.tallies import Tally, by_lead, summed
from kinkeeper.measures.queries import Place, districts, tree
from kinkeeper.measures.suppress import kept_back, small, small_share

K = TypeVar("K")
SHOWN: Final = ("open", "overdue", "soon")
NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class DueAt:
    """The duties of one place with those under it; `back` names the numbers kept back."""

    place: Place | None  # None: in none of them
    tally: Tally
    back: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Due:
    """Duties by place, and of all of it; `guarded` where small numbers are kept back."""

    rows: tuple[DueAt, ...]
    whole: DueAt
    guarded: bool


def due(who: Who, place: UUID | None = None, below: Sequence[Place] | None = None) -> Due:
    """By place, of the authority or of one place with those `below` it."""
    found = tree()
    below = found if below is None else below
    if not who.permits(Permission.SEE_RECORD):
        return _guarded(who, found, place, {one.id for one in below})
    tallies = by_lead(who=who, as_at=who.on)
    totals = placed(found, summed(tallies, lambda lead: lead[0]))
    rows = [DueAt(one, totals.get(one.id, Tally())) for one in below]
    if place is not None:
        return Due(tuple(rows), DueAt(None, totals.get(place, Tally())), guarded=False)
    without = summed(tallies, lambda lead: lead[0]).get(None, Tally())
    return Due((*rows, DueAt(None, without)), DueAt(None, sum_of(tallies)), guarded=False)


def placed(found: Sequence[Place], own: Mapping[UUID | None, Tally]) -> dict[UUID, Tally]:
    """Each place's tally with those of every place under it; `found` holds the whole tree."""
    above = {place.id: place.parent_id for place in found}
    totals: dict[UUID, Tally] = {}
    for team, tally in own.items():
        here = team
        while here is not None:
            totals[here] = totals.get(here, Tally()) + tally
            here = above.get(here)
    return totals


def sum_of(tallies: Mapping[K, Tally]) -> Tally:
    """All of them together."""
    return sum(tallies.values(), start=Tally())


def _guarded(who: Who, found: Sequence[Place], place: UUID | None, asked: set[UUID]) -> Due:
    """The districts, and what is in none of them: guarded together, whichever of them are asked for."""
    tallies = by_lead(who=None, as_at=who.on)
    totals = placed(found, summed(tallies, lambda lead: lead[0]))
    parts: dict[Place | None, Tally] = {
        one: totals.get(one.id, Tally()) for one in districts(found)
    }
    whole = sum_of(tallies)
    every = {**parts, None: _less(whole, sum_of(parts))}
    back = kept_from(every)
    rows = [DueAt(one, tally, back[one]) for one, tally in every.items()]
    if place is None:
        return Due(tuple(rows), DueAt(None, whole, _small_in(whole)), guarded=True)
    rows = [one for one in rows if one.place and one.place.id in asked]
    own = next((one for one in rows if one.place and one.place.id == place), None)
    return Due(tuple(rows), own or DueAt(None, Tally(), frozenset(SHOWN)), guarded=True)


def kept_from(every: Mapping[K, Tally]) -> dict[K, frozenset[str]]:
    """By part of the whole, the numbers to keep back: none is to be had from the rest of its column,
    nor from the rest of its row, where what is due later is all that is not shown. Where nothing is
    open there is nothing to keep back: it would cover for no other part.
    """
    back = dict.fromkeys(every, NONE)
    some = {key: tally for key, tally in every.items() if tally.open}
    while True:
        columns = {name: _in_column(name, some, back) for name in SHOWN}
        down = {key: frozenset(n for n in SHOWN if key in columns[n]) for key in every}
        found = {key: _in_row(tally, down[key]) for key, tally in every.items()}
        if found == back:
            return back
        back = found


def _in_column(
    name: str, every: Mapping[K, Tally], back: Mapping[K, frozenset[str]]
) -> frozenset[K]:
    already = frozenset(key for key, names in back.items() if name in names)
    return kept_back({key: getattr(tally, name) for key, tally in every.items()}, already)


def _in_row(tally: Tally, back: frozenset[str]) -> frozenset[str]:
    later = tally.open - tally.overdue - tally.soon
    parts = {"overdue": tally.overdue, "soon": tally.soon, "later": later}
    if "open" in back or not any(map(small, parts.values())):
        return back
    return back | (kept_back(parts, back | {"later"}) - {"later"})


def _small_in(tally: Tally) -> frozenset[str]:
    if small(tally.open) or small_share(tally.overdue, tally.open):
        return frozenset(SHOWN)
    return NONE


def _less(whole: Tally, part: Tally) -> Tally:
    return Tally(whole.open - part.open, whole.overdue - part.overdue, whole.soon - part.soon)
