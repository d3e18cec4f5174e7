"""A stretch of time as a law states it: how many, of what, counted which way.

The day counted from is day 0. Months and years run to the corresponding date, or the last day of
the month where there is none (Dodds v Walker [1981] 1 WLR 1027). Clear days leave out both ends;
"beginning with" a day counts that day. Hours elapse, through nights and weekends; working hours
run only while a working day is open (`kernel.opening`).
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Self

import polars as pl

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.opening import NINE_TO_FIVE, Opening
from kinkeeper.kernel.workdays import Calendar, calendar

MONTHS_A_YEAR = 12
HOURS_A_DAY = 24
DAYS_A_WEEK = 7


class Unit(StrEnum):
    """What is counted."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    CLEAR_DAY = "clear_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    WORKING_HOUR = "working_hour"
    SCHOOL_DAY = "school_day"
    TERM = "term"


class Direction(StrEnum):
    """Which way, and how the law words it: only `before` counts back."""

    AFTER = "after"
    BEFORE = "before"
    BY = "by"
    ON = "on"
    WITHIN = "within"


NEEDS_TERM_DATES = (Unit.SCHOOL_DAY, Unit.TERM)
IN_HOURS = (Unit.HOUR, Unit.WORKING_HOUR)
CANNOT_BEGIN_WITH = (Unit.CLEAR_DAY, *IN_HOURS, *NEEDS_TERM_DATES)


@dataclass(frozen=True)
class Offset:
    """So many units from a date.

    `inclusive` is the law's "beginning with": the day counted from is the first day. `opening`
    says in which hours of the day working hours run.
    Raises KinkeeperError when built with a negative number or a reading its unit does not have.
    """

    n: int
    unit: Unit
    direction: Direction = Direction.AFTER
    inclusive: bool = False
    opening: Opening = NINE_TO_FIVE

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        object.__setattr__(self, "direction", Direction(self.direction))
        if self.n < 0:
            raise KinkeeperError(
                "An offset counts up from nought.", do="Use before() to count back."
            )
        if self.inclusive and (self.unit in CANNOT_BEGIN_WITH or self.n == 0):
            raise KinkeeperError(f"{self.n} {self.unit} cannot begin with a day.")

    def before(self) -> Self:
        """The same stretch, counted back."""
        return replace(self, direction=Direction.BEFORE)

    def beginning_with(self) -> Self:
        """The same stretch, the day counted from being its first."""
        return replace(self, direction=Direction.WITHIN, inclusive=True)

    @property
    def needs_time(self) -> bool:
        """Whether it is counted from a moment rather than a day."""
        return self.unit in IN_HOURS

    @property
    def needs_term_dates(self) -> bool:
        """Whether it cannot be counted without a school's terms."""
        return self.unit in NEEDS_TERM_DATES

    def due(self, anchor: date, cal: Calendar) -> date:
        """The date this falls on, counted from `anchor`.

        Hours counted from a day whose time is not known give the earliest date they can fall on.
        Raises KinkeeperError for school days and terms, and outside the calendar's years.
        """
        if self.unit is Unit.WORKING_HOUR:
            return self.opening.due(anchor, self._signed, cal)
        if self.n == 0:
            return anchor
        if self.unit is Unit.WORKING_DAY:
            return cal.add(self._first(anchor), self._signed)
        if self.unit in (Unit.MONTH, Unit.YEAR):
            return self._last(_corresponding(anchor, self._months))
        return self._last(anchor + timedelta(days=self._days))

    def due_at(self, anchor: datetime, cal: Calendar | None = None) -> datetime:
        """The moment this many hours from `anchor`, in its zone: elapsed, or working hours.

        Working hours are counted on `cal`, the calendar as known now where none is given.
        Raises KinkeeperError for other units, and for a time without a zone.
        """
        self._check_timed()
        if anchor.tzinfo is None:
            raise KinkeeperError("A time needs its zone before hours can be counted from it.")
        if self.unit is Unit.WORKING_HOUR:
            return self.opening.due_at(anchor, self._signed, cal or calendar())
        return (anchor.astimezone(UTC) + timedelta(hours=self._signed)).astimezone(anchor.tzinfo)

    def due_at_expr(self, at: pl.Expr, cal: Calendar) -> pl.Expr:
        """`due_at` for a Datetime column in UTC; null outside the calendar's years."""
        self._check_timed()
        if self.unit is Unit.WORKING_HOUR:
            return self.opening.due_at_expr(at, self._signed, cal)
        return at.dt.offset_by(f"{self._signed}h")

    def due_expr(self, on: pl.Expr, at: pl.Expr, cal: Calendar) -> pl.Expr:
        """`due` as a Date column from `on` (Date), or for hours from `at` (Datetime in UTC).

        Where `at` is null, hours are counted from `on` as `due` counts them. Working days give
        null outside the calendar's years. The date of a moment is its date in London.
        """
        if self.needs_time:
            return pl.coalesce(_london_date(self.due_at_expr(at, cal)), self._earliest(on, cal))
        if self.n == 0:
            return on
        if self.unit is Unit.WORKING_DAY:
            first = on.dt.offset_by(f"{-self._step}d") if self.inclusive else on
            return cal.add_expr(first, self._signed)
        months = self.unit in (Unit.MONTH, Unit.YEAR)
        due = on.dt.offset_by(f"{self._months}mo" if months else f"{self._days}d")
        return due.dt.offset_by(f"{-self._step}d") if self.inclusive else due

    def __str__(self) -> str:
        name = self.unit.replace("_", " ") + ("" if self.n == 1 else "s")
        return f"{self.n} {name} {'beginning with' if self.inclusive else self.direction}"

    def _check_timed(self) -> None:
        if not self.needs_time:
            raise KinkeeperError(f"{self} is counted from a date, not a time.")

    def _earliest(self, on: pl.Expr, cal: Calendar) -> pl.Expr:
        """The earliest date that hours from a time not known on each day can end on."""
        if self.unit is Unit.HOUR:
            return on.dt.offset_by(f"{self._days}d")
        midnight = on.cast(pl.Datetime("us")).dt.replace_time_zone("Europe/London")
        return _london_date(self.due_at_expr(midnight.dt.convert_time_zone("UTC"), cal))

    @property
    def _step(self) -> int:
        return -1 if self.direction is Direction.BEFORE else 1

    @property
    def _signed(self) -> int:
        return self._step * self.n

    @property
    def _months(self) -> int:
        return self._signed * (MONTHS_A_YEAR if self.unit is Unit.YEAR else 1)

    @property
    def _days(self) -> int:
        match self.unit:
            case Unit.WEEK:
                return self._signed * DAYS_A_WEEK
            case Unit.CLEAR_DAY:
                return self._signed + self._step
            case Unit.HOUR:
                return self._signed // HOURS_A_DAY
            case Unit.SCHOOL_DAY | Unit.TERM:
                raise KinkeeperError(f"{self} needs the school's term dates.", do="Enter them.")
            case _:
                return self._signed

    def _first(self, anchor: date) -> date:
        return anchor - timedelta(days=self._step) if self.inclusive else anchor

    def _last(self, due: date) -> date:
        return due - timedelta(days=self._step) if self.inclusive else due


