"""Which table a file is of, told from its columns, though some of them are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.tables import Sheet

MOST_LACKING: Final = 2  # columns, of a table that is not known by those it is always known by


@dataclass(frozen=True, slots=True)
class Known:
    """The table a file is of, and the columns of it that are not there."""

    table: Table
    lacking: tuple[str, ...] = ()


def known(sheet: Sheet, tables: Sequence[Table]) -> Known | str:
    """The table; or in words why the file cannot be taken for any.

    A file without one of the columns its table is always known by is taken for it where nothing
    but that or one other is missing, a column is there that no other table has, and none else fits.
    """
    columns = frozenset(sheet.columns)
    found = [one for one in tables if one.known_by <= columns]
    if not found:
        found = [one for one in tables if _nearly(one, columns, tables)]
    if len(found) > 1:
        return f"its columns fit several tables: {', '.join(one.id for one in found)}"
    if not found:
        return ""
    return Known(found[0], _lacking(found[0], columns))


def told(sheet: Sheet, of: Known) -> Iterator[Problem]:
    """A problem for each column that is not there."""
    for name in of.lacking:
        yield Problem(
            sheet.file.name, 1, of.table.id, name, "", "this column of the table is missing",
            "Export the table with all its columns: rules that read this one are not run.", "nothing",
        )  # fmt: skip


def _nearly(table: Table, columns: frozenset[str], tables: Sequence[Table]) -> bool:
    others = {name for one in tables if one is not table for name in one.names}
    own = (columns & set(table.names)) - others
    child = table.fields[0].name in columns
    return child and bool(own) and len(_lacking(table, columns)) <= MOST_LACKING


def _lacking(table: Table, columns: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        one.name for one in table.fields if one.name not in columns and not one.may_be_absent
    )
