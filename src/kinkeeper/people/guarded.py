"""What a protected address forbids elsewhere: no other record may say where it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol


class Address(Protocol):
    """As much of a protected address as the rule reads."""

    postcode: str | None
    valid_from: date | None
    valid_to: date | None


Guarded = Collection[Address]


def would_tell(
    guarded: Guarded, postcode: str | None, from_on: date, until_on: date | None
) -> bool:
    """Whether a postcode of another record, in force for a time, would give away a protected address.

    It would where it is the address's own, and where it was in force while the address was: a
    child who lives at a protected address is placed there too.
    """
    return postcode is not None and any(
        _same(one.postcode, postcode) or _together(one, from_on, until_on) for one in guarded
    )


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.replace(" ", "") == other.replace(" ", "")


def _together(one: Address, from_on: date, until_on: date | None) -> bool:
    begins_before_end = until_on is None or one.valid_from is None or one.valid_from <= until_on
    return begins_before_end and (one.valid_to is None or one.valid_to >= from_on)
