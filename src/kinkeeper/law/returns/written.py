"""Turns typed frames of a return back into the text of its files."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kinkeeper.law.returns.fields import Kind, Table


def as_text(
    table: Table, rows: pl.DataFrame, *, dates: str, yes_no: tuple[str, str]
) -> pl.DataFrame:
    """The rows with every declared column as text, in declared order; what is absent or null is null."""
    columns = [
        _text(one.name, one.kind, dates, yes_no)
        if one.name in rows.columns
        else pl.lit(None, dtype=pl.String).alias(one.name)
        for one in table.fields
    ]
    kept = [name for name in ("_id", "_under") if name in rows.columns]
    return rows.select(*kept, *columns)


def _text(name: str, kind: Kind, dates: str, yes_no: tuple[str, str]) -> pl.Expr:
    column = pl.col(name)
    if kind is Kind.DATE:
        return column.dt.strftime(dates).alias(name)
    if kind is Kind.YES_NO:
        words: Mapping[bool, str] = {True: yes_no[0], False: yes_no[1]}
        return column.replace_strict(words, default=None, return_dtype=pl.String).alias(name)
    return column.cast(pl.String).alias(name)
