"""What the rules about care leavers look over: how long they were in care, and how it ended."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.combined import prefixed, with_facts
from kinkeeper.law.returns.ssda903.kinds import ADOPTED, short_break
from kinkeeper.law.returns.terms import END, among, birthday, blank, is_, on, sure
from kinkeeper.law.returns.view import Prepared, View, rows_if_given


def _leavers(given: Prepared) -> pl.LazyFrame:
    """Care leavers with how their episodes of this year and the last, if given, stand."""
    died = is_("REC", "E2").any()
    last = rows_if_given(given, "Episodes_last", "REC", "DEC", "DECOM:on")
    this = with_facts(given["OC3"].lazy(), given["Episodes"].lazy(), listed=pl.len() > 0, died=died)
    latest_open = pl.when(blank("DEC")).then(on("DECOM")).max()
    return with_facts(
        this, last, listed_before=pl.len() > 0, died_before=died,
        left_open=sure(latest_open == on("DECOM").max()),
    )  # fmt: skip


def _time_in_care(given: Prepared) -> pl.LazyFrame:
    """Care leavers with their days in care from 14 and from 16, null where no episode is known."""
    header = prefixed(given["Header"].lazy().select("CHILD", "DOB:on"), "Header", "CHILD")
    births = header.unique("CHILD", keep="first", maintain_order=True)
    totals = _episodes(given).join(births, on="CHILD").group_by("CHILD").agg(
        from_14=_days_from(14), from_16=_days_from(16),
        adopted=among("REC", *ADOPTED).filter(on("DECOM") == on("DECOM").max()).any(),
    )  # fmt: skip
    return given["OC3"].lazy().join(totals, on="CHILD", how="left")


def _episodes(given: Prepared) -> pl.LazyFrame:
    """The leavers' episodes of both years, each once: the one that ends first of those begun on one day."""
    columns = ("CHILD", "DECOM:on", "DEC", "DEC:on", "LS", "REC", "_end")
    rows = [given[table].lazy().select(columns) for table in ("Episodes", "Episodes_last")]
    each = (
        pl.concat(rows)
        .join(given["OC3"].lazy(), on="CHILD", how="semi", maintain_order="left")
        .filter(on("DECOM").is_not_null())
        .sort("DEC:on", nulls_last=True, maintain_order=True)
        .unique(("CHILD", "DECOM:on"), keep="first", maintain_order=True)
    )
    still = blank("DEC") & (on("DECOM") == on("DECOM").max().over("CHILD"))
    return each.with_columns(until=pl.when(still).then(END).otherwise(on("DEC")))


def _days_from(age: int) -> pl.Expr:
    """Days in care, other than short breaks, from this birthday on; null without a birth date."""
    reached = birthday(age, "Header.DOB")
    days = (pl.col("until") - pl.max_horizontal(on("DECOM"), reached)).dt.total_days().clip(0)
    ordinary = days.filter(~short_break()).sum()
    return pl.when(reached.first().is_not_null()).then(ordinary)


LEAVERS: Final = View("OC3 and how care ended", ("OC3", "Episodes"), _leavers, ("OC3",))
TIME_IN_CARE: Final = View(
    "OC3 and time in care", ("OC3", "Header", "Episodes", "Episodes_last"), _time_in_care, ("OC3",)
)
