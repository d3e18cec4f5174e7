"""Instances as a frame: names in place of the engine's numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from kinkeeper.kernel.workdays import versions
from kinkeeper.law.arrays import Bools, Events, Ints, Opened, Timeline
from kinkeeper.law.due import NO_DAY, DueDates
from kinkeeper.law.programme import Programme

REASONS = (
    None,
    "The date it is counted from is not recorded.",
    "It was met on a date that is not recorded.",
    "It ended on a date that is not recorded.",
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
        "met_on": pl.Date(),
        "met_at": pl.Datetime("us", "UTC"),
        "met_event": pl.Int64(),
        "ended_on": pl.Date(),
        "ended_event": pl.Int64(),
        "superseded_on": pl.Date(),
        "superseded_event": pl.Int64(),
        "not_run": pl.String(),
    }
)


def instance_frame(
    programme: Programme,
    events: Events,
    rows: Timeline,
    opened: Opened,
    due: DueDates,
    closing: Mapping[str, Ints],
    reason: Ints,
) -> pl.DataFrame:
    """Instances with names in place of numbers; those that cannot be counted have no due date."""
    anchor, clock = rows.event[opened.row], rows.clock[opened.row]
    frame, counted = events.frame, reason == 0
    moments = _moments(programme, due, frame["at"].gather(anchor), counted)
    columns = {
        "clock": pl.Series([c.id for c in programme.clocks], dtype=pl.String).gather(clock),
        "version": _dates(
            np.array([t.since for t in programme.terms[0]] or [0])[due.term], due.term >= 0
        ),
        "child": frame["child"].gather(anchor),
        "thread": _thread_names(programme, events, rows.event[opened.start], clock),
        "step": pl.Series(opened.step, dtype=pl.Int32),
        "anchor_event": frame["event"].gather(anchor),
        "anchor_on": frame["on"].gather(anchor),
        "anchor_at": frame["at"].gather(anchor),
        "calendar": pl.Series([c.version for _, c in versions()]).gather(due.calendar),
        "due_on": _days_of(moments, _dates(due.due, counted)),
        "due_at": moments,
        "plan_by": _dates(due.plan_by, counted),
        "report_due_on": _dates(due.report_due, counted),
        "not_run": pl.Series(REASONS, dtype=pl.String).gather(reason),
    }
    for name, event in closing.items():
        columns |= _closing(frame, name, event)
    return pl.DataFrame({name: columns[name] for name in INSTANCE_SCHEMA}, schema=INSTANCE_SCHEMA)


def _closing(frame: pl.DataFrame, name: str, event: Ints) -> dict[str, pl.Series]:
    """The event, its date and, for a meeting, its time; null where there is none."""
    place = pl.Series(event, dtype=pl.Int64).set(pl.Series(event < 0), None)
    wanted = {f"{name}_event": "event", f"{name}_on": "on"} | (
        {"met_at": "at"} if name == "met" else {}
    )
    return {column: frame[source].gather(place) for column, source in wanted.items()}


def _thread_names(programme: Programme, events: Events, opener: Ints, clock: Ints) -> pl.Series:
    """The id of the thread each instance is kept by, read from the event that began its ladder."""
    level = programme.own_level[clock, events.kind[opener]]
    frame = events.frame
    names = pl.concat([frame["child"], frame["key"], frame["under"]])
    return names.gather(level * len(frame) + opener)


def _moments(
    programme: Programme, due: DueDates, anchor_at: pl.Series, counted: Bools
) -> pl.Series:
    """The moment an hour clock runs out, where the time it started is known."""
    offsets = [t.offset for t in programme.terms[0]]
    hours = np.array([o.hours if o is not None and o.needs_time else 0 for o in offsets] or [0])
    timed = np.array([o is not None and o.needs_time for o in offsets] or [False])
    shown = timed[due.term] & counted & (due.term >= 0)
    if not shown.any():
        return pl.repeat(None, len(shown), dtype=anchor_at.dtype, eager=True)
    moved = anchor_at + pl.Series(hours[due.term] * 3_600_000_000, dtype=pl.Int64).cast(
        pl.Duration("us")
    )
    return moved.set(pl.Series(~shown), None)


def _days_of(moments: pl.Series, otherwise: pl.Series) -> pl.Series:
    """The day in London of each moment; `otherwise` where there is none."""
    timed = moments.is_not_null()
    if not timed.any():
        return otherwise
    return moments.dt.convert_time_zone("Europe/London").dt.date().zip_with(timed, otherwise)


def _dates(days: Ints, shown: Bools) -> pl.Series:
    """Days since 1970 as dates; null for NO_DAY and where not shown."""
    counted = pl.Series(np.where(days == NO_DAY, 0, days), dtype=pl.Int64).cast(pl.Int32)
    return counted.set(pl.Series((days == NO_DAY) | ~shown), None).cast(pl.Date)
