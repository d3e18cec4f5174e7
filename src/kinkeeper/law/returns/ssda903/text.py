"""Reads the files of an SSDA903 as the text they hold, for the rules to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.at_once import at_once
from kinkeeper.law.returns.damage import borne, damage, damage_told, damaged, not_utf8
from kinkeeper.law.returns.known import Known, known, told
from kinkeeper.law.returns.open import LeftUnread, Opened
from kinkeeper.law.returns.problems import MOST_TOLD, Problem
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.ssda903.joined import joined
from kinkeeper.law.returns.ssda903.read import (
    DATES,
    companion,
    is_companion,
    refuse_twice,
    set_name,
)
from kinkeeper.law.returns.ssda903.within import alike, no_rows, repeated, written_otherwise
from kinkeeper.law.returns.ssda903.xml import read_xml
from kinkeeper.law.returns.ssda903.years import (
    YearFound,
    events_by_year,
    named_year,
    year_of,
    year_said,
)
from kinkeeper.law.returns.tables import Sheet, read_sheets, text_frame
from kinkeeper.law.returns.typed import FILE, ROW, as_date

NO_TABLE: Final = "its columns are those of no SSDA903 table"


@dataclass(frozen=True)
class Texts:
    """The tables of each year as text in capitals, blank as null, with `_file` and `_row`.

    `xml` are the years that were given in the XML form, `lacking` the columns that a table of a year
    was given without (they stand blank), `files` the names of the files of a year.
    """

    years: Mapping[int, Mapping[str, pl.DataFrame]]
    found: tuple[YearFound, ...]
    problems: tuple[Problem, ...]
    unread: tuple[LeftUnread, ...]
    xml: frozenset[int]
    lacking: Mapping[int, Mapping[str, tuple[str, ...]]]
    files: Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class _Found:
    """A file whose table is known, and the set of files it belongs to."""

    sheet: Sheet
    of: Known
    set_of: str


@dataclass(frozen=True)
class _Part:
    """One table of one file: its rows, and the same as they are written."""

    set_of: str
    file: Opened
    table: str
    rows: pl.DataFrame
    written: pl.DataFrame
    problems: tuple[Problem, ...]
    lacking: tuple[str, ...] = ()


def read_texts(files: Sequence[Opened], *, year: int | None = None) -> Texts:
    """The tables of every file, by the year they are for: the one given, or told from the files."""
    parts, unread = _parts(files)
    if not parts:
        _refuse_nothing(files)
    by_set: defaultdict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        by_set[part.set_of].append(part)
    found = _found(by_set, year)
    by_table: defaultdict[tuple[int, str], list[_Part]] = defaultdict(list)
    for part in parts:
        by_table[found[part.set_of].year, part.table].append(part)
    years: defaultdict[int, dict[str, pl.DataFrame]] = defaultdict(dict)
    said: list[Problem] = [problem for part in parts for problem in part.problems]
    for (of, table), several in by_table.items():
        years[of][table], more = _together(of, table, several)
        said += more
    said += written_otherwise([(part.table, part.written) for part in parts])
    return Texts(
        years=dict(years),
        found=tuple(found.values()),
        problems=tuple(said),
        unread=unread,
        xml=frozenset(found[part.set_of].year for part in parts if part.file.form == "xml"),
        lacking=_lacking(by_table),
        files={of: frozenset(part.file.name for part in parts if found[part.set_of].year == of)
               for of in years},
    )  # fmt: skip


def _found(by_set: Mapping[str, Sequence[_Part]], year: int | None) -> dict[str, YearFound]:
    """The year of each set; one that holds no dates is of the year of those beside it."""
    found: dict[str, YearFound] = {}
    undated: dict[str, BadInput] = {}
    for name, of in by_set.items():
        try:
            found[name] = _year(name, of, year if len(by_set) == 1 else None)
        except BadInput as without_dates:
            undated[name] = without_dates
    folders = {name: of[0].file.folder for name, of in by_set.items()}
    for name, why in undated.items():
        beside = {one.year for other, one in found.items() if folders[other] == folders[name]}
        if year is not None and not beside:
            beside = {year}
        if len(beside) != 1:
            raise why
        found[name] = YearFound(Path(name).name, beside.pop(), "from what is beside it")
    return {name: found[name] for name in by_set}


def _together(
    year: int, table: str, parts: Sequence[_Part]
) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """One table of a year, of all its files; the two forms of a return are not mixed."""
    if len(parts) == 1:
        return parts[0].rows, ()
    if len({part.file.form for part in parts}) > 1:
        refuse_twice([(table, year, part.file.name) for part in parts])
    declared = next(one for one in TABLES if one.id == table)
    return joined(declared, [(part.file.name, part.rows) for part in parts])


def _lacking(
    by_table: Mapping[tuple[int, str], Sequence[_Part]],
) -> dict[int, dict[str, tuple[str, ...]]]:
    """By year and table: what any of its files lacks."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for (year, table), parts in by_table.items():
        if names := tuple(dict.fromkeys(name for part in parts for name in part.lacking)):
            found.setdefault(year, {})[table] = names
    return found


