"""What a protected address forbids elsewhere: nothing else on record may say where it is.

It may be told by the person's own plain address, by that of whoever lives with them, is family to
them or cares for them, or by a child's placement. All of these ask here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Place(Protocol):
    """As much of an address as the rule compares."""

    @property
    def lines(self) -> str: ...
    @property
    def postcode(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Address:
    """A protected address, as much of it as the rule reads.

    `lived_at` is set where whoever is asked about lives there too, so that wherever they were placed
    in its time would tell: their own, or one of their carer's that no postcode can be compared with.
    """

    lines: str
    postcode: str | None
    valid_from: date | None
    valid_to: date | None
    lived_at: bool


Guarded = Collection[Address]
SHORTEST_MARK = (
    5  # letters and numbers: a shorter first line, such as "Flat", would be in many words
)


def would_tell(
    guarded: Guarded, postcode: str | None, from_on: date, until_on: date | None
) -> bool:
    """Whether a postcode of another record, in force for a time, would give away a protected address.

    It would where it is the address's own, and where it was in force while the address was: a
    child who lives at a protected address is placed there too.
    """
    return postcode is not None and any(
        _same("", postcode, one) or (one.lived_at and _together(one, from_on, until_on))
        for one in guarded
    )


def tells(guarded: Guarded, said: str) -> bool:
    """Whether words of any kind hold a protected address: its postcode, or its first line."""
    plain = _plain(said)
    return any(mark in plain for one in guarded for mark in _marks(one))


def _marks(one: Address) -> list[str]:
    first = _plain(one.lines.strip().partition("\n")[0].partition(",")[0])
    return [mark for mark in (_plain(one.postcode or ""), first) if len(mark) >= SHORTEST_MARK]


def would_say(guarded: Guarded, place: Place) -> bool:
    """Whether a plain address would give away a protected one: the same postcode, or the same lines."""
    return any(_same(place.lines, place.postcode, one) for one in guarded)


def _same(lines: str, postcode: str | None, one: Address) -> bool:
    """Told apart by their postcodes where both have one; else by their lines, however laid out."""
    theirs, ours = _plain(postcode or ""), _plain(one.postcode or "")
    said, kept = _plain(lines), _plain(one.lines)
    if theirs and ours:
        return theirs == ours or ours in said
    alike = ((said, kept), (kept, said), (ours, said), (theirs, kept))
    return any(part != "" and part in whole for part, whole in alike)


def _plain(text: str) -> str:
    """Letters and numbers alone: capitals, commas, spaces and new lines part no addresses."""
    return "".join(filter(str.isalnum, text.casefold()))


def _together(one: Address, from_on: date, until_on: date | None) -> bool:
    begins_before_end = until_on is None or one.valid_from is None or one.valid_from <= until_on
    return begins_before_end and (one.valid_to is None or one.valid_to >= from_on)
