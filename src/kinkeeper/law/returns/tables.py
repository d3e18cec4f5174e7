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
from kinkeeper.law.returns.at_once import at_once
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW

LONGEST_VALUE = 10_000
MOST_LINES = 5_000_000  # of one file: a table of all England has fewer
# A quotation, an old end of line, a blank line, a mark that is no text: what rows are read one by one for.
_NOT_PLAIN = ('"', "\r", "\n\n", "\ufeff")
# What a file is refused with that has one row wider than another.
_UNEVEN = (pl.exceptions.ComputeError, pl.exceptions.SchemaError)
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


@dataclass(frozen=True, eq=False)
class _Plain:
    """What a plain file holds: its heading, and the values below it, to be cut up."""

    heading: Sequence[str]
    values: pl.LazyFrame


def read_sheet(file: Opened) -> Sheet:
    """The rows of a CSV file; a broken quotation or a last line cut short refuses the file."""
    (sheet,) = read_sheets([file])
    return sheet


def read_sheets(files: Sequence[Opened]) -> list[Sheet]:
    """The rows of each file; those that are plain are cut up together."""
    plain = {n: found for n, file in enumerate(files) if (found := _plain(file.text)) is not None}
    cut = dict(zip(plain, _cut([one.values for one in plain.values()]), strict=True))
    return [_sheet(file, plain.get(n), cut.get(n)) for n, file in enumerate(files)]


def _sheet(file: Opened, plain: _Plain | None, values: pl.DataFrame | None) -> Sheet:
    _refuse_too_long(file)
    if plain is not None and values is not None:
        columns = _columns(file, plain.heading)
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


def _plain(text: str) -> _Plain | None:
    """A file that can be cut up as it stands; None when it is not plain, or longer than any may be."""
    text = text.replace("\r\n", "\n").rstrip("\n")
    if any(sign in text for sign in _NOT_PLAIN):
        return None
    heading = text.partition("\n")[0]
    commas, lines = heading.count(","), text.count("\n") + 1
    if not heading.strip(",") or text.count(",") != commas * lines:
        return None
    if lines > MOST_LINES or _has_long_line(text):
        return None
    values = _values(text, commas + 1)
    blank = "\n" + "," * commas
    if f"{blank}\n" in text or text.endswith(blank):
        values = values.filter(pl.any_horizontal(pl.col(pl.String) != ""))
    return _Plain(heading.split(","), values)


def _has_long_line(text: str) -> bool:
    """Whether a line is longer than a value can be: no line's end is within reach of where one begins."""
    begins = 0
    while len(text) - begins > LONGEST_VALUE:
        ends = text.rfind("\n", begins, begins + LONGEST_VALUE + 1)
        if ends < 0:
            return True
        begins = ends + 1
    return False


def _values(text: str, width: int) -> pl.LazyFrame:
    """The values below the heading, with the number of their line."""
    values = pl.scan_csv(
        f"{text}\n".encode(),  # a blank value too many in a row without an end would not be noticed
        has_header=False,
        skip_lines=1,
        schema=dict.fromkeys(map(str, range(width)), pl.String),
        quote_char=None,
        empty_string_is_null=False,
        extra_columns="raise",
        missing_columns="raise",
    )
    return values.select(pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias(ROW), pl.all())


def _cut(plans: Sequence[pl.LazyFrame]) -> list[pl.DataFrame | None]:
    """The values of each file; None where one row is wider than another."""
    try:
        return list(at_once(plans))
    except _UNEVEN:
        return [None] if len(plans) == 1 else [one for plan in plans for one in _cut([plan])]


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
