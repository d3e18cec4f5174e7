"""Indicators from stored duties and from records, for a period."""

from __future__ import annotations

from datetime import date

import polars as pl

from kinkeeper.chronology.tables import PolarsType, copy_out
from kinkeeper.duties.models import Duty
from kinkeeper.duties.queries import not_run
from kinkeeper.facts.frame_queries import IDS
from kinkeeper.facts.frames import record_frames
from kinkeeper.kernel.moment import today
from kinkeeper.kernel.periods import Period
from kinkeeper.law.indicator import Values, run_indicators
from kinkeeper.law.indicators import INDICATORS
from kinkeeper.law.records import Records

DUTIES: dict[str, PolarsType] = {
    **IDS,
    "clock": pl.String(),
    "thread": pl.String(),
    "step": pl.Int64(),
    "anchor_on": pl.Date(),
    "due_on": pl.Date(),
    "met_on": pl.Date(),
    "ended_on": pl.Date(),
    "superseded_on": pl.Date(),
}
CLOSING = ("met_on", "ended_on", "superseded_on")
# A duty that could not be counted has no due date and takes no part.
QUERY = f"""
SELECT person_id, id, %s::date, clock, thread, step, anchor_on, due_on, met_on, ended_on, superseded_on
FROM {Duty._meta.db_table} WHERE due_on IS NOT NULL AND anchor_on <= %s::date
"""
NO_DUTIES = "Duties have not been worked out yet."


def figures(period: Period, as_at: date | None = None) -> Values:
    """Every indicator over the period, as things stood on `as_at` (today, or the period's end)."""
    on = min(as_at or today(), period.end)
    return run_indicators(INDICATORS, figure_records(on), period=period)


def figure_records(as_at: date) -> Records:
    """The frames of the records and, from stored duties, `duties` and `plan_reviews`."""
    records = record_frames(as_at=as_at)
    duties = stored_duties(as_at)
    plans = records.frames["plans"].filter((pl.col("kind") == "cp") & pl.col("ended_on").is_null())
    on_plan = plans.select(thread="record", plan_started_on="started_on")
    frames = {**records.frames, "duties": duties, "plan_reviews": duties.join(on_plan, on="thread")}
    waiting = not_run()
    nothing = {"duties": NO_DUTIES, "plan_reviews": NO_DUTIES} if duties.is_empty() else {}
    return Records(frames, {**waiting, **nothing, **records.missing})


def stored_duties(as_at: date) -> pl.DataFrame:
    """Duties begun by the day; what met or ended one later had not happened yet."""
    rows = copy_out(QUERY, DUTIES, [as_at, as_at])
    seen = (pl.when(pl.col(c) <= pl.col("as_at")).then(pl.col(c)).alias(c) for c in CLOSING)
    return rows.with_columns(seen)
