"""How long a legal status lasted without a break, and what a child's episodes come to together."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.terms import END, START, among, blank, is_, on
from kinkeeper.law.returns.view import ID, Prepared, View

TIMED: Final = ("L1", "L2", "L3", "J2")  # legal statuses that the law allows for so long only


def _spells(given: Prepared) -> pl.LazyFrame:
    """Each episode of a timed status with `spell.days`, from the first day of its spell to the last.

    A spell goes on while the next episode of that status begins by the day the one before ended.
    """
    last_day = pl.when(blank("DEC")).then(END).otherwise(on("DEC"))
    timed = (
        given["Episodes"].lazy()
        .filter(among("LS", *TIMED) & on("DECOM").is_not_null())
        .select(ID, "CHILD", "LS", "DECOM:on", last_day.alias("last_day"))
        .sort("CHILD", "LS", "DECOM:on", maintain_order=True)
    )  # fmt: skip
    status = ["CHILD", "LS"]
    reached = pl.col("last_day").cum_max().forward_fill().shift(1).over(status)
    begins = (on("DECOM") > reached).fill_null(value=False)
    spell = [*status, begins.cum_sum().over(status)]
    length = (pl.col("last_day").max() - on("DECOM").min()).dt.total_days().over(spell)
    return timed.with_columns(length.alias("spell.days"))


def _totals(given: Prepared) -> pl.LazyFrame:
    """Each episode with what its child's come to.

    `break.days`: its days of short breaks (V3) in the year, and `child.break_days` their sum;
    `child.series` and `child.single_breaks`: some are V4, V3; `child.carers_away`: how many are T3.
    """
    began = pl.max_horizontal(on("DECOM"), START)
    ended = pl.when(blank("DEC")).then(END).otherwise(pl.min_horizontal("DEC:on", END))
    known = on("DECOM").is_not_null() & (blank("DEC") | on("DEC").is_not_null())
    length = pl.when(is_("LS", "V3") & known).then((ended - began).dt.total_days())
    counted = given["Episodes"].lazy().select(ID, "CHILD", "LS", "PLACE", length.alias("days"))
    return counted.with_columns(
        pl.when(pl.col("days") > 0).then("days").alias("break.days")
    ).with_columns(
        pl.col("break.days").sum().over("CHILD").alias("child.break_days"),
        is_("LS", "V4").any().over("CHILD").alias("child.series"),
        is_("LS", "V3").any().over("CHILD").alias("child.single_breaks"),
        is_("PLACE", "T3").sum().over("CHILD").alias("child.carers_away"),
    )


SPELLS: Final = View("Episodes by spell", ("Episodes",), _spells, ("Episodes",))
TOTALS: Final = View("Episodes by child", ("Episodes",), _totals, ("Episodes",))
