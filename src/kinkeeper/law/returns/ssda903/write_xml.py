"""Writes typed frames in the XML form of an SSDA903, as `xml` reads it.

The form has no place for social workers and deprivations of liberty: `LEFT_OUT` names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

import polars as pl

from kinkeeper.law.returns.form import Element
from kinkeeper.law.returns.ssda903.form import FORM, OF_THE_CHILD
from kinkeeper.law.returns.ssda903.write import text_tables
from kinkeeper.law.returns.ssda903.xml import ROWS

Row = dict[str, Any]
Rows = Mapping[str, Mapping[str, list[Row]]]
LEFT_OUT: Final = ("SWEpisodes", "DoLo")


def write_ssda903_xml(frames: Mapping[str, pl.DataFrame], *, year: int) -> str:
    """The XML of the year that ends in March of `year`, children in the order of the header."""
    texts = text_tables(frames, year=year)
    rows = {table: _by_child(text) for table, text in texts.items() if table not in LEFT_OUT}
    child = FORM.root.parts[0]
    children = "".join(_element(child, one, rows) for one in texts["Header"]["CHILD"])
    return f'<?xml version="1.0" encoding="utf-8"?>\n<SSDA903>\n{children}</SSDA903>\n'


def _by_child(text: pl.DataFrame) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in text.iter_rows(named=True):
        found[row["CHILD"]].append(row)
    return found


def _element(element: Element, child: str, rows: Rows) -> str:
    """An element that stands for the child: its own values, then a child element for each row."""
    inside = "".join(_inside(element, child, rows))
    return f"<{element.tag}>{inside}</{element.tag}>" + ("\n" if element.tag == "CHILD" else "")


def _inside(element: Element, child: str, rows: Rows) -> Iterator[str]:
    own = _of_the_child(child, rows)
    for part in element.parts:
        if part.field is not None:
            yield _tag(part, own)
        elif part.tag in ROWS:
            for row in rows[ROWS[part.tag]].get(child, []):
                yield f"<{part.tag}>{''.join(_tag(one, row) for one in part.parts)}</{part.tag}>"
        else:
            yield _element(part, child, rows)


def _of_the_child(child: str, rows: Rows) -> Row:
    """What the header says, and the child's one row of each table that stands among it."""
    told: Row = {"UASC": "1" if child in rows["UASC"] else "0"}
    for table in (*(one.id for one in OF_THE_CHILD), "UASC", "Header"):
        for row in rows[table].get(child, [])[:1]:
            told |= row
    return told


def _tag(element: Element, values: Row) -> str:
    value = values.get(element.field.name) if element.field else None
    return "" if value is None else f"<{element.tag}>{escape(value)}</{element.tag}>"
