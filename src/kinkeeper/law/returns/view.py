"""What a rule looks over: the rows of a table, or the pairs of rows two tables make of one child."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

ID: Final = "_id"
LAST: Final = "_last"  # ends the name of a table of the collection before

Prepared = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class View:
    """Rows that rules are asked of, worked out once for all of them.

    The columns of the first table stand under their own names, those of another as
    "Header.SEX". `_id` is the row of the first table and "Header._id" that of another: the rows a
    rule can point at are those of `shows`. `of` names the tables without which there is no view.
    """

    id: str
    of: tuple[str, ...]
    build: Callable[[Prepared], pl.LazyFrame]
    shows: tuple[str, ...] = ()

    def row_of(self, table: str) -> str:
        """The column that holds the row of one of its tables."""
        return ID if table == self.base else f"{table}.{ID}"

    @property
    def base(self) -> str:
        """The table whose columns stand under their own names."""
        return self.shows[0] if self.shows else ""


def alone(table: str) -> View:
    """Each row of one table."""
    return View(table, (table,), lambda given: given[table].lazy(), (table,))


def pairs(
    table: str,
    other: str,
    *,
    how: Literal["inner", "left"] = "inner",
    on: tuple[str, ...] = ("CHILD",),
    keep: tuple[str, ...] = (),
) -> View:
    """Each row of a table with each row of another that is of the same child.

    "left" keeps a row without a partner, its partner's columns null. `keep` limits the other's
    columns, where there are many.
    """

    def build(given: Prepared) -> pl.LazyFrame:
        partner = given[other].lazy()
        if keep:
            partner = partner.select(*on, ID, *keep)
        renamed = partner.rename(lambda name: name if name in on else f"{other}.{name}")
        return given[table].lazy().join(renamed, on=on, how=how)

    joined = f"{table} {'x' if how == 'inner' else '+'} {other}"
    narrower = "".join(f" {part}" for part in (on, keep) if part not in (("CHILD",), ()))
    return View(f"{joined}{narrower}", (table, other), build, (table, other))


def rows_if_given(given: Prepared, table: str, *names: str) -> pl.LazyFrame:
    """These columns of a table that a view can do without: no rows where it was not given."""
    if table in given:
        return given[table].lazy().select(ID, "CHILD", *names)
    types = {name: pl.Date if name.endswith(":on") else pl.String for name in names}
    return pl.LazyFrame(schema={ID: pl.UInt32, "CHILD": pl.String, **types})
