"""What the rules about earlier permanence look over."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.combined import One, one_with
from kinkeeper.law.returns.ssda903.read import DATES
from kinkeeper.law.returns.typed import as_date
from kinkeeper.law.returns.view import Prepared, View, pairs

EPISODES_WITH_PERMANENCE = pairs("Episodes", "PrevPerm", how="left")
_FIRST: Final = one_with("first episode x PrevPerm", One("Episodes", "DECOM"), "PrevPerm")
_ORDERED: Final = "PrevPerm.DATE_PERM"


def latest_day(text: pl.Expr) -> pl.Expr:
    """The last day that a date with ZZ for what is not known can mean; null where it is none.

    A day not known is the last of its month, a month not known lasts a year from the day given,
    and a year not known is 2000.
    """
    filled_in = (
        text.str.replace(r"^ZZ/", "01/").str.replace("/ZZ/", "/01/").str.replace(r"/ZZZZ$", "/2000")
    )
    first = as_date(filled_in, DATES)
    year, month = (first.dt.offset_by(span).dt.offset_by("-1d") for span in ("1y", "1mo"))
    no_month, no_day = text.str.contains("/ZZ/", literal=True), text.str.starts_with("ZZ/")
    return pl.when(no_month).then(year).when(no_day).then(month).otherwise(first)


def _first_with_permanence(given: Prepared) -> pl.LazyFrame:
    """The child's first episode, with the last day the earlier order can have been made on."""
    latest = latest_day(pl.col(_ORDERED)).alias(f"{_ORDERED}:on")
    return _FIRST.build(given).with_columns(latest)


FIRST_WITH_PERMANENCE = View(_FIRST.id, _FIRST.of, _first_with_permanence, _FIRST.shows)
