"""More of what a rule can look over: one row picked of each child's, what a child's rows say, stacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from kinkeeper.law.returns.terms import on
from kinkeeper.law.returns.view import Prepared, View


@dataclass(frozen=True)
class One:
    """The row of each child's with the earliest (or `last`) date, of those that meet `where`.

    The first in the file of several on the same day; none where no date can be read. `each` is
    what one row is picked of: of every child, or more narrowly.
    """

    table: str
    by: str
    where: pl.Expr = field(default_factory=lambda: pl.lit(value=True))
    last: bool = False
    each: tuple[str, ...] = ("CHILD",)

    def of(self, given: Prepared) -> pl.LazyFrame:
        """The rows picked, with every column of the table."""
        eligible = given[self.table].lazy().filter(self.where & on(self.by).is_not_null())
        day = on(self.by).max() if self.last else on(self.by).min()
        of_the_day = eligible.filter(on(self.by) == day.over(self.each))
        return of_the_day.unique(self.each, keep="first", maintain_order=True)


def one_with(name: str, one: One, other: str | One) -> View:
    """The row picked of each child with each row (or the one picked) of another table's."""
    partner = other if isinstance(other, str) else other.table

    def build(given: Prepared) -> pl.LazyFrame:
        rows = given[other].lazy() if isinstance(other, str) else other.of(given)
        return one.of(given).join(prefixed(rows, partner, "CHILD"), on="CHILD")

    tables = (one.table, partner)
    return View(name, tables, build, tables)


def told(name: str, table: str, other: str, /, **facts: pl.Expr) -> View:
    """Each row of a table with what the child's rows of another say, taken together."""

    def build(given: Prepared) -> pl.LazyFrame:
        return with_facts(given[table].lazy(), given[other].lazy(), **facts)

    return View(name, (table, other), build, (table,))


def with_facts(rows: pl.LazyFrame, other: pl.LazyFrame, /, **facts: pl.Expr) -> pl.LazyFrame:
    """The rows with what is true of the child's other rows; false of a child that has none."""
    of_child = other.group_by("CHILD").agg(**facts)
    known = [pl.col(name).fill_null(value=False) for name in facts]
    return rows.join(of_child, on="CHILD", how="left").with_columns(known)


def stacked(*tables: str) -> View:
    """The rows of one table, and below them those of others: a row is of one of them only."""

    def build(given: Prepared) -> pl.LazyFrame:
        return stack({table: given[table].lazy() for table in tables})

    return View(" | ".join(tables), tables, build, tables)


def stack(parts: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """Frames one above another; the columns of all but the first are prefixed with their table."""
    base, *others = parts
    below = [prefixed(parts[table], table) for table in others]
    return pl.concat([parts[base], *below], how="diagonal")


def same_child(places: int) -> pl.Expr:
    """Whether the row so many places before (after, if negative) is of the child; rows go by CHILD."""
    child, place = pl.col("CHILD"), pl.int_range(pl.len())
    inside = place >= places if places > 0 else place < pl.len() + places
    return inside & child.eq_missing(child.shift(places))


def of_child(value: pl.Expr, places: int) -> pl.Expr:
    """What it is in the child's row so many places before, or after; null where there is none."""
    return pl.when(same_child(places)).then(value.shift(places))


def prefixed(rows: pl.LazyFrame, table: str, *but: str) -> pl.LazyFrame:
    """The columns under the name of their table, as those of a partner stand."""
    return rows.rename(lambda name: name if name in but else f"{table}.{name}")
