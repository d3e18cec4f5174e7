"""What the rules that compare the year with the one before look over."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.combined import One, prefixed, with_facts
from kinkeeper.law.returns.ssda903.kinds import ADOPTED
from kinkeeper.law.returns.terms import among, blank, on
from kinkeeper.law.returns.view import ID, Prepared, View, pairs, rows_if_given

LISTED: Final = pl.len() > 0  # whether a child has any row in a table


def _headers(given: Prepared) -> pl.LazyFrame:
    both = pairs("Header", "Header_last").build(given)
    return with_facts(both, rows_if_given(given, "Episodes"), has_episodes=LISTED)


def _first_beside_last(given: Prepared) -> pl.LazyFrame:
    """The child's first episode and the last of the year before, where that was open still."""
    latest = prefixed(One("Episodes_last", "DECOM", last=True).of(given), "Episodes_last", "CHILD")
    ended, known = on("Episodes_last.DEC"), pl.col(f"Episodes_last.{ID}")
    return (
        One("Episodes", "DECOM").of(given).join(latest, on="CHILD", how="left")
        .with_columns(carried_on=known.is_not_null() & ended.is_null())
    )  # fmt: skip


def _first_beside_open(given: Prepared) -> pl.LazyFrame:
    still_open = given["Episodes_last"].lazy().filter(blank("DEC"))
    first = One("Episodes", "DECOM").of(given)
    return first.join(prefixed(still_open, "Episodes_last", "CHILD"), on="CHILD")


def _listed_before(given: Prepared) -> pl.LazyFrame:
    return with_facts(given["Episodes"].lazy(), given["Episodes_last"].lazy(), listed_before=LISTED)


def _after_adoptions(given: Prepared) -> pl.LazyFrame:
    """Each episode of a child who was adopted, in both years, with how often that was before it began."""
    columns = (ID, "CHILD", "DECOM:on", "REC")
    this = given["Episodes"].lazy().select(columns).with_columns(of_this=True)
    last = rows_if_given(given, "Episodes_last", "DECOM:on", "REC").with_columns(of_this=False)
    adopted = among("REC", *ADOPTED).cast(pl.Int32)
    dated = pl.concat([this, last], how="diagonal").filter(on("DECOM").is_not_null())
    once_adopted = dated.filter(among("REC", *ADOPTED)).select("CHILD")
    return (
        dated.join(once_adopted, on="CHILD", how="semi", nulls_equal=True, maintain_order="left")
        .sort("DECOM:on", maintain_order=True)
        .with_columns(adoptions_before=adopted.cum_sum().over("CHILD") - adopted)
        .filter("of_this")
    )


_EPISODES: Final = ("Episodes", "Episodes_last")
HEADERS: Final = View(
    "Header x Header_last", ("Header", "Header_last"), _headers, ("Header", "Header_last")
)
CARRIED_ON: Final = View("first + latest before", _EPISODES, _first_beside_last, _EPISODES)
STILL_OPEN: Final = View("first x open before", _EPISODES, _first_beside_open, _EPISODES)
LISTED_BEFORE: Final = View("listed before", _EPISODES, _listed_before, ("Episodes",))
AFTER_ADOPTIONS: Final = View(
    "Episodes after adoptions", ("Episodes",), _after_adoptions, ("Episodes",)
)
