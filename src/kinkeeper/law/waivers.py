"""Waivers over instances: which stand, for which duty."""

from __future__ import annotations

import polars as pl

from kinkeeper.law.clock import Clock
from kinkeeper.law.instances import INSTANCE_SCHEMA, WAIVER_COLUMNS

SAME = ("child", "clock", "thread", "step", "anchor_event")


def with_waivers(
    instances: pl.DataFrame, waivers: pl.DataFrame, clocks: tuple[Clock, ...]
) -> pl.DataFrame:
    """INSTANCE_SCHEMA: each instance with the waiver that stands for it, if there is one.

    One stands where law lets the duty be waived and nothing had closed it before that day; it goes
    with the very event the duty is counted from, so what is counted anew is owed anew.
    """
    if waivers.is_empty():
        return instances
    lawful = waivers.filter(pl.col("clock").is_in([c.id for c in clocks if c.waivable]))
    if lawful.is_empty():
        return instances
    near = pl.col("anchor_event").is_in(lawful["anchor_event"].unique().implode())
    named = instances.filter(near).drop(WAIVER_COLUMNS).join(lawful, on=list(SAME), how="left")
    closed = pl.min_horizontal("met_on", "ended_on", "superseded_on")
    stands = pl.col("not_run").is_null() & ~(closed < pl.col("waived_on")).fill_null(value=False)
    kept = named.with_columns(pl.when(stands).then(pl.col(*WAIVER_COLUMNS)))
    return pl.concat([kept.select(INSTANCE_SCHEMA.names()), instances.filter(~near)])
