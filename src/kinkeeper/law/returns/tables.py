"""Reads comma-separated text into text columns; every fault has a line.

A plain file, without a quotation mark and as wide in every row as in the first, is cut up as whole
columns. Any other is read row by row. Both make the same of the same text.
"""

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
MOST_LINES = 5_000_000  # of one file: a table of all England has fewer
# A quotation, an old end of line, a blank line, a mark that is no text: what rows are read one by one for.
_NOT_PLAIN = ('"', "\r", "\n\n", "\ufeff")
_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}

Lines = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, eq=False)
class Sheet:
    """A CSV file as it stands: its columns in capitals, the text of its rows, and what they are not.

    `texts` holds the rows of the right width, with the line each begins on in `_row`; `misshapen`
    the others, by line and how many values they have.
    """

    file: Opened
    columns: tuple[str, ...]
    texts: pl.DataFrame
    misshapen: tuple[tuple[int, int], ...] = ()


def read_sheet(file: Opened) -> Sheet:
    """The rows of a CSV file; a broken quotation or a last line cut short refuses the file."""
    _refuse_too_long(file)
    plain = _plain(file.text)
    if plain is not None:
        heading, values = plain
        columns = _columns(file, heading)
        values.columns = [ROW, *columns]
        return Sheet(file, columns, values)
    first, *rows = tuple(_lines(file)) or [(1, ())]
    columns = _columns(file, first[1])
    _refuse_cut_short(file, columns, rows)
    sound = [(line, row) for line, row in rows if len(row) == len(columns)]
    misshapen = tuple((line, len(row)) for line, row in rows if len(row) != len(columns))
    return Sheet(file, columns, _by_columns(sound, columns), misshapen)


def _columns(file: Opened, heading: Sequence[str]) -> tuple[str, ...]:
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
    return columns


def _plain(text: str) -> tuple[Sequence[str], pl.DataFrame] | None:
    """The heading, and the values of a plain file by the number of their line; None when not plain."""
    text = text.replace("\r\n", "\n").rstrip("\n")
    if any(sign in text for sign in _NOT_PLAIN):
        return None
    lines = text.split("\n")
    commas = lines[0].count(",")
    if not lines[0].strip(",") or text.count(",") != commas * len(lines):
        return None
    if max(map(len, lines)) > LONGEST_VALUE:
        return None
    try:
        values = _cut(text, commas + 1)
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):  # one row is wider than another
        return None
    if "," * commas in lines:
        values = values.filter(pl.any_horizontal(pl.col(pl.String) != ""))
    return lines[0].split(","), values


def _cut(text: str, width: int) -> pl.DataFrame:
    """The values below the heading, with the number of their line."""
    values = pl.read_csv(
        text.encode(),
        has_header=False,
        skip_lines=1,
        schema=dict.fromkeys(map(str, range(width)), pl.String),
        quote_char=None,
        empty_string_is_null=False,
        extra_columns="raise",
        missing_columns="raise",
    )
    lines = pl.int_range(2, values.height + 2, dtype=pl.Int64, eager=True)
    return values.insert_column(0, lines.alias(ROW))


def _by_columns(rows: Lines, columns: tuple[str, ...]) -> pl.DataFrame:
    values = list(zip(*(row for _, row in rows), strict=True)) or [()] * len(columns)
    numbers = pl.Series(ROW, [line for line, _ in rows], dtype=pl.Int64)
    texts = pl.DataFrame(
        dict(zip(columns, values, strict=True)), schema=dict.fromkeys(columns, pl.String)
    )
    return texts.insert_column(0, numbers)


def _lines(file: Opened) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row that is not blank, with the line it begins on."""
    csv.field_size_limit(LONGEST_VALUE)
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


def _refuse_too_long(file: Opened) -> None:
    if (lines := file.text.count("\n")) > MOST_LINES:
        raise BadInput(
            f"it has {lines:,} lines, and no more than {MOST_LINES:,} are read: no return has so many",
            file=file.name,
            do="Check that this is a table of the return and not a database copy.",
        )


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


def _refuse_cut_short(file: Opened, columns: Sequence[str], rows: Lines) -> None:
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
    problems = [
        Problem(
            sheet.file.name,
            line,
            table.id,
            "",
            "",
            f"{values} values in {len(sheet.columns)} columns",
            "Look for a stray or missing comma in this row.",
            "row",
        )
        for line, values in sheet.misshapen
    ]
    wanted = [name for name in table.names if name in sheet.columns]
    placed = sheet.texts.select(*wanted, ROW, pl.lit(sheet.file.name).alias(FILE))
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
