"""One table of a year that is in several files: their rows together, each told once.

Two halves of a table are a thing people have: by team, by system, by half of the year. What is in
both is taken once and named, and what the two say differently of one thing is named too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW

MOST_NAMED: Final = 20  # rows that are in both files, and rows that differ, of one file
_OTHER: Final = {FILE: "_other_file", ROW: "_other_row"}
_DO: Final = "If one of them is an older export, take it away and check again."


def joined(
    table: Table, parts: Sequence[tuple[str, pl.DataFrame]]
) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """The rows of several files, given as name and rows, and what is to be said of them."""
    (first, kept), *others = parts
    problems: list[Problem] = []
    taken = [first]
    for name, rows in others:
        new, same = _told_apart(kept, rows)
        if new.is_empty() and not rows.is_empty():
            problems.append(
                _problem(name, 1, table, f"the same rows as in {_files(same)}: taken once")
            )
            continue
        said = f"{table.id} is in {' and '.join(taken)} too: their rows are taken together"
        problems.append(_problem(name, 1, table, said))
        problems += _same(name, table, same)
        problems += _differing(name, table, kept, new)
        kept = pl.concat([kept, new], how="diagonal")
        taken.append(name)
    return kept, tuple(problems)


def _told_apart(kept: pl.DataFrame, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that are new, and those that are there already, with where."""
    texts = [name for name in rows.columns if name not in _OTHER]
    there = kept.unique(texts, keep="first", maintain_order=True).select(
        *texts, *(pl.col(name).alias(other) for name, other in _OTHER.items())
    )
    every = rows.join(there, on=texts, how="left", nulls_equal=True, maintain_order="left")
    is_new = pl.col(_OTHER[FILE]).is_null()
    return every.filter(is_new).drop(_OTHER.values()), every.filter(~is_new)


def _same(name: str, table: Table, same: pl.DataFrame) -> Iterator[Problem]:
    for row, file, other in same.select(ROW, *_OTHER.values()).head(MOST_NAMED).iter_rows():
        yield _problem(name, row, table, f"the same row is in {file}: taken once", at=other)
    if (more := same.height - MOST_NAMED) > 0:
        yield _problem(name, 1, table, f"{more:,} more rows are in both files: each is taken once")


def _differing(name: str, table: Table, kept: pl.DataFrame, new: pl.DataFrame) -> Iterator[Problem]:
    """Rows that tell another file's thing otherwise: both are taken, and the rules find them."""
    first = kept.unique(table.key, keep="first", maintain_order=True)
    pairs = new.join(first, on=table.key, suffix="_other", maintain_order="left")
    fields = [one for one in table.names if one in new.columns and one not in table.key]
    for one in pairs.head(MOST_NAMED).iter_rows(named=True):
        differs = next((f for f in fields if one[f] != one.get(f"{f}_other")), "")
        key = " and ".join(table.key)
        said = f"another row of the same {key} is in {one[f'{FILE}_other']}: both are taken"
        yield _problem(name, one[ROW], table, said, differs, at=one[f"{ROW}_other"])
    if (more := pairs.height - MOST_NAMED) > 0:
        yield _problem(
            name, 1, table, f"{more:,} more rows differ from the other file's: all are taken"
        )


def _files(same: pl.DataFrame) -> str:
    return " and ".join(same[_OTHER[FILE]].unique(maintain_order=True))


def _problem(
    name: str, row: int, table: Table, said: str, field: str = "", *, at: int = 0
) -> Problem:
    do = f"It is row {at} there. {_DO}" if at else _DO
    return Problem(name, row, table.id, field, "", said, do, "nothing")
