"""Invented returns without the children whose rows are damaged: what both tools find then is of rules."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from kinkeeper.law.returns.fields import Kind
from kinkeeper.law.returns.ssda903.fields import TABLES

_DATES: Final = {
    table.id.lower(): [field.name for field in table.fields if field.kind is Kind.DATE]
    for table in TABLES
}
_ONE_ROW: Final = ("header", "uasc")  # a child has no more in them
_STARTS: Final = {"episodes": "DECOM", "swepisodes": "SW_DECOM"}
_WRITTEN: Final = r"^\d{2}/\d{2}/\d{4}$"
Years = dict[Path, dict[str, pl.DataFrame]]


def undamaged(folder: Path, to: Path) -> Path:
    """The files in another folder, without anybody of whom a date, a start or a row is amiss."""
    years = _read(folder)
    damaged = {child for tables in years.values() for child in _damaged(tables)}
    for year, tables in years.items():
        (to / year.name).mkdir(parents=True)
        for name, rows in tables.items():
            kept = rows.filter(~pl.col("CHILD").is_in(damaged))
            kept.write_csv(to / year.name / f"{name}.csv")
    shutil.copy(folder / "settings.csv", to / "settings.csv")
    return to


def _read(folder: Path) -> Years:
    return {
        year: {
            path.stem: pl.read_csv(path, infer_schema=False) for path in sorted(year.glob("*.csv"))
        }
        for year in sorted(one for one in folder.iterdir() if one.is_dir())
    }


def _damaged(tables: dict[str, pl.DataFrame]) -> Iterator[str]:
    born = tables["header"].drop_nulls("DOB")["CHILD"].unique()
    for name, rows in tables.items():
        amiss = ~pl.col("CHILD").is_in(born.implode()) | pl.any_horizontal(
            pl.lit(value=False), *(_unreadable(date) for date in _DATES[name])
        )
        if name in _ONE_ROW:
            amiss |= pl.col("CHILD").is_duplicated()
        if name in _STARTS:
            start = pl.col(_STARTS[name])
            amiss |= start.is_null() | pl.struct("CHILD", start).is_duplicated()
        yield from rows.filter(amiss)["CHILD"].drop_nulls().unique()


def _unreadable(name: str) -> pl.Expr:
    text = pl.col(name)
    written = text.str.contains(_WRITTEN) & text.str.to_date("%d/%m/%Y", strict=False).is_not_null()
    return text.is_not_null() & ~written
