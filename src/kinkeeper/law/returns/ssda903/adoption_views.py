"""What the rules about adoption look over."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.combined import (
    One,
    of_child,
    one_with,
    prefixed,
    stack,
    stacked,
    told,
    with_facts,
)
from kinkeeper.law.returns.ssda903.derive import SHORT_BREAKS
from kinkeeper.law.returns.ssda903.kinds import ADOPTED, FOR_ADOPTION
from kinkeeper.law.returns.terms import among, is_, on, within_year
from kinkeeper.law.returns.view import ID, Prepared, View, pairs

PLACED: Final = FOR_ADOPTION
PLACEMENT_ORDER: Final = "E1"

_STARTED = is_("RNE", "S")
_ORDERED = is_("LS", PLACEMENT_ORDER)

AD1_WITH_OC3 = pairs("AD1", "OC3")
AD1_AND_OC3 = stacked("AD1", "OC3")
EPISODES_WITH_AD1 = pairs("Episodes", "AD1", how="left")
LAST_START_WITH_AD1 = one_with(
    "last start x AD1", One("Episodes", "DECOM", _STARTED, last=True), "AD1"
)
AD1_AND_ADOPTED = told(
    "AD1, adopted", "AD1", "Episodes",
    adopted=(among("REC", *ADOPTED) & within_year(on("DEC"))).any(),
)  # fmt: skip

DECISIONS_WITH_AD1 = pairs("PlacedAdoption", "AD1")
DECISIONS_WITH_LAST_YEAR = pairs("PlacedAdoption", "PlacedAdoption_last", how="left")
EPISODES_WITH_DECISIONS = pairs("Episodes", "PlacedAdoption", how="left")
EPISODES_AND_REVOKED = told(
    "Episodes, revoked", "Episodes", "PlacedAdoption",
    revoked=pl.col("DATE_PLACED_CEASED").is_not_null().all(),
)  # fmt: skip
LAST_EPISODE_WITH_DECISIONS = one_with(
    "last episode x PlacedAdoption",
    One("Episodes", "DECOM", ~is_("REC", "X1"), last=True), "PlacedAdoption",
)  # fmt: skip
FIRST_LONG_EPISODE_WITH_DECISIONS = one_with(
    "first long episode x PlacedAdoption",
    One("Episodes", "DECOM", ~among("LS", *SHORT_BREAKS)), "PlacedAdoption",
)  # fmt: skip
FIRST_START_WITH_DECISIONS = one_with(
    "first start x PlacedAdoption", One("Episodes", "DECOM", _STARTED), "PlacedAdoption"
)
FIRST_PLACED_WITH_LAST_DECISION = one_with(
    "first placed x last PlacedAdoption",
    One("Episodes", "DECOM", among("PLACE", *PLACED)),
    One("PlacedAdoption", "DATE_PLACED", last=True),
)


def _in_turn(given: Prepared) -> pl.LazyFrame:
    """Each decision with the end of the one before it, by date, and whether it is the newest."""
    decided = on("DATE_PLACED")
    newest = pl.col(ID).sort_by(decided, descending=True, nulls_last=True, maintain_order=True)
    ended = on("DATE_PLACED_CEASED").shift(1).over("CHILD")
    ordered = given["PlacedAdoption"].lazy().sort(decided, nulls_last=True, maintain_order=True)
    return ordered.with_columns(
        (pl.int_range(pl.len()).over("CHILD") > 0).alias("has_previous"),
        ended.alias("previous.DATE_PLACED_CEASED:on"),
        (pl.col(ID) == newest.first().over("CHILD")).alias("newest"),
    )


def _ordered(given: Prepared) -> pl.LazyFrame:
    """The first placement order of each time in care, with the child's decisions of that time.

    A decision made when the child was in care again belongs to that later time.
    """
    episodes = given["Episodes"].lazy()
    began = episodes.group_by("CHILD", "care").agg(on("care.start").first()).sort("CHILD", "care")
    following = began.select(
        "CHILD", "care", of_child(on("care.start"), -1).alias("next_care.start:on")
    )
    first = One("Episodes", "DECOM", _ORDERED, each=("CHILD", "care")).of(given)
    decisions = prefixed(given["PlacedAdoption"].lazy(), "PlacedAdoption", "CHILD")
    decided = on("PlacedAdoption.DATE_PLACED")
    later = (decided >= pl.col("next_care.start:on")).fill_null(value=False)
    joined = first.join(following, on=["CHILD", "care"], how="left").join(decisions, on="CHILD")
    return joined.filter(~later)


def _orders_and_decisions(given: Prepared) -> pl.LazyFrame:
    """Episodes, told whether there was a decision; decisions, told whether the order stands."""
    episodes, decisions = given["Episodes"].lazy(), given["PlacedAdoption"].lazy()
    stands = (_ORDERED & pl.col("DEC").is_null()).any()
    return stack({
        "Episodes": with_facts(episodes, decisions, decided=pl.len() > 0),
        "PlacedAdoption": with_facts(decisions, episodes, order_stands=stands),
    })  # fmt: skip


DECISIONS_IN_TURN = View(
    "PlacedAdoption in turn", ("PlacedAdoption",), _in_turn, ("PlacedAdoption",)
)
_BOTH = ("Episodes", "PlacedAdoption")
FIRST_ORDER_WITH_DECISIONS = View("first order x PlacedAdoption", _BOTH, _ordered, _BOTH)
ORDERS_AND_DECISIONS = View("orders | PlacedAdoption", _BOTH, _orders_and_decisions, _BOTH)
