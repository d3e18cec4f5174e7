"""Reads a children in need census into frames, one a group, tied by `_id` and `_under`.

`read_text` keeps every value as the file has it, as the checks want it; `read_cin` types it.
"""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

import polars as pl
from lxml import etree

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.cin.fields import CHILD, HEADER, TABLES, Group
from kinkeeper.law.returns.cin.plain import ID, UNDER, Plain, blocks_of, read_plain
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, PLACE, ROW, typed

__all__ = ["DATES", "ID", "UNDER", "Cin", "CinText", "read_cin", "read_text", "with_children"]

DATES = "%Y-%m-%d"
_DEPTH = 2  # a Child stands in Children, which stands in Message
_EXPORT_AGAIN = "Export the census from the case system again."

Row = dict[str, object]


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


@dataclass(slots=True)
class _Collected:
    """Rows of text as they are met, and elements nobody declared."""

    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    strangers: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    count: int = 0

    def add(self, table: Table, row: Row, *, line: int, under: int | None) -> int:
        self.count += 1
        row |= {ID: self.count, UNDER: under, ROW: line}
        self.rows[table.id].append(row)
        return self.count

    def strange(self, table: Table, tag: str, why: str, line: int) -> None:
        self.strangers.setdefault((table.id, tag, why), []).append(line)


def read_cin(file: Opened) -> Cin:
    """The typed frames of one census file; anything but a whole, plain census is refused."""
    return _typed(read_text(file))


def read_text(file: Opened) -> CinText:
    """The values of one census file as they stand; anything but a whole census is refused."""
    _refuse_document_type(file)
    told = read_plain(blocks_of(file.text))
    return _by_element(file) if told is None else with_children(file, told)


def with_children(file: Opened, told: Plain) -> CinText:
    """A plain census: what stands around its children is read as any other is."""
    around = _by_element(replace(file, text=told.around))
    name = pl.lit(file.name).alias(FILE)
    frames = {table: rows.with_columns(name) for table, rows in told.frames.items()}
    return CinText(file, around.header, MappingProxyType(frames), around.problems)


def _by_element(file: Opened) -> CinText:
    collected = _Collected()
    header: dict[str, str] = {}
    try:
        for element in _children(file, header):
            _group(element, CHILD, collected, child="", under=None)
    except etree.XMLSyntaxError as error:
        raise BadInput(
            "the XML is cut short or damaged", file=file.name, row=error.lineno, do=_EXPORT_AGAIN
        ) from error
    _refuse_other_collections(file, header)
    frames = {table.id: _raw(file, table, collected.rows[table.id]) for table in TABLES}
    strangers = tuple(_strangers(file, collected))
    return CinText(file, MappingProxyType(header), MappingProxyType(frames), strangers)


def _refuse_document_type(file: Opened) -> None:
    """No census needs one, and entities live there."""
    for sign in ("<!DOCTYPE", "<!ENTITY", "<!doctype"):
        if (found := file.text.find(sign)) >= 0:
            raise BadInput(
                "the XML declares a document type or entities, which are never read",
                file=file.name,
                row=file.text.count("\n", 0, found) + 1,
                do=_EXPORT_AGAIN,
            )


def _children(file: Opened, header: dict[str, str]) -> Iterator[etree._Element]:
    """Each Child in turn, freed once it has been read; the header is noted on the way."""
    _, root = next(_reading(file, ("start",)))
    _refuse_other_root(file, root)
    for _, element in _reading(file, ("end",), tag=("Header", "Child")):
        if element.tag == "Header":
            header.update({str(inner.tag): (inner.text or "").strip() for inner in element.iter()})
            _refuse_other_collections(file, header)
        elif sum(1 for _ in element.iterancestors()) == _DEPTH:
            yield element
            element.clear()
            _forget_before(element)


def _reading(
    file: Opened, events: tuple[str, ...], *, tag: tuple[str, ...] | None = None
) -> Iterator[tuple[str, etree._Element]]:
    """The elements of the file as they are met; nothing is fetched or expanded."""
    reading = etree.iterparse(
        io.BytesIO(file.text.encode()),
        events=events,
        tag=tag,
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return iter(reading)


def _forget_before(element: etree._Element) -> None:
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]


def _refuse_other_root(file: Opened, root: etree._Element) -> None:
    if root.tag != "Message":
        raise BadInput(
            "this XML is not a children in need census: its first element is not Message",
            file=file.name,
            row=_line(root),
            do="Give the census file the case system exported.",
        )


def _refuse_other_collections(file: Opened, header: Mapping[str, str]) -> None:
    if header.get("Collection") != "CIN":
        raise BadInput(
            "this XML does not say that it is a CIN collection",
            file=file.name,
            field="Collection",
            do="Load the children in need census; SSDA903 is read from CSV.",
        )


def _group(
    element: etree._Element, group: Group, to: _Collected, *, child: str, under: int | None
) -> None:
    """One row of a group, then the rows of what it holds, each under it."""
    held = list(_unwrapped(element, group))
    child = child or _text_of(held, "LAchildID")
    row: Row = {"LAchildID": child}
    own = to.add(group.table, row, line=_line(element), under=under)
    for inner in held:
        if inner.tag in group.single:
            _single(inner, group, row, to)
        else:
            _inside(inner, group, to, child=child, own=own)


def _unwrapped(element: etree._Element, group: Group) -> Iterator[etree._Element]:
    for inner in element:
        if inner.tag in group.wrappers:
            yield from _unwrapped(inner, group)
        else:
            yield inner


def _single(inner: etree._Element, group: Group, row: Row, to: _Collected) -> None:
    tag = str(inner.tag)
    if tag in row:
        to.strange(group.table, tag, "given more than once; the first is used", _line(inner))
    else:
        row[tag] = inner.text


def _inside(inner: etree._Element, group: Group, to: _Collected, *, child: str, own: int) -> None:
    tag = str(inner.tag)
    if table := group.repeated.get(tag):
        to.add(table, {"LAchildID": child, tag: inner.text}, line=_line(inner), under=own)
    elif deeper := group.inside.get(tag):
        _group(inner, deeper, to, child=child, under=own)
    elif tag != "LAchildID":
        to.strange(group.table, tag, "not an element of this group", _line(inner))


def _text_of(held: list[etree._Element], tag: str) -> str:
    return next((one.text or "" for one in held if one.tag == tag), "")


def _line(element: etree._Element) -> int:
    line: Any = element.sourceline  # the stubs know no type for it
    return int(line or 0)


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


def _strangers(file: Opened, collected: _Collected) -> Iterator[Problem]:
    for (table, tag, why), lines in collected.strangers.items():
        times = "" if len(lines) == 1 else f" ({len(lines)} times)"
        yield Problem(
            file.name,
            lines[0],
            table,
            tag[:40],
            "",
            why + times,
            "Nothing, unless it was meant to be read: it is left out.",
            "nothing",
        )


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
            do=_EXPORT_AGAIN,
        ) from error
    if year and year != str(on.year):
        raise BadInput(
            f"the header says the year is {year} and the reference date {told}",
            file=file.name,
            field="Year",
            do="Correct the one that is wrong.",
        )
    return on