def working_days(n: int) -> Offset:
    """`n` working days after."""
    return Offset(n, Unit.WORKING_DAY)


def calendar_days(n: int) -> Offset:
    """`n` days after, weekends and holidays counted."""
    return Offset(n, Unit.CALENDAR_DAY)


def clear_days(n: int) -> Offset:
    """`n` days after, with neither end counted."""
    return Offset(n, Unit.CLEAR_DAY)


def weeks(n: int) -> Offset:
    """`n` times seven days after."""
    return Offset(n, Unit.WEEK)


def months(n: int) -> Offset:
    """`n` months after, to the corresponding date or the month's last day."""
    return Offset(n, Unit.MONTH)


def years(n: int) -> Offset:
    """`n` years after, to the corresponding date; from 29 February, 28 in a common year."""
    return Offset(n, Unit.YEAR)


def hours(n: int) -> Offset:
    """`n` hours after, as they elapse."""
    return Offset(n, Unit.HOUR)


def working_hours(n: int, opening: Opening = NINE_TO_FIVE) -> Offset:
    """`n` hours after, counted while a working day is open."""
    return Offset(n, Unit.WORKING_HOUR, opening=opening)


def _london_date(moment: pl.Expr) -> pl.Expr:
    return moment.dt.convert_time_zone("Europe/London").dt.date()


def _corresponding(anchor: date, by_months: int) -> date:
    year, month = divmod(anchor.year * MONTHS_A_YEAR + anchor.month - 1 + by_months, MONTHS_A_YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(anchor.day, last))
