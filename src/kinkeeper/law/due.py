"""When instances fall due: the law's term on the anchor's date, counted on the calendar then known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.offsets import Direction, Offset, Unit, working_days
from kinkeeper.kernel.workdays import Calendar, versions
from kinkeeper.law.programme import NEVER, Programme

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NO_DAY = int(np.iinfo(np.int32).max)
DAY_ZERO = date(1970, 1, 1)
FEW = 48  # below this, the plain form is quicker than an expression; both give the same dates
SLACK = 7  # days a due date may move when one holiday comes or goes


@dataclass(frozen=True)
class DueDates:
    """One row an instance; days since 1970, NO_DAY for none. `term` -1: not in force on that date."""

    term: Ints
    due: Ints
    plan_by: Ints
    report_due: Ints
    calendar: Ints  # place in `versions()`


def due_dates(
    programme: Programme, clock: Ints, step: Ints, anchor: Ints, closed: Ints, term: Ints
) -> DueDates:
    """Due, planned and reported dates for instances anchored on `anchor` and closed on `closed` (days)."""
    due, plan_by = (
        np.full(len(clock), NO_DAY, dtype=np.int64),
        np.full(len(clock), NO_DAY, dtype=np.int64),
    )
    known = versions()
    starts = np.array([_days(since) for since, _ in known], dtype=np.int64)
    calendar = np.clip(
        np.searchsorted(starts, np.minimum(closed, NO_DAY), side="right") - 1, 0, len(known) - 1
    )
    offsets, offset_of = programme.offsets
    offset_no = np.where(term >= 0, offset_of[term], -1)
    for number in np.flatnonzero(np.bincount(offset_no[offset_no >= 0])).tolist():
        mine = np.flatnonzero(offset_no == number)
        due[mine], plan_by[mine] = _count(offsets[number], anchor[mine], calendar[mine], known)
    return DueDates(term, due, plan_by, _report_due(programme, clock, step, anchor), calendar)


def term_in_force(programme: Programme, clock: Ints, step: Ints, anchor: Ints) -> Ints:
    """The row of the term in force on each anchor's date; -1 where none was."""
    (_, table), (_, offset_of), since = programme.terms, programme.offsets, programme.since
    slot = np.minimum(step, table.shape[1]) - 1
    term = np.full(len(clock), -1)
    for version in range(table.shape[2]):  # the newest last
        place = table[:, :, version][clock, slot]
        term = np.where((place >= 0) & (since[place] <= anchor), place, term)
    return np.where((term >= 0) & (offset_of[term] >= 0), term, -1)


def _count(
    offset: Offset, anchor: Ints, calendar: Ints, known: Sequence[tuple[date, Calendar]]
) -> tuple[Ints, Ints]:
    """Due and plan-by days, each on the calendar its row closed under."""
    latest = len(known) - 1
    due, plan_by = _apply(offset, anchor, known[latest][1])
    for older in range(latest - 1, -1, -1):
        past = calendar <= older
        if not past.any():
            break
        moved = _differences(known[older][1], known[older + 1][1])
        mine = np.flatnonzero(past & _spans(anchor, due, moved))
        if len(mine):
            due[mine], plan_by[mine] = _apply(offset, anchor[mine], known[older][1])
    return due, plan_by


def _spans(anchor: Ints, due: Ints, moved: Ints) -> Bools:
    """Whether a moved holiday lies near enough to change the count."""
    low, high = np.minimum(anchor, due) - SLACK, np.maximum(anchor, due) + SLACK
    hit = np.zeros(len(anchor), dtype=np.bool_)
    for day in moved.tolist():
        hit |= (low <= day) & (day <= high)
    return hit


@cache
def _differences(older: Calendar, newer: Calendar) -> Ints:
    return np.array(sorted(map(_days, set(older.holidays) ^ set(newer.holidays))), dtype=np.int64)


def due_days(offset: Offset, anchor: Ints) -> Ints:
    """`offset` counted from each day on the calendar as known now; NO_DAY where it cannot be."""
    return _apply(offset, anchor, versions()[-1][1])[0]


def _apply(offset: Offset, anchor: Ints, calendar: Calendar) -> tuple[Ints, Ints]:
    if len(anchor) < FEW:
        return _plain(offset, anchor, calendar)
    first, last = int(anchor.min()), int(anchor.max())
    if last - first < len(anchor):  # more anchors than days: count from each day once
        due, plan_by = _by_expression(offset, np.arange(first, last + 1), calendar)
        return due[anchor - first], plan_by[anchor - first]
    return _by_expression(offset, anchor, calendar)


def _by_expression(offset: Offset, anchor: Ints, calendar: Calendar) -> tuple[Ints, Ints]:
    frame = pl.DataFrame({"on": anchor.astype(np.int32)}).select(pl.col("on").cast(pl.Date))
    no_time = pl.lit(None, dtype=pl.Datetime("us", "UTC"))
    due = frame.select(offset.due_expr(pl.col("on"), no_time, calendar).alias("due"))
    if _is_plan(offset):
        counted = day_numbers(due["due"])
        return counted, counted.copy()
    return day_numbers(due["due"]), day_numbers(
        due.select(calendar.on_or_before_expr(pl.col("due")).alias("p"))["p"]
    )


def _plain(offset: Offset, anchor: Ints, calendar: Calendar) -> tuple[Ints, Ints]:
    pairs = [_plain_one(offset, DAY_ZERO + timedelta(days=int(day)), calendar) for day in anchor]
    found = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    return found[:, 0].copy(), found[:, 1].copy()


def _plain_one(offset: Offset, anchor: date, calendar: Calendar) -> tuple[int, int]:
    """Due and plan-by; NO_DAY outside the calendar's years, where nothing can be counted."""
    try:
        due = offset.due(anchor, calendar)
    except KinkeeperError:
        return NO_DAY, NO_DAY
    return _days(due), plan_day(offset, due, calendar)


def plan_day(offset: Offset, due: date, calendar: Calendar) -> int:
    """The day to plan what is due on `due` for; NO_DAY outside the calendar's years."""
    if _is_plan(offset):
        return _days(due)
    try:
        return _days(calendar.on_or_before(due))
    except KinkeeperError:
        return NO_DAY


def warned_days(programme: Programme, clock: Ints, due: Ints) -> Ints:
    """The day from which each shows as due soon: its clock's own working days before it is due."""
    warn = programme.warn[clock]
    days = np.full(len(due), NO_DAY)
    latest = versions()[-1][1]
    for number in np.unique(programme.warn).tolist():
        mine = np.flatnonzero((warn == number) & (due != NO_DAY))
        if len(mine):
            days[mine] = _apply(working_days(number).before(), due[mine], latest)[0]
    return days


def _is_plan(offset: Offset) -> bool:
    """Whether the due day is itself the day to plan for: a working day, or the day it arose on."""
    early = (Direction.BEFORE, Direction.BY)
    worked = offset.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR)
    return worked or (offset.n == 0 and offset.direction not in early)


def _report_due(programme: Programme, clock: Ints, step: Ints, anchor: Ints) -> Ints:
    """The day a return or local figure counts to, where it counts otherwise than the law."""
    days = programme.reports_as
    add = days[clock, np.minimum(step, days.shape[1]) - 1]
    return np.where(add == NEVER, NO_DAY, anchor + add)


def day_numbers(days: pl.Series) -> Ints:
    """Dates as days since 1970; NO_DAY for none."""
    found = days.to_numpy().astype("M8[D]")
    return np.where(np.isnat(found), NO_DAY, found.astype(np.int64))


def _days(on: date) -> int:
    return (on - DAY_ZERO).days
