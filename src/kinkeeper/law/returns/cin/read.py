"""Reads a children in need census into frames, one a group, tied by `_id` and `_under`.

`read_text` keeps every value as the file has it, as the checks want it; `read_cin` types it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.cin.elements import EXPORT_AGAIN, Row, collect
from kinkeeper.law.returns.cin.fields import CHILD, HEADER, TABLES
from kinkeeper.law.returns.cin.plain import ID, UNDER, Plain, blocks_of, read_plain
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, PLACE, ROW, typed

__all__ = ["DATES", "ID", "UNDER", "Cin", "CinText", "read_cin", "read_text", "with_children"]

DATES = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class Cin:
    """A census as read: its frames by table, the day it stands at, and what could not be taken."""

    file: Opened
    reference_on: date
    frames: Mapping[str, pl.DataFrame]
    problems: tuple[Problem, ...]

    @property
    def year(self) -> int:
        """The year the census year ends in."""
        return self.reference_on.year


@dataclass(frozen=True, slots=True)
class CinText:
    """A census as its file has it: the header, the rows of each table, and elements nobody declared.

    Nothing is trimmed or typed. An element that is there and holds nothing is a row's null, as one
    that is not there is; an empty one of a repeated element is a row of its own.
    """

    file: Opened
    header: Mapping[str, str]
    frames: Mapping[str, pl.DataFrame]
    problems: tuple[Problem, ...]

    @property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """The frames, the header among them as a table of one row."""
        told = {name: [self.header.get(name)] for name in HEADER.names}
        schema = dict.fromkeys(HEADER.names, pl.String)
        return {HEADER.id: pl.DataFrame(told, schema=schema), **self.frames}

    @property
    def reference_on(self) -> date:
        """The reference date of the header, or else 31 March of its year; BadInput without either."""
        return _reference_on(self.file, self.header)


def read_cin(file: Opened) -> Cin:
    """The typed frames of one census file; anything but a whole, plain census is refused."""
    return _typed(read_text(file))


def read_text(file: Opened) -> CinText:
    """The values of one census file as they stand; anything but a whole census is refused."""
    _refuse_document_type(file)
    told = read_plain(blocks_of(file.text))
    return _refuse_no_child(_by_element(file)) if told is None else with_children(file, told)


def with_children(file: Opened, told: Plain) -> CinText:
    """A plain census: what stands around its children is read as any other is."""
    around = _by_element(replace(file, text=told.around))
    name = pl.lit(file.name).alias(FILE)
    frames = {table: rows.with_columns(name) for table, rows in told.frames.items()}
    return CinText(file, around.header, MappingProxyType(frames), around.problems)


def _by_element(file: Opened) -> CinText:
    collected = collect(file)
    frames = {table.id: _raw(file, table, collected.rows[table.id]) for table in TABLES}
    header = MappingProxyType(collected.header)
    return CinText(file, header, MappingProxyType(frames), tuple(collected.told()))


def _refuse_no_child(text: CinText) -> CinText:
    """Of a census without children every rule would hold."""
    if text.frames[CHILD.table.id].is_empty():
        raise BadInput(
            "no Child stands in the Children of this census, so there is nothing to read",
            file=text.file.name,
            do=f"Check which file this is. {EXPORT_AGAIN}",
        )
    return text


def _refuse_document_type(file: Opened) -> None:
    """No census needs one, and entities live there."""
    for sign in ("<!DOCTYPE", "<!ENTITY", "<!doctype"):
        if (found := file.text.find(sign)) >= 0:
            raise BadInput(
                "the XML declares a document type or entities, which are never read",
                file=file.name,
                row=file.text.count("\n", 0, found) + 1,
                do=EXPORT_AGAIN,
            )


def _typed(text: CinText) -> Cin:
    frames, problems = {}, list(text.problems)
    for table in TABLES:
        one = typed(table, text.frames[table.id], dates=DATES, keep=(ID, UNDER))
        frames[table.id] = one.frame
        problems += one.problems
    return Cin(text.file, text.reference_on, MappingProxyType(frames), tuple(problems))


def _raw(file: Opened, table: Table, rows: list[Row]) -> pl.DataFrame:
    schema: dict[str, type[pl.DataType]] = {ROW: PLACE[ROW], ID: pl.Int64, UNDER: pl.Int64}
    schema |= dict.fromkeys(table.names, pl.String)
    columns = {name: [row.get(name) for row in rows] for name in schema}
    return pl.DataFrame(columns, schema=schema).with_columns(pl.lit(file.name).alias(FILE))


def _reference_on(file: Opened, header: Mapping[str, str]) -> date:
    """31 March of the census year, by the reference date or else by the year."""
    year, told = header.get("Year"), header.get("ReferenceDate")
    try:
        on = date.fromisoformat(told or f"{year}-03-31")
    except ValueError as error:
        raise BadInput(
            "the header tells neither the reference date nor the year",
            file=file.name,
            field="ReferenceDate",
            do=EXPORT_AGAIN,
        ) from error
    if year and year != str(on.year):
        raise BadInput(
            f"the header says the year is {year} and the reference date {told}",
            file=file.name,
            field="Year",
            do="Correct the one that is wrong.",
        )
    return on
