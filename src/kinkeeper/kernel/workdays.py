"""Working days of England and Wales: what they are, and counting along them.

The day counted from is day 0 and the first working day after it is day 1, also when the day
counted from is itself not a working day. An expression gives the same answer as the plain form;
where the plain form raises because a date is outside 2010 to 2030, the expression gives null.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Literal

import polars as pl

from kinkeeper.kernel.bank_holidays import CHANGES, FIRST_ON, LAST_ON, REGULAR_HOLIDAYS, Holiday
from kinkeeper.kernel.errors import KinkeeperError

Roll = Literal["forward", "backward"]

SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The working days of England and Wales, as they stood in one version.

    `version` names it (stored beside each due date it gave); `holidays` are its weekday holidays,
    ascending.
    """

    version: str
    holidays: tuple[date, ...]

    def is_working(self, on: date) -> bool:
        """Whether `on` is neither a weekend nor a bank holiday."""
        place = _place(on)
        return self._upto[place] > (self._upto[place - 1] if place else 0)

    def add(self, on: date, n: int) -> date:
        """The n-th working day after `on`; `on` itself when n is 0."""
        if n < 0:
            return self.subtract(on, -n)
        done = self._upto[_place(on)]
        return on if n == 0 else self._nth(done + n - 1)

    def subtract(self, on: date, n: int) -> date:
        """The n-th working day before `on`; `on` itself when n is 0."""
        if n < 0:
            return self.add(on, -n)
        before = self._upto[_place(on)] - self.is_working(on)
        return on if n == 0 else self._nth(before - n)

    def between(self, start: date, end: date) -> int:
        """How many working days come after `start` up to and including `end`.

        Negative, by the same count, when `end` is the earlier.
        """
        return self._upto[_place(end)] - self._upto[_place(start)]

    def on_or_before(self, on: date) -> date:
        """`on` if it is a working day, else the last working day before it."""
        return self._nth(self._upto[_place(on)] - 1)

    def add_expr(self, on: pl.Expr, n: int) -> pl.Expr:
        """`add` for a Date column."""
        return self._shift(on, n, roll="backward" if n > 0 else "forward")

    def subtract_expr(self, on: pl.Expr, n: int) -> pl.Expr:
        """`subtract` for a Date column."""
        return self.add_expr(on, -n)

    def between_expr(self, start: pl.Expr, end: pl.Expr) -> pl.Expr:
        """`between` for two Date columns (Int32)."""
        first, last = _covered(start).dt.offset_by("1d"), _covered(end).dt.offset_by("1d")
        forwards = pl.business_day_count(first, last, holidays=self.holidays)
        backwards = pl.business_day_count(last, first, holidays=self.holidays)
        return pl.when(end < start).then(-backwards).otherwise(forwards)

    def on_or_before_expr(self, on: pl.Expr) -> pl.Expr:
        """`on_or_before` for a Date column."""
        rolled = _covered(on).dt.add_business_days(0, holidays=self.holidays, roll="backward")
        return _covered(rolled)

    def _shift(self, on: pl.Expr, n: int, *, roll: Roll) -> pl.Expr:
        if n == 0:
            return _covered(on)
        return _covered(_covered(on).dt.add_business_days(n, holidays=self.holidays, roll=roll))

    def _nth(self, index: int) -> date:
        if not 0 <= index < len(self._days):
            raise _outside()
        return self._days[index]

    @cached_property
    def _days(self) -> tuple[date, ...]:
        closed = frozenset(self.holidays)
        every = (FIRST_ON + timedelta(days=n) for n in range(_place(LAST_ON) + 1))
        return tuple(day for day in every if day.weekday() < SATURDAY and day not in closed)

    @cached_property
    def _upto(self) -> tuple[int, ...]:
        """For each day covered, how many working days there are up to and including it."""
        last = _place(LAST_ON)
        return tuple(
            bisect_right(self._days, FIRST_ON + timedelta(days=n)) for n in range(last + 1)
        )


def calendar(known_on: date | None = None) -> Calendar:
    """The calendar as it was known on a date; as known now when none is given."""
    if known_on is None:
        return versions()[-1][1]
    known = [one for since, one in versions() if since <= known_on]
    return known[-1] if known else versions()[0][1]


@cache
def versions() -> tuple[tuple[date, Calendar], ...]:
    """Each version of the calendar with the date it was known from, earliest first."""
    announced = {one.proclaimed_on for one in CHANGES if one.proclaimed_on}
    return tuple((since, _as_known(since)) for since in sorted({FIRST_ON, *announced}))


def _as_known(on: date) -> Calendar:
    known: list[Holiday] = [one for one in CHANGES if one.proclaimed_on and one.proclaimed_on <= on]
    replaced = {one.replaces for one in known if one.replaces}
    days = {one.on for one in (*REGULAR_HOLIDAYS, *known)} - replaced
    return Calendar(f"england-and-wales {on}", tuple(sorted(days)))


def _place(on: date) -> int:
    if not FIRST_ON <= on <= LAST_ON:
        raise _outside()
    return (on - FIRST_ON).days


def _covered(on: pl.Expr) -> pl.Expr:
    return pl.when(on.is_between(pl.lit(FIRST_ON), pl.lit(LAST_ON))).then(on)


def _outside() -> KinkeeperError:
    return KinkeeperError(
        f"Working days are known from {FIRST_ON} to {LAST_ON} only.",
        do="Check the date; if it is right, add the missing years to kernel/bank_holidays.py.",
    )
