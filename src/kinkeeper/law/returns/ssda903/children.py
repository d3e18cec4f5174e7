"""Each child of the header with what the episodes and the table of care leavers say of them."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.combined import prefixed, with_facts
from kinkeeper.law.returns.ssda903.derive import touches_year
from kinkeeper.law.returns.ssda903.kinds import short_break
from kinkeeper.law.returns.terms import filled
from kinkeeper.law.returns.view import Prepared, View, rows_if_given

LEAVER_ITEMS: Final = ("IN_TOUCH", "ACTIV", "ACCOM")
ORDINARY: Final = ~short_break()  # an episode other than an agreed series of short breaks


def _children(given: Prepared) -> pl.LazyFrame:
    said = with_facts(
        given["Header"].lazy(), given["Episodes"].lazy(),
        has_episodes=pl.len() > 0,
        in_care=ORDINARY.any(),
        in_care_this_year=(ORDINARY & touches_year()).any(),
    )  # fmt: skip
    leavers = rows_if_given(given, "OC3", *LEAVER_ITEMS).with_columns(told=filled(*LEAVER_ITEMS))
    return said.join(prefixed(leavers, "OC3", "CHILD"), on="CHILD", how="left").with_columns(
        pl.col("OC3.told").fill_null(value=False)
    )


def _on_short_breaks(given: Prepared) -> pl.LazyFrame:
    """The episodes of children who have had short breaks only, with header and reviews."""
    header = prefixed(given["Header"].lazy(), "Header", "CHILD")
    reviews = prefixed(given["Reviews"].lazy(), "Reviews", "CHILD")
    return (
        given["Episodes"].lazy().filter((~ORDINARY).all().over("CHILD"))
        .join(header, on="CHILD", how="left").join(reviews, on="CHILD", how="left")
    )  # fmt: skip


CHILDREN: Final = View("children", ("Header", "Episodes"), _children, ("Header", "OC3"))
ON_SHORT_BREAKS: Final = View(
    "short breaks only", ("Episodes", "Header", "Reviews"), _on_short_breaks,
    ("Episodes", "Header", "Reviews"),
)  # fmt: skip
