"""Instances as a frame: names in place of the engine's numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from kinkeeper.kernel.workdays import versions
from kinkeeper.law.arrays import Bools, Events, Ints, Opened, Timeline
from kinkeeper.law.due import NO_DAY, DueDates, day_numbers, warned_days
from kinkeeper.law.pauses import Paused
from kinkeeper.law.programme import Programme

REASONS = (
    None,
    "The date it is counted from is not recorded.",
    "It was met on a date that is not recorded.",
    "It ended on a date that is not recorded.",
    "It was paused, or went on, on a date that is not recorded.",
    "It falls outside the years whose working days are known.",
    "It began before the first day that the records loaded speak of.",
    "What came before it may lie before the first day that the records loaded speak of.",
)
INSTANCE_SCHEMA = pl.Schema(
    {
        "clock": pl.String(),
        "version": pl.Date(),
        "child": pl.String(),
        "thread": pl.String(),
        "step": pl.Int32(),
        "anchor_event": pl.Int64(),
        "anchor_on": pl.Date(),
        "anchor_at": pl.Datetime("us", "UTC"),
        "calendar": pl.String(),
        "due_on": pl.Date(),
        "due_at": pl.Datetime("us", "UTC"),
        "plan_by": pl.Date(),
        "report_due_on": pl.Date(),
        "warn_on": pl.Date(),
        "paused_since": pl.Date(),
        "paused_days": pl.Int32(),
        "met_on": pl.Date(),
        "met_at": pl.Datetime("us", "UTC"),
        "met_event": pl.Int64(),
        "ended_on": pl.Date(),
        "ended_event": pl.Int64(),
        "superseded_on": pl.Date(),
        "superseded_event": pl.Int64(),
        "waived_on": pl.Date(),
        "waived_until": pl.Date(),
        "waived_by": pl.String(),
        "waived_why": pl.String(),
        "not_run": pl.String(),
    }
)
WAIVER_COLUMNS = ("waived_on", "waived_until", "waived_by", "waived_why")
NOT_WAIVED = pl.DataFrame({name: [None] for name in WAIVER_COLUMNS}).cast(
    {name: INSTANCE_SCHEMA[name] for name in WAIVER_COLUMNS}
)


def instance_frame(
    programme: Programme,
    events: Events,
    rows: Timeline,
    opened: Opened,
    due: DueDates,
    paused: Paused,
    closing: Mapping[str, Ints],
    reason: Ints,
) -> pl.DataFrame:
    """Instances with names in place of numbers, without waivers.

    Those that cannot be counted have no due date.
    """
    clock = rows.clock[opened.row]
    frame, counted = events.frame, reason == 0
    anchor = frame[rows.event[opened.row], ["event", "child", "on", "at"]]
    moments = _moments(programme, due, anchor["at"], counted)
    due_on = _days_of(moments, _dates(due.due, counted))
    columns = {
        "clock": pl.Series([c.id for c in programme.clocks], dtype=pl.String)[clock],
        "version": _dates(programme.since[due.term], due.term >= 0),
        "child": anchor["child"],
        "thread": _thread_names(programme, events, rows.event[opened.start], clock),
        "step": pl.Series(opened.step, dtype=pl.Int32),
        "anchor_event": anchor["event"],
        "anchor_on": anchor["on"],
        "anchor_at": anchor["at"],
        "calendar": pl.Series([c.version for _, c in versions()])[due.calendar],
        "due_on": due_on,
        "due_at": moments,
        "plan_by": _dates(due.plan_by, counted),
        "report_due_on": _dates(due.report_due, counted),
        "warn_on": _dates(warned_days(programme, clock, day_numbers(due_on)), counted),
        "paused_since": _dates(paused.since, counted),
        "paused_days": pl.Series(np.where(counted, paused.days, 0), dtype=pl.Int32),
        "not_run": pl.Series(REASONS, dtype=pl.String)[reason],
    }
    for name, event in closing.items():
        columns |= _closing(frame, name, event)
    columns |= NOT_WAIVED[np.zeros(len(clock), dtype=np.uint32)].to_dict()
    return pl.DataFrame({name: columns[name] for name in INSTANCE_SCHEMA}, schema=INSTANCE_SCHEMA)


def _closing(frame: pl.DataFrame, name: str, event: Ints) -> dict[str, pl.Series]:
    """The event, its date and, for a meeting, its time; null where there is none."""
    place = pl.Series(np.maximum(event, 0).astype(np.uint32)).set(pl.Series(event < 0), None)
    wanted = {f"{name}_event": "event", f"{name}_on": "on"} | (
        {"met_at": "at"} if name == "met" else {}
    )
    found = frame[place, list(wanted.values())]
    return {column: found[source] for column, source in wanted.items()}


def _thread_names(programme: Programme, events: Events, opener: Ints, clock: Ints) -> pl.Series:
    """The id of the thread each instance is kept by, read from the event that began its ladder."""
    level = programme.own_level[clock, events.kind[opener]]
    frame = events.frame
    names = pl.concat([frame["child"], frame["key"], frame["under"]], rechunk=True)
    return names[level * len(frame) + opener]


def _moments(
    programme: Programme, due: DueDates, anchor_at: pl.Series, counted: Bools
) -> pl.Series:
    """The moment an hour clock runs out, where the time it started is known."""
    moments = anchor_at.clear(len(anchor_at))
    offsets, offset_of = programme.offsets
    timed = np.array([offset.needs_time for offset in offsets] or [False])
    number = np.where(due.term >= 0, offset_of[due.term], -1)
    place = np.flatnonzero((number >= 0) & timed[number] & counted)
    if not len(place):
        return moments
    for one, version in np.unique(np.stack([number[place], due.calendar[place]]), axis=1).T:
        mine = place[(number[place] == one) & (due.calendar[place] == version)]
        at = offsets[one].due_at_expr(pl.lit(anchor_at[mine]), versions()[version][1])
        moments = moments.scatter(mine, pl.select(at).to_series())
    return moments


def _days_of(moments: pl.Series, otherwise: pl.Series) -> pl.Series:
    """The day in London of each moment; `otherwise` where there is none."""
    if moments.null_count() == len(moments):
        return otherwise
    timed = moments.is_not_null()
    return moments.dt.convert_time_zone("Europe/London").dt.date().zip_with(timed, otherwise)


def _dates(days: Ints, shown: Bools) -> pl.Series:
    """Days since 1970 as dates; null for NO_DAY and where not shown."""
    dates = pl.Series(days.astype(np.int32)).cast(pl.Date)
    return dates.set(pl.Series((days == NO_DAY) | ~shown), None)
