"""Months of which the records say nothing: they are not run, and never nought.

A return speaks of its own years. Before the first of them it names only what was still open; after
the last it is silent. Where nothing at all was recorded before some day, months before it say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from kinkeeper.kernel.periods import Period
from kinkeeper.law.clocks import clock
from kinkeeper.law.indicator import Indicator
from kinkeeper.law.records import Records
from kinkeeper.law.returns.windows import WINDOWS
from kinkeeper.measures.catalogue import Declared, is_flow

COLLECTIONS = {
    "referrals": "cin",
    "assessments": "cin",
    "enquiries": "cin",
    "plans": "cin",
    "care_periods": "ssda903",
    "placements": "ssda903",
    "missing": "ssda903",
}
OF_CLOCKS = {
    "care": "ssda903",
    "review": "ssda903",
    "missing": "ssda903",
}  # by area, else the census
BEGINS = {
    "referrals": "referred_on",
    "contacts": "received_on",
    "early_help": "referred_on",
    "children": "",
    "duties": "anchor_on",
    "plan_reviews": "anchor_on",
    "care_leavers": "",
}


def why_silent(
    one: Declared, month: Period, records: Records, spoken: Mapping[str, Period]
) -> str | None:
    """Why the month says nothing of this indicator, or None."""
    span = spoken.get(collection_of(one))
    if span and month.start < span.start:
        return f"The returns loaded speak from {_day(span.start)}."
    if span and month.start > span.end and is_flow(one) and not _heard(one, month, records):
        return f"The latest return loaded runs to {_day(span.end)}."
    return _before_all(one, month, records)


def why_not_compared(
    one: Declared, month: Period, spoken: Mapping[str, Period], in_use_from: date | None
) -> str | None:
    """Why nothing is to be compared with a month, or None.

    Before anybody worked here the records name only what was still open when they began: what had
    come and gone is in none of them, and a month would seem quieter than it was. What a return
    speaks of is whole.
    """
    if in_use_from is None or month.start >= in_use_from or collection_of(one) in spoken:
        return None
    return f"Records are kept here from {_day(in_use_from)}."


def collection_of(one: Declared) -> str:
    """The return that its records come from, where they come from one; of a duty, what meets it."""
    if isinstance(one, Indicator) and one.clocks:
        met_by = {kind for name in one.clocks for kind in clock(name).met_by}
        return next((window.collection for window in WINDOWS if window.kinds & met_by), "")
    return COLLECTIONS.get(one.over, "")


def _heard(one: Declared, month: Period, records: Records) -> bool:
    """Whether anything of the month was recorded after all; for a duty, that something met it."""
    frame = records.frames[one.over]
    told = "met_on" if "met_on" in frame.columns else one.on
    if isinstance(one, Indicator) and one.clocks:
        frame = frame.filter(pl.col("clock").is_in(one.clocks))
    return bool(frame.select(month.contains_expr(pl.col(told)).any()).item())


def _before_all(one: Declared, month: Period, records: Records) -> str | None:
    over = "allocations" if one.over == "children" else one.over
    begins = BEGINS.get(over, "started_on")
    if not begins or over not in records.frames:
        return None
    first = records.frames[over][begins].min()
    if isinstance(first, date) and first <= month.end:
        return None
    return f"Nothing of this is recorded in {month.label} or before."


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