def _parts(files: Sequence[Opened]) -> tuple[list[_Part], tuple[LeftUnread, ...]]:
    sheets = read_sheets([file for file in files if file.form == "csv"])
    unread = [companion(sheet) for sheet in sheets if is_companion(sheet)]
    own = [sheet for sheet in sheets if not is_companion(sheet)]
    found: list[_Found] = []
    for sheet in own:
        of = known(sheet, TABLES)
        if isinstance(of, str):
            unread.append(LeftUnread(sheet.file.name, of or NO_TABLE))
        else:
            found.append(_Found(sheet, of, set_name(sheet, own)))
    parts = _parts_of_csv(found)
    for file in files:
        if file.is_census:
            unread.append(LeftUnread(file.name, "a children in need census, not an SSDA903"))
        elif file.form == "xml":
            parts += _parts_of_xml(file)
    return parts, tuple(unread)


def _parts_of_csv(found: Sequence[_Found]) -> list[_Part]:
    """The table of each file, with what is said of it: looked for in all of them at once."""
    texts = [text_frame(one.sheet, one.of.table) for one in found]
    plans = [_whole(one, rows) for one, (rows, _) in zip(found, texts, strict=True)]
    plans += [damaged(one.of.table, rows) for one, (rows, _) in zip(found, texts, strict=True)]
    made = at_once(plans)
    wholes, bad = made[: len(found)], made[len(found) :]
    looks = [alike(one.of.table, rows) for one, rows in zip(found, wholes, strict=True)]
    looks += [borne(one.of.table, rows) for one, rows in zip(found, bad, strict=True)]
    made = at_once(looks)
    double, signs = made[: len(found)], made[len(found) :]
    return [_part(*each) for each in zip(found, texts, wholes, double, bad, signs, strict=True)]


def _part(
    one: _Found,
    text: tuple[pl.DataFrame, Sequence[Problem]],
    whole: pl.DataFrame,
    double: pl.DataFrame,
    *bad: pl.DataFrame,
) -> _Part:
    """The table of one file, with what is said of the rows that are alike, and of those damaged."""
    (rows, problems), sheet, table = text, one.sheet, one.of.table
    said = (*not_utf8(sheet.file), *told(sheet, one.of), *_some(problems), *damage_told(table, *bad),
            *no_rows(sheet.file.name, table, len(rows) + len(sheet.misshapen)),
            *repeated(sheet.file.name, table, double))  # fmt: skip
    return _Part(one.set_of, sheet.file, table.id, whole, rows, said, one.of.lacking)


def _whole(one: _Found, rows: pl.DataFrame) -> pl.LazyFrame:
    """The rows in capitals; a column they lack stands blank in them."""
    text, lacking = one.sheet.file.text, one.of.lacking
    whole = _capitals(rows, capitals=text.upper() == text)
    if not lacking:
        return whole
    blank = [pl.lit(None, pl.String).alias(name) for name in lacking]
    names = [name for name in one.of.table.names if name in (*rows.columns, *lacking)]
    return whole.with_columns(blank).select(*names, ROW, FILE)


def _some(problems: Sequence[Problem]) -> Iterator[Problem]:
    """What is said of the rows of a file; of very many, how many more there are."""
    yield from problems[:MOST_TOLD]
    if (more := len(problems) - MOST_TOLD) > 0:
        said = f"{more:,} more rows of this file are not as they should be"
        yield replace(problems[-1], row=1, field="", reason=said)


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
            told = (*said, *damage(table, own))
            yield _Part(name, file, table.id, _capitals(rows).collect(), rows, told)
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


def _capitals(rows: pl.DataFrame, *, capitals: bool = False) -> pl.LazyFrame:
    """Text in capitals, where it is not in `capitals` already; blank is null."""
    texts = pl.col([name for name in rows.columns if name not in (FILE, ROW)])
    filled = pl.when(texts != "").then(texts if capitals else texts.str.to_uppercase())
    return rows.lazy().with_columns(filled)


def _year(name: str, parts: Sequence[_Part], given: int | None) -> YearFound:
    """Of files that stand for themselves in a folder named after a year: that, if the dates agree."""
    shown, folder = Path(name).name, parts[0].file.folder
    beside = named_year(Path(folder).name) if name != folder else None
    counts = events_by_year(((one.table, one.rows) for one in parts), partial(as_date, form=DATES))
    if given is not None:
        return year_said(shown, given, counts)
    return year_of(shown, named_year(shown) or beside, counts)
