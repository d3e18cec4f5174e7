"""Indicators from stored duties and from records, for a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kinkeeper.chronology.tables import PolarsType, copy_out
from kinkeeper.duties.models import Duty
from kinkeeper.duties.queries import not_run
from kinkeeper.facts.bundles import bundle
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
# A duty that could not be counted has no due date and takes no part; nor does one that law let
# somebody waive for good before it was late. One put off counts as it was kept.
QUERY = f"""
SELECT person_id, id, NULL::date, clock, thread, step, anchor_on, due_on, met_on, ended_on, superseded_on
FROM {Duty._meta.db_table} WHERE due_on IS NOT NULL
AND NOT (coalesce(waived_on <= due_on, false) AND waived_until IS NULL AND coalesce(met_on > due_on, true))
"""
NO_DUTIES = "Duties have not been worked out yet."
NO_LEAVERS = "Nobody here is known to have become a care leaver."
LEFT_CARE = ("became_relevant", "became_former_relevant")
NO_LEAVER = ("child_turned_25", "child_died", "pathway_ended", "looked_after_started")


def figures(period: Period, as_at: date | None = None) -> Values:
    """Every indicator over the period, as things stood on `as_at` (today, or the period's end)."""
    on = min(as_at or today(), period.end)
    return run_indicators(INDICATORS, figure_records(on), period=period)


@dataclass(frozen=True)
class Told:
    """What a run of several months reads once: every duty, what cannot run, and who left care."""

    duties: pl.DataFrame
    waiting: Mapping[str, str]
    leavers: pl.DataFrame


def told() -> Told:
    """Read what does not depend on the day asked about."""
    return Told(copy_out(QUERY, DUTIES), not_run(), _leavers(bundle().events))


def figure_records(as_at: date, once: Told | None = None) -> Records:
    """The frames of the records and, from stored duties, `duties` and `plan_reviews`.

    `care_leavers` follow from events; `once` is what `told` read, for a run over several days.
    """
    known = once or told()
    records = record_frames(as_at=as_at)
    duties = seen_at(known.duties, as_at)
    plans = records.frames["plans"].filter((pl.col("kind") == "cp") & pl.col("ended_on").is_null())
    on_plan = plans.select(thread="record", plan_started_on="started_on")
    frames = {
        **records.frames,
        "duties": duties,
        "plan_reviews": duties.join(on_plan, on="thread"),
        "care_leavers": _leavers_on(known.leavers, as_at),
    }
    nothing = {"duties": NO_DUTIES, "plan_reviews": NO_DUTIES} if known.duties.is_empty() else {}
    nobody = {"care_leavers": NO_LEAVERS} if known.leavers.is_empty() else {}
    missing = {**known.waiting, **nothing, **nobody, **records.missing}
    return Records(frames, missing, records.covered_from)


def seen_at(duties: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Duties begun by the day; what met or ended one later had not happened yet."""
    begun = duties.filter(pl.col("anchor_on") <= as_at).with_columns(as_at=pl.lit(as_at))
    seen = (pl.when(pl.col(c) <= pl.col("as_at")).then(pl.col(c)).alias(c) for c in CLOSING)
    return begun.with_columns(seen)


def _leavers(events: pl.DataFrame) -> pl.DataFrame:
    """Who became a care leaver, since when, and until when."""
    of = events.filter(pl.col("on").is_not_null())
    began = of.filter(pl.col("kind").is_in(LEFT_CARE)).group_by("child")
    since = began.agg(record=pl.col("key").first(), since=pl.col("on").min())
    closing = of.filter(pl.col("kind").is_in(NO_LEAVER)).join(since, on="child")
    over = closing.filter(pl.col("on") >= pl.col("since")).group_by("child")
    return since.join(over.agg(until=pl.col("on").min()), on="child", how="left")


def _leavers_on(leavers: pl.DataFrame, as_at: date) -> pl.DataFrame:
    on = pl.lit(as_at)
    there = (pl.col("since") <= on) & (pl.col("until").is_null() | (pl.col("until") > on))
    return leavers.filter(there).select("child", "record", started_on="since", as_at=on)
