"""The episodes of a child in other orders than by start, and two back, for the rules that ask so."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.combined import of_child, same_child
from kinkeeper.law.returns.terms import day, on
from kinkeeper.law.returns.view import ID, Prepared, View

_LONG_AGO: Final = day(1901, 1, 1)  # when an episode without a start is taken to have begun
_OWN: Final = ("DECOM:on", "DEC:on", "RNE", "PLACE", "REC", "PL_POST")


def _further(given: Prepared) -> pl.LazyFrame:
    """Each episode with those about it.

    `then.DECOM:on`: the start of the one after it, where those without a start come first.
    `is_later`, `ended_before:on`: whether one is before it and when that ended, where those of one
    start go by their ends. `has_two_back`, `two_back.PLACE`, `two_back.PL_POST`: the one before last.
    """
    episodes = given["Episodes"].lazy().select(ID, "CHILD", *_OWN, "previous.PLACE")
    undated_first = episodes.select(
        ID, "CHILD", on("DECOM").fill_null(_LONG_AGO).alias("began")
    ).sort("CHILD", "began", maintain_order=True)
    then = undated_first.select(ID, of_child(pl.col("began"), -1).alias("then.DECOM:on"))
    by_both = episodes.sort("CHILD", "DECOM:on", "DEC:on", nulls_last=True, maintain_order=True)
    ended = by_both.select(
        ID,
        same_child(1).alias("is_later"),
        of_child(on("DEC"), 1).alias("ended_before:on"),
    )
    two_back = [of_child(pl.col(n), 2).alias(f"two_back.{n}") for n in ("PLACE", "PL_POST")]
    return (
        episodes.sort("CHILD", "DECOM:on", nulls_last=True, maintain_order=True)
        .with_columns(*two_back, same_child(2).alias("has_two_back"))
        .join(then, on=ID, how="left")
        .join(ended, on=ID, how="left")
    )


FURTHER: Final = View("Episodes and those further off", ("Episodes",), _further, ("Episodes",))
