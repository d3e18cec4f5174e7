"""Reads the files of an SSDA903 as the text they hold, for the rules to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.damage import damage, not_utf8
from kinkeeper.law.returns.open import LeftUnread, Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.ssda903.fields import EVENT_DATES, TABLES
from kinkeeper.law.returns.ssda903.read import (
    DATES,
    companion,
    is_companion,
    refuse_twice,
    set_name,
)
from kinkeeper.law.returns.ssda903.xml import read_xml
from kinkeeper.law.returns.ssda903.years import YearFound, named_year, year_of, year_said
from kinkeeper.law.returns.tables import match, read_sheet, text_frame
from kinkeeper.law.returns.typed import FILE, ROW, as_date


@dataclass(frozen=True)
class Texts:
    """The tables of each year as text in capitals, blank as null, with `_file` and `_row`.

    `xml` are the years that were given in the XML form.
    """

    years: Mapping[int, Mapping[str, pl.DataFrame]]
    found: tuple[YearFound, ...]
    problems: tuple[Problem, ...]
    unread: tuple[LeftUnread, ...]
    xml: frozenset[int]


@dataclass(frozen=True)
class _Part:
    """One table of one file."""

    set_of: str
    file: Opened
    table: str
    rows: pl.DataFrame
    problems: tuple[Problem, ...]


def read_texts(files: Sequence[Opened], *, year: int | None = None) -> Texts:
    """The tables of every file, by the year they are for: the one given, or told from the files."""
    parts, unread = _parts(files)
    if not parts:
        _refuse_nothing(files)
    by_set: defaultdict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        by_set[part.set_of].append(part)
    found = {
        name: _year(name, of, year if len(by_set) == 1 else None) for name, of in by_set.items()
    }
    refuse_twice([(part.table, found[part.set_of].year, part.file.name) for part in parts])
    years: defaultdict[int, dict[str, pl.DataFrame]] = defaultdict(dict)
    for part in parts:
        years[found[part.set_of].year][part.table] = part.rows
    return Texts(
        years=dict(years),
        found=tuple(found.values()),
        problems=tuple(problem for part in parts for problem in part.problems),
        unread=unread,
        xml=frozenset(found[part.set_of].year for part in parts if part.file.form == "xml"),
    )


def _parts(files: Sequence[Opened]) -> tuple[list[_Part], tuple[LeftUnread, ...]]:
    sheets = [read_sheet(file) for file in files if file.form == "csv"]
    unread = [companion(sheet) for sheet in sheets if is_companion(sheet)]
    parts = []
    own = [sheet for sheet in sheets if not is_companion(sheet)]
    for sheet in own:
        table = match(sheet, TABLES)
        if table is None:
            unread.append(LeftUnread(sheet.file.name, "its columns are those of no SSDA903 table"))
            continue
        rows, problems = text_frame(sheet, table)
        text = _capitals(rows)
        parts.append(_Part(set_name(sheet, own), sheet.file, table.id, text,
                           (*not_utf8(sheet.file), *problems, *damage(table, rows))))  # fmt: skip
    for file in files:
        if file.is_census:
            unread.append(LeftUnread(file.name, "a children in need census, not an SSDA903"))
        elif file.form == "xml":
            parts += _parts_of_xml(file)
    return parts, tuple(unread)


def _parts_of_xml(file: Opened) -> Iterator[_Part]:
    """Every table of one file, with what is said of the file as a whole before any of them.

    A child's birth date and sex, which stand once in the form, are told of the header alone.
    """
    name = str(Path(file.folder) / Path(file.name).name)
    tables, strangers = read_xml(file)
    said = (*not_utf8(file), *strangers)
    for table in TABLES:
        if table.id in tables:
            rows = tables[table.id]
            own = rows if table.id == "Header" else rows.drop("DOB", "SEX", strict=False)
            yield _Part(name, file, table.id, _capitals(rows), (*said, *damage(table, own)))
            said = ()


def _refuse_nothing(files: Sequence[Opened]) -> NoReturn:
    """BadInput: no table is there; a census given instead is named."""
    census = next((file for file in files if file.is_census), None)
    if census is not None:
        raise BadInput(
            "this is a children in need census, not an SSDA903",
            file=census.name,
            do="Check it as a census: --return cin.",
        )
    raise BadInput(
        "no table of the SSDA903 is among these files", do="Check which files were exported."
    )


def _capitals(rows: pl.DataFrame) -> pl.DataFrame:
    """Text in capitals; blank is null."""
    texts = [name for name in rows.columns if name not in (FILE, ROW)]
    filled = pl.when(pl.col(texts) != "").then(pl.col(texts).str.to_uppercase())
    return rows.with_columns(filled)


def _year(name: str, parts: Sequence[_Part], given: int | None) -> YearFound:
    shown = Path(name).name
    frames: defaultdict[str, list[pl.DataFrame]] = defaultdict(list)
    for part in parts:
        dates = [column for table, column in EVENT_DATES if table == part.table]
        frames[part.table].append(part.rows.select(as_date(pl.col(dates), DATES)))
    if given is not None:
        return year_said(shown, given, frames)
    return year_of(shown, named_year(shown), frames)
