"""Rows of children who have no episode, in whichever of the other tables were given."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.returns.view import ID, Prepared, View

_LOOKED_AT: Final = ("PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2")


def _strays(given: Prepared) -> pl.LazyFrame:
    children = given["Episodes"]["CHILD"].implode()
    known = pl.col("CHILD").is_in(children).fill_null(value=False)
    row = {table: ROWS_OF_CHILDREN.row_of(table) for table in _LOOKED_AT}
    none = pl.LazyFrame(
        schema={name: pl.UInt32() for name in row.values()} | {"known": pl.Boolean()}
    )
    parts = [
        given[table].lazy().select(pl.col(ID).alias(row[table]), known=known)
        for table in _LOOKED_AT
        if table in given
    ]
    return pl.concat([none, *parts], how="diagonal")


ROWS_OF_CHILDREN: Final = View("rows of children", ("Episodes",), _strays, _LOOKED_AT)
