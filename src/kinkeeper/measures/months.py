"""Months: the one under way and those before it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from kinkeeper.kernel.periods import Period

BACK = 13  # whole months before the one under way: the same month of the year before is among them
COMPARED = BACK + 12  # so that each of them has the same month of the year before beside it


@cache
def month_of(on: date) -> Period:
    """The calendar month a day lies in."""
    first = on.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(first, following - timedelta(days=1), f"{first:%B %Y}")


def months_to(on: date, back: int = BACK) -> tuple[Period, ...]:
    """The months before the day's own, the earliest first, and its own last."""
    found = [month_of(on)]
    for _ in range(back):
        found.append(month_of(found[-1].start - timedelta(days=1)))
    return tuple(reversed(found))


def is_over(month: Period, on: date) -> bool:
    """Whether the month has ended by the day: on its last day it is complete."""
    return month.end <= on
