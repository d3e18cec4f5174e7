"""Reads the XML form of an SSDA903 into the same tables of text as its CSV files make.

A child is one element with a HEADER, which holds who the child is, leaving care, adoption, reviews,
health and missing episodes, and its EPISODEs. The XML form carries no table of social workers and
none of deprivations of liberty.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl
from lxml import etree

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.typed import FILE, ROW

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
_IN_XML: Final = ("Header", *ONE, *ROWS.values())

Row = dict[str, Any]


def read_xml(file: Opened) -> dict[str, pl.DataFrame]:
    """Every table the XML form can hold, as text with `_file` and `_row`. Raises BadInput."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    try:
        for child in _children(file):
            _child(child, rows)
    except etree.XMLSyntaxError as error:
        raise BadInput(
            "the XML is cut short or damaged",
            file=file.name,
            row=error.lineno,
            do="Export it again.",
        ) from error
    if not rows["Header"]:
        raise BadInput("no child is in this XML", file=file.name, do="Check which file this is.")
    return {table: _frame(file, table, rows[table]) for table in _IN_XML}


def _children(file: Opened) -> Iterator[etree._Element]:
    for sign in ("<!DOCTYPE", "<!ENTITY", "<!doctype"):
        if sign in file.text:
            raise BadInput(
                "the XML declares a document type or entities, which are never read",
                file=file.name, do="Export it again.",
            )  # fmt: skip
    reading = etree.iterparse(
        io.BytesIO(file.text.encode()), events=("start", "end"), encoding="utf-8",
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    depth = 0
    for event, element in reading:
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 1:
            yield element
            element.clear()


def _child(child: etree._Element, rows: dict[str, list[Row]]) -> None:
    own: Row = {ROW: child.sourceline}
    parts: list[tuple[str, Row]] = []
    for element in child.iter():
        tag = str(element.tag)
        if tag in ROWS:
            parts.append((ROWS[tag], _values(element)))
        elif len(element) == 0 and not _inside_row(element, child):
            own[CALLED.get(tag, tag)] = element.text
    rows["Header"].append(own)
    for table, signs in ONE.items():
        if any(own.get(sign) and own[sign] != "0" for sign in signs):
            rows[table].append(own)
    for table, values in parts:
        shared = {name: own.get(name) for name in ("CHILD", "DOB", "SEX")}
        rows[table].append(shared | values)


def _inside_row(element: etree._Element, child: etree._Element) -> bool:
    above = element.getparent()
    while above is not None and above is not child:
        if above.tag in ROWS:
            return True
        above = above.getparent()
    return False


def _values(element: etree._Element) -> Row:
    values: Row = {ROW: element.sourceline}
    for inner in element.iter():
        if len(inner) == 0 and inner is not element:
            tag = str(inner.tag)
            values[CALLED.get(tag, tag)] = inner.text
    return values


def _frame(file: Opened, table: str, rows: list[Row]) -> pl.DataFrame:
    names = next(one.names for one in TABLES if one.id == table)
    if table == "Header":
        names = (*names, "UASC")
    schema: dict[str, Any] = {ROW: pl.Int64} | dict.fromkeys(names, pl.String)
    columns = {name: [row.get(name) for row in rows] for name in schema}
    return pl.DataFrame(columns, schema=schema).with_columns(pl.lit(file.name).alias(FILE))
