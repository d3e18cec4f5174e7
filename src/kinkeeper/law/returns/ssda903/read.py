"""Reads the CSV files of one or several SSDA903 years into typed frames, one a table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.open import LeftUnread, Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.ssda903.fields import COMPANIONS, TABLES
from kinkeeper.law.returns.ssda903.years import (
    YearFound,
    events_by_year,
    named_year,
    year_label,
    year_of,
)
from kinkeeper.law.returns.tables import Sheet, match, text_frame
from kinkeeper.law.returns.typed import empty, typed

YEAR = "_year"
DATES = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Ssda903:
    """Every table read, all years together; `_year` is the year a row's collection ends in."""

    frames: Mapping[str, pl.DataFrame]
    files: tuple[tuple[YearFound, Opened], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    table: Table
    sheet: Sheet
    frame: pl.DataFrame
    problems: tuple[Problem, ...]


def is_companion(sheet: Sheet) -> bool:
    """A look-up list that travels with the return without being part of it."""
    return any(known <= set(sheet.columns) for known in COMPANIONS)


def companion(sheet: Sheet) -> LeftUnread:
    """The note that says a look-up list was passed by."""
    return LeftUnread(sheet.file.name, "a look-up list, not a table of the return")


def read_ssda903(sheets: Sequence[Sheet]) -> Ssda903:
    """The typed frames of a set of SSDA903 files, with the year of each told from names and dates."""
    by_set: defaultdict[str, list[_Read]] = defaultdict(list)
    for sheet in sheets:
        by_set[set_name(sheet, sheets)].append(_read(sheet))
    years = {name: _year(name, reads) for name, reads in by_set.items()}
    dated = [(one, years[name].year) for name, reads in by_set.items() for one in reads]
    refuse_twice([(one.table.id, year, one.sheet.file.name) for one, year in dated])
    problems = [problem for one, _ in dated for problem in one.problems]
    files = [(years[name], one.sheet.file) for name, reads in by_set.items() for one in reads]
    return Ssda903(_stacked(dated), tuple(files), tuple(problems))


def _read(sheet: Sheet) -> _Read:
    table = match(sheet, TABLES)
    if table is None:
        raise BadInput(
            "the columns are not those of any SSDA903 table",
            file=sheet.file.name,
            row=1,
            do="Check that the first row holds the column names.",
        )
    text, problems = text_frame(sheet, table)
    one = typed(table, text, dates=DATES)
    return _Read(table, sheet, one.frame, (*problems, *one.problems))


def set_name(sheet: Sheet, sheets: Sequence[Sheet]) -> str:
    """Files of one year belong together: by the year in their name, else by their folder."""
    file = sheet.file
    if year := named_year(Path(file.name).name):
        return str(Path(file.folder) / year_label(year))
    same_columns = [
        s for s in sheets if s.file.folder == file.folder and s.columns == sheet.columns
    ]
    return file.folder if len(same_columns) == 1 else str(Path(file.folder) / Path(file.name).name)


def _year(name: str, reads: Sequence[_Read]) -> YearFound:
    shown = Path(name).name
    counts = events_by_year(((one.table.id, one.frame) for one in reads), lambda day: day)
    return year_of(shown, named_year(shown), counts)


def refuse_twice(dated: Sequence[tuple[str, int, str]]) -> None:
    """A table stands once in a year; given as table, year and file. Raises BadInput naming both files."""
    first: dict[tuple[str, int], str] = {}
    for table, year, file in dated:
        if (table, year) in first:
            raise BadInput(
                f"{table} of {year_label(year)} is also in {first[table, year]}",
                file=file,
                do="Give one of the two, or name each folder after its year.",
            )
        first[table, year] = file


def _stacked(dated: Sequence[tuple[_Read, int]]) -> Mapping[str, pl.DataFrame]:
    """One frame a table, rows of every year in the order of the years."""
    frames = {}
    for table in TABLES:
        parts = [
            one.frame.with_columns(pl.lit(year, dtype=pl.Int32).alias(YEAR))
            for one, year in sorted(dated, key=lambda pair: pair[1])
            if one.table is table
        ]
        blank = empty(table).with_columns(pl.lit(None, dtype=pl.Int32).alias(YEAR))
        frames[table.id] = pl.concat([blank, *parts])
    return MappingProxyType(frames)
