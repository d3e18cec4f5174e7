"""What is to be said of one file, or of numbers across files, before any rule: nothing is left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl

from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.ssda903.joined import MOST_NAMED
from kinkeeper.law.returns.typed import FILE, ROW

CHILD: Final = "CHILD"
_AS_ONE: Final = "_as_one"
_ROWS_NAMED: Final = 5  # of the rows that are the same


def no_rows(file: str, table: Table, rows: int) -> Iterator[Problem]:
    """That a file holds headings alone, which reads to the rules as a table in which nobody stands."""
    if not rows:
        yield Problem(
            file, 1, table.id, "", "", "it holds headings and no row",
            "Export it again; if there is nothing to tell in this table, nothing is to be done.",
            "nothing",
        )  # fmt: skip


def alike(table: Table, rows: pl.DataFrame) -> pl.LazyFrame:
    """The lines of the rows that are the same in every column: a list for each such row."""
    of_one_key = rows.lazy().filter(
        pl.struct(table.key).is_duplicated()
    )  # few, of which fewer are alike
    groups = of_one_key.group_by(pl.exclude(FILE, ROW), maintain_order=True).agg(ROW)
    return groups.select(ROW).filter(pl.col(ROW).list.len() > 1)


def repeated(file: str, table: Table, groups: pl.DataFrame) -> Iterator[Problem]:
    """What of one file stands several times: each is judged, as it would be sent."""
    for same in groups[ROW].head(MOST_NAMED).to_list():
        named = ", ".join(map(str, same[:_ROWS_NAMED])) + (" …" if len(same) > _ROWS_NAMED else "")
        said = f"the same row stands {len(same):,} times, in rows {named}: each is judged"
        yield _problem(file, same[0], table.id, "", said, "Leave it once.")
    if (more := len(groups) - MOST_NAMED) > 0:
        said = f"{more:,} more rows stand more than once: each is judged"
        yield _problem(file, 1, table.id, "", said, "Leave each once.")


def written_otherwise(parts: Iterable[tuple[str, pl.DataFrame]]) -> Iterator[Problem]:
    """Numbers that differ in capitals alone and so are one child, by the place each form is first in.

    Given are the tables with the numbers as they are written in each, with their places.
    """
    named = [(table, rows) for table, rows in parts if CHILD in rows.columns]
    if all((rows[CHILD] == rows[CHILD].str.to_uppercase()).all() for _, rows in named):
        return
    every = pl.concat(
        rows.select(CHILD, FILE, ROW, pl.lit(table).alias("table")).drop_nulls(CHILD)
        for table, rows in named
    ).unique(CHILD, keep="first", maintain_order=True)
    one = pl.col(CHILD).str.to_uppercase()
    double = every.with_columns(one.alias(_AS_ONE)).filter(pl.len().over(_AS_ONE) > 1)
    first = double.unique(_AS_ONE, keep="first", maintain_order=True)
    others = double.join(first, on=[CHILD], how="anti", maintain_order="left")
    do = "Write a number alike everywhere; if they are two children, give each a number of their own."
    at = others.join(first, on=_AS_ONE, suffix="_first", maintain_order="left")
    for row in at.head(MOST_NAMED).iter_rows(named=True):
        where = f"row {row[f'{ROW}_first']} of {row[f'{FILE}_first']}"
        said = f"this number is written in other capitals in {where}: both are taken as one child"
        yield _problem(row[FILE], row[ROW], row["table"], CHILD, said, do)
    if (more := len(others) - MOST_NAMED) > 0:
        said = f"{more:,} more numbers are written in other capitals elsewhere: each is taken as one child"
        yield _problem(others[FILE][0], 1, others["table"][0], CHILD, said, do)


def _problem(file: str, row: int, table: str, field: str, said: str, do: str) -> Problem:
    return Problem(file, row, table, field, "", said, do, "nothing")
