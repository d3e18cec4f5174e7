"""The yearly outcomes that are given, and the children for whom they are owed."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.view import ID, Prepared, View


def _outcomes(given: Prepared) -> pl.LazyFrame:
    """Each row of outcomes, then the first episode of each child who has none."""
    outcomes = given["OC2"].lazy()
    without = given["Episodes"].lazy().filter("earliest").join(outcomes, on="CHILD", how="anti")
    owed = without.select("CHILD", "continuous", pl.col(ID).alias(f"Episodes.{ID}"))
    return pl.concat([outcomes, owed], how="diagonal")


OUTCOMES: Final = View("OC2 and those without", ("OC2", "Episodes"), _outcomes, ("OC2", "Episodes"))
