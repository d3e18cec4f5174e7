"""What the rules about unaccompanied children seeking asylum look over."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.combined import prefixed, with_facts
from kinkeeper.law.returns.ssda903.derive import touches_year
from kinkeeper.law.returns.terms import filled, is_
from kinkeeper.law.returns.view import LAST, Prepared, View, pairs


def _episodes(given: Prepared) -> pl.LazyFrame:
    """Episodes with whether the child is known to be unaccompanied, this year or the last."""
    children = pl.concat([_known(given, ""), _known(given, LAST)])
    known = pl.col("CHILD").is_in(children.implode()).fill_null(value=False)
    return given["Episodes"].lazy().with_columns(unaccompanied=known)


def _known(given: Prepared, last: str) -> pl.Series:
    """The children a year's header tells of; without a header, those of the table of their own."""
    header, listed = given.get(f"Header{last}"), given.get(f"UASC{last}")
    if header is not None:
        return header.filter(is_("UASC", "1"))["CHILD"]
    if listed is not None:
        return listed.filter(filled("SEX", "DOB", "DUC"))["CHILD"]
    return pl.Series("CHILD", [], pl.String)


def _two_years(given: Prepared) -> pl.LazyFrame:
    """Each row of this year's two tables with the child's first of last year's: one is told of."""
    both = given["Header"].lazy()
    last = {name: given[name].unique("CHILD", keep="first", maintain_order=True)
            for name in ("Header_last", "UASC_last")}  # fmt: skip
    both = both.join(prefixed(last["Header_last"].lazy(), "Header_last", "CHILD"), on="CHILD")
    for name, rows in (("UASC", given["UASC"]), ("UASC_last", last["UASC_last"])):
        both = both.join(prefixed(rows.lazy(), name, "CHILD"), on="CHILD", how="left")
    return both


def _leavers(given: Prepared) -> pl.LazyFrame:
    both = pairs("UASC", "OC3").build(given)
    return with_facts(both, given["Episodes"].lazy(), looked_after=touches_year().any())


EPISODES_TOLD: Final = View(
    "Episodes, unaccompanied or not", ("Episodes",), _episodes, ("Episodes",)
)
TWO_YEARS: Final = View(
    "UASC in two years", ("Header", "UASC", "Header_last", "UASC_last"), _two_years,
    ("Header", "UASC"),
)  # fmt: skip
LEAVERS: Final = View("UASC x OC3 in care", ("UASC", "OC3", "Episodes"), _leavers, ("UASC", "OC3"))
