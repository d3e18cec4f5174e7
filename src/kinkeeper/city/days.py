"""Days as whole numbers since 1970, by the million: months, working days, birthdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from kinkeeper.city.chance import Ints
from kinkeeper.kernel.workdays import calendar

NONE = -(2**31)  # no day, no row
EPOCH = date(1970, 1, 1)
YEAR = 365.25
ADULT = 18
DAY = "datetime64[D]"


def day(on: date) -> int:
    """The number of a date."""
    return (on - EPOCH).days


def month_starts(first: date, last: date) -> list[int]:
    """The first days of the months from one date's to another's, and of the month after."""
    count = (last.year - first.year) * 12 + last.month - first.month + 2
    whole = first.year * 12 + first.month - 1
    return [day(date((whole + n) // 12, (whole + n) % 12 + 1, 1)) for n in range(count)]


def birthday(born: Ints, age: int) -> Ints:
    """The day somebody turns this age; 1 March for those born on a 29 February."""
    months = born.astype(DAY).astype("datetime64[M]")
    within = born.astype(DAY) - months.astype(DAY)
    then = (months + np.timedelta64(12 * age, "M")).astype(DAY) + within
    return np.asarray(then.astype(np.int64), dtype=np.int64)


def financial_year(on: Ints) -> Ints:
    """The year in which the financial year of each day begins."""
    months = on.astype(DAY).astype("datetime64[M]").astype(np.int64)
    return np.asarray((months - 3) // 12 + 1970, dtype=np.int64)


@dataclass(frozen=True)
class Month:
    """One month of the story: its days, its place in the calendar and its financial year."""

    number: int
    first: int
    after: int

    @property
    def last(self) -> int:
        """Its last day."""
        return self.after - 1

    @property
    def calendar(self) -> int:
        """1 for January to 12 for December."""
        return int(np.datetime64(self.first, "D").astype("datetime64[M]").astype(int) % 12) + 1

    @property
    def year(self) -> int:
        """The year in which its financial year begins."""
        return int(financial_year(np.array([self.first], dtype=np.int64))[0])


def months(first: date, last: date) -> list[Month]:
    """Every month from the first date's to the last's."""
    starts = month_starts(first, last)
    return [Month(n, starts[n], starts[n + 1]) for n in range(len(starts) - 1)]


@cache
def _calendar() -> np.busdaycalendar:
    return np.busdaycalendar(holidays=[np.datetime64(one) for one in calendar().holidays])


def is_working(on: Ints) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Whether each day is neither a weekend nor a bank holiday."""
    return np.is_busday(on.astype(DAY), busdaycal=_calendar())


def working_after(on: Ints, count: Ints | int) -> Ints:
    """So many working days after each day; from a closed day the next open one is the first.

    None after a closed day is that next open day too: nothing is done on a closed one.
    """
    moved = np.busday_offset(on.astype(DAY), count, roll="backward", busdaycal=_calendar())
    return np.where(np.asarray(count) == 0, open_day(on), moved.astype(np.int64))


def open_day(on: Ints) -> Ints:
    """The day itself or, where it is closed, the next that is open."""
    moved = np.busday_offset(on.astype(DAY), 0, roll="forward", busdaycal=_calendar())
    return moved.astype(np.int64)


def open_day_before(on: Ints) -> Ints:
    """The day itself or, where it is closed, the last that was open."""
    moved = np.busday_offset(on.astype(DAY), 0, roll="backward", busdaycal=_calendar())
    return moved.astype(np.int64)
