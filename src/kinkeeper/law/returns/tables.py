"""Reads comma-separated text into text columns, row by row, so that every fault has a line."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW

LONGEST_VALUE = 10_000
_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file as it stands: its columns in capitals and the lines of its rows."""

    file: Opened
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]


def read_sheet(file: Opened) -> Sheet:
    """The rows of a CSV file; a broken quotation or a last line cut short refuses the file."""
    csv.field_size_limit(LONGEST_VALUE)
    lines = _lines(file)
    _, heading = next(lines, (1, ()))
    if not heading:
        raise BadInput(
            "there is nothing in this file but commas", file=file.name, row=1, do="Export it again."
        )
    columns = tuple(name.strip().upper() for name in heading)
    _refuse_other_separators(file, heading)
    if len(set(columns)) != len(columns):
        raise BadInput(
            "two columns have the same name", file=file.name, row=1, do="Remove one of them."
        )
    rows = tuple(lines)
    _refuse_cut_short(file, columns, rows)
    return Sheet(file, columns, rows)


def _lines(file: Opened) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row that is not blank, with the line it begins on."""
    reader = csv.reader(io.StringIO(file.text, newline=""), strict=True)
    begins = 1
    try:
        for row in reader:
            if row and (row[0] or any(row)):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(
            "the file breaks off or is damaged: a quotation is not closed, or a value has no end",
            file=file.name,
            row=begins,
            do="Export it again.",
        ) from error


def _refuse_other_separators(file: Opened, heading: Sequence[str]) -> None:
    if len(heading) > 1:
        return
    for sign, words in _OTHER_SEPARATORS.items():
        if sign in heading[0]:
            raise BadInput(
                f"the columns are separated by {words}, not commas",
                file=file.name,
                row=1,
                do="Export it as comma-separated values.",
            )


def _refuse_cut_short(
    file: Opened, columns: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]
) -> None:
    if rows and len(rows[-1][1]) < len(columns):
        raise BadInput(
            "the last row has fewer values than there are columns: the file is cut short",
            file=file.name,
            row=rows[-1][0],
            do="Export it again.",
        )


def match(sheet: Sheet, tables: Sequence[Table]) -> Table | None:
    """The one table these columns belong to; a table that lacks columns is refused by name."""
    columns = set(sheet.columns)
    found = [table for table in tables if table.known_by <= columns]
    if not found:
        return None
    if len(found) > 1:
        names = ", ".join(table.id for table in found)
        raise BadInput(
            f"the columns fit several tables: {names}",
            file=sheet.file.name,
            row=1,
            do="Give each table in a file of its own.",
        )
    needed = {one.name for one in found[0].fields if not one.may_be_absent}
    if lacking := sorted(needed - columns):
        raise BadInput(
            f"columns of {found[0].id} are missing: {', '.join(lacking)}",
            file=sheet.file.name,
            row=1,
            do="Export the table with all its columns.",
        )
    return found[0]


def text_frame(sheet: Sheet, table: Table) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """The rows as text columns with their place; a row of the wrong width is left out and reported."""
    width = len(sheet.columns)
    sound = [(line, row) for line, row in sheet.rows if len(row) == width]
    problems = [
        Problem(
            sheet.file.name,
            line,
            table.id,
            "",
            "",
            f"{len(row)} values in {width} columns",
            "Look for a stray or missing comma in this row.",
            "row",
        )
        for line, row in sheet.rows
        if len(row) != width
    ]
    columns = list(zip(*(row for _, row in sound), strict=True)) or [()] * width
    data = dict(zip(sheet.columns, columns, strict=True))
    wanted = [name for name in table.names if name in data]
    frame = pl.DataFrame(
        {name: data[name] for name in wanted}, schema=dict.fromkeys(wanted, pl.String)
    )
    lines = pl.Series(ROW, [line for line, _ in sound], dtype=pl.Int64)
    placed = frame.with_columns(lines, pl.lit(sheet.file.name).alias(FILE))
    return placed, (*_unknown_columns(sheet, table), *problems)


def _unknown_columns(sheet: Sheet, table: Table) -> Iterator[Problem]:
    for name in sheet.columns:
        if name and name not in table.names:
            yield Problem(
                sheet.file.name,
                1,
                table.id,
                name[:40],
                "",
                "not a column of this table",
                "Nothing, unless it was meant to be read: the column is left out.",
                "nothing",
            )
