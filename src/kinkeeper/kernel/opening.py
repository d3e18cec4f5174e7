"""The hours of a working day, and counting along them.

Time runs only while a working day is open, by the clock in London. What comes at night, at a
weekend or on a bank holiday counts from the next opening; counted back, from the last closing.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from kinkeeper.kernel.bank_holidays import FIRST_ON, LAST_ON
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.workdays import Calendar

LONDON = ZoneInfo("Europe/London")
HOUR = 3_600_000_000  # microseconds


@dataclass(frozen=True)
class Opening:
    """When a working day opens and closes. Raises KinkeeperError unless it opens first."""

    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo or self.opens >= self.closes:
            raise KinkeeperError("A working day opens before it closes, by the clock in London.")

    def __str__(self) -> str:
        return f"{self.opens:%H:%M} to {self.closes:%H:%M}"

    def due(self, anchor: date, hours: int, cal: Calendar) -> date:
        """The earliest date on which so many working hours can end, from a time not known."""
        midnight = datetime.combine(anchor, time(), LONDON)
        return self.due_at(midnight, hours, cal).date()

    def due_at(self, anchor: datetime, hours: int, cal: Calendar) -> datetime:
        """The moment so many working hours after `anchor`, or before it where below zero."""
        local = anchor.astimezone(LONDON)
        worked = self._worked(local, cal) + hours * HOUR
        # What runs out as a day closes is due that day, not as the next one opens.
        days, rest = divmod(worked - (hours > 0), self._length)
        opened = datetime.combine(_working_day(days + 1, cal), self.opens, LONDON)
        return (opened + timedelta(microseconds=rest + (hours > 0))).astimezone(anchor.tzinfo)

    def due_at_expr(self, at: pl.Expr, hours: int, cal: Calendar) -> pl.Expr:
        """`due_at` for a Datetime column in UTC; null outside the calendar's years."""
        worked = self._worked_expr(at.dt.convert_time_zone("Europe/London"), cal) + hours * HOUR
        ended = worked - int(hours > 0)
        day = _working_day_expr(ended // self._length + 1, cal)
        rest = ended % self._length + int(hours > 0) + _microseconds(self.opens)
        local = day.cast(pl.Datetime("us")) + pl.duration(microseconds=rest)
        return local.dt.replace_time_zone("Europe/London").dt.convert_time_zone("UTC")

    @property
    def _length(self) -> int:
        """How long it is open, in microseconds."""
        return _microseconds(self.closes) - _microseconds(self.opens)

    def _worked(self, local: datetime, cal: Calendar) -> int:
        """For how long days have been open, from the calendar's first to a time in London."""
        open_today = cal.is_working(local.date())
        days = cal.between(FIRST_ON, local.date()) - open_today
        since = _microseconds(local.time()) - _microseconds(self.opens)
        return days * self._length + open_today * min(max(since, 0), self._length)

    def _worked_expr(self, local: pl.Expr, cal: Calendar) -> pl.Expr:
        day = local.dt.date()
        open_today = (cal.on_or_before_expr(day) == day).cast(pl.Int64)
        days = cal.between_expr(pl.lit(FIRST_ON), day).cast(pl.Int64) - open_today
        midnight = day.cast(pl.Datetime("us"))
        since = (local.dt.replace_time_zone(None) - midnight).dt.total_microseconds()
        today = (since - _microseconds(self.opens)).clip(0, self._length)
        return days * self._length + open_today * today


NINE_TO_FIVE = Opening()


def _working_day(number: int, cal: Calendar) -> date:
    """The working day of this number, counted from the calendar's first."""
    if number < 1:
        raise KinkeeperError(f"Working days are known from {FIRST_ON} only.", do="Check the date.")
    return cal.add(FIRST_ON, number)


def _working_day_expr(number: pl.Expr, cal: Calendar) -> pl.Expr:
    """`_working_day` for a column; null before the calendar's first and past its last."""
    first = pl.lit(FIRST_ON)
    day = first.dt.add_business_days(number, holidays=cal.holidays, roll="backward")
    return pl.when(day.is_between(first, pl.lit(LAST_ON))).then(day)


def _microseconds(of_day: time) -> int:
    whole = (of_day.hour * 60 + of_day.minute) * 60 + of_day.second
    return whole * 1_000_000 + of_day.microsecond
