"""Reads the XML form of an SSDA903 into the same tables of text as its CSV files make.

A child is one element with a HEADER, which holds who the child is, leaving care, adoption, reviews,
health and missing episodes, and its EPISODEs. The XML form carries no table of social workers and
none of deprivations of liberty.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.typed import FILE, ROW

if TYPE_CHECKING:  # a return of CSV files has no need of it
    from lxml import etree

# Elements that make a row of their own, the others' values being the child's.
ROWS: Final[Mapping[str, str]] = {
    "EPISODE": "Episodes", "AREVIEW": "Reviews", "AMISSING": "Missing", "OC2": "OC2",
    "PERMANENCE": "PrevPerm", "AD_PLACED": "PlacedAdoption",
}  # fmt: skip
# Tables that have a row for a child in whom one of these elements is there.
ONE: Final[Mapping[str, tuple[str, ...]]] = {
    "UASC": ("UASC", "DUC"), "OC3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "AD1": ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
}  # fmt: skip
CALLED: Final[Mapping[str, str]] = {"CHILDID": "CHILD", "PL": "PLACE"}
ROOT: Final = "SSDA903"
CHILD: Final = "CHILD"
HEADER: Final = "HEADER"
NOT_OURS: Final = "not an element of this return"
TWICE: Final = "given more than once; the first is used"
_IN_XML: Final = ("Header", *ONE, *ROWS.values())
_OF_A_CHILD: Final = frozenset(
    name for table in TABLES if table.id in ("Header", *ONE) for name in (*table.names, "UASC")
)
_NAMES: Final[Mapping[str, frozenset[str]]] = {
    table.id: _OF_A_CHILD if table.id == "Header" else frozenset(table.names) for table in TABLES
}

Row = dict[str, Any]


@dataclass(slots=True)
class _Collected:
    """Rows of text by table as they are met, and elements that were not read, by line."""

    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    strangers: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    known: bool = False

    def value(self, table: str, row: Row, element: etree._Element) -> None:
        """Take a value into a row of a table, where it belongs there and is the first."""
        tag = str(element.tag)
        name = CALLED.get(tag, tag)
        if name not in _NAMES[table]:
            self.strange(table, element, NOT_OURS)
        elif name in row:
            self.strange(table, element, TWICE)
        else:
            row[name] = element.text
            self.known = True

    def strange(self, table: str, element: etree._Element, why: str) -> None:
        line: Any = element.sourceline  # the stubs know no type for it
        self.strangers.setdefault((table, str(element.tag), why), []).append(int(line or 0))


def read_xml(file: Opened) -> tuple[dict[str, pl.DataFrame], tuple[Problem, ...]]:
    """Every table the XML form can hold, as text with `_file` and `_row`; and what was not read.

    An element nobody declared is named, and what is known inside it is read. Raises BadInput.
    """
    collected, reader = _Collected(), import_module("lxml.etree")
    try:
        for child in _children(file, collected, reader.iterparse):
            _child(child, collected)
    except reader.XMLSyntaxError as error:
        raise BadInput(
            "the XML is cut short or damaged",
            file=file.name,
            row=error.lineno,
            do="Export it again.",
        ) from error
    if not collected.rows["Header"]:
        raise BadInput("no child is in this XML", file=file.name, do="Check which file this is.")
    if not collected.known:
        raise BadInput(
            "no element of the SSDA903 is in this XML",
            file=file.name,
            do="Check which file this is.",
        )
    tables = {table: _frame(file, table, collected.rows[table]) for table in _IN_XML}
    return tables, tuple(_strangers(file, collected))


def _children(
    file: Opened, to: _Collected, iterparse: Callable[..., Any]
) -> Iterator[etree._Element]:
    for sign in ("<!DOCTYPE", "<!ENTITY", "<!doctype"):
        if sign in file.text:
            raise BadInput(
                "the XML declares a document type or entities, which are never read",
                file=file.name, do="Export it again.",
            )  # fmt: skip
    reading = iterparse(
        io.BytesIO(file.text.encode()), events=("start", "end"), encoding="utf-8",
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    depth = 0
    for event, element in reading:
        depth += 1 if event == "start" else -1
        if event == "start" and depth == 1 and element.tag != ROOT:
            to.strange("", element, "not the first element of this return")
        if event == "end" and depth == 1:
            if _is_child(element):
                yield element
            if element.tag != CHILD:
                to.strange("", element, NOT_OURS)
            element.clear()


def _is_child(element: etree._Element) -> bool:
    """By its name, or by what it holds: a child whose element has another name is read as well."""
    return element.tag == CHILD or any(inner.tag in (HEADER, *ROWS) for inner in element)


def _child(child: etree._Element, to: _Collected) -> None:
    own: Row = {ROW: child.sourceline}
    parts: list[tuple[str, Row]] = []
    for element in child.iter():
        tag = str(element.tag)
        if tag in ROWS:
            parts.append((ROWS[tag], _values(element, ROWS[tag], to)))
        elif element is not child and not _inside_row(element, child):
            _of_the_child(element, own, to)
    to.rows["Header"].append(own)
    for table, signs in ONE.items():
        if any(own.get(sign) and own[sign] != "0" for sign in signs):
            to.rows[table].append(own)
    for table, values in parts:
        shared = {name: own.get(name) for name in ("CHILD", "DOB", "SEX")}
        to.rows[table].append(shared | values)


def _of_the_child(element: etree._Element, own: Row, to: _Collected) -> None:
    if element.tag == HEADER:
        return
    if len(element) == 0:
        to.value("Header", own, element)
    else:
        to.strange("Header", element, NOT_OURS)


def _inside_row(element: etree._Element, child: etree._Element) -> bool:
    above = element.getparent()
    while above is not None and above is not child:
        if above.tag in ROWS:
            return True
        above = above.getparent()
    return False


def _values(element: etree._Element, table: str, to: _Collected) -> Row:
    values: Row = {ROW: element.sourceline}
    for inner in element.iterdescendants():
        if len(inner) == 0:
            to.value(table, values, inner)
        else:
            to.strange(table, inner, NOT_OURS)
    return values


def _strangers(file: Opened, collected: _Collected) -> Iterator[Problem]:
    for (table, tag, why), lines in collected.strangers.items():
        times = "" if len(lines) == 1 else f" ({len(lines)} times)"
        do = "Nothing, unless it was meant to be read: it is left out."
        yield Problem(file.name, lines[0], table, tag[:40], "", why + times, do, "nothing")


def _frame(file: Opened, table: str, rows: list[Row]) -> pl.DataFrame:
    names = next(one.names for one in TABLES if one.id == table)
    if table == "Header":
        names = (*names, "UASC")
    schema: dict[str, Any] = {ROW: pl.Int64} | dict.fromkeys(names, pl.String)
    columns = {name: [row.get(name) for row in rows] for name in schema}
    return pl.DataFrame(columns, schema=schema).with_columns(pl.lit(file.name).alias(FILE))
