"""What date of birth was meant: as typed, and as slips of the pen would have turned it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Reading:
    """One date that what was typed could stand for, how likely, and why."""

    on: date
    likeness: float
    reason: str


def readings(digits: str) -> dict[date, Reading]:
    """Every date that eight typed digits, day first, could stand for; its likeliest reading."""
    found: dict[date, Reading] = {}
    for text, likeness, reason in _variants(digits):
        on = _date(text)
        if on is not None:
            found.setdefault(on, Reading(on, likeness, reason))
    return found


def _variants(digits: str) -> Iterator[tuple[str, float, str]]:
    yield digits, 1.0, "same date of birth"
    yield digits[2:4] + digits[:2] + digits[4:], 0.85, "day and month swapped"
    for place in range(len(digits) - 1):
        yield _swapped(digits, place), 0.8, "two digits of the date swapped"
    for place in range(len(digits)):
        for digit in "0123456789":
            yield _replaced(digits, place, digit), 0.7, "one digit of the date different"


def _swapped(digits: str, place: int) -> str:
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _replaced(digits: str, place: int, digit: str) -> str:
    return digits[:place] + digit + digits[place + 1 :]


def _date(digits: str) -> date | None:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    return on if year >= FIRST_YEAR else None
