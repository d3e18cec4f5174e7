"""Writes a workbook of plain sheets. Text is written as text, so nothing in it can act as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 1_048_000  # a sheet ends a little later
_LONGEST: Final = 32_767  # characters a cell can hold
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False}  # fmt: skip
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the same of the same sheets, whenever it is made
_NOT_TEXT: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"  # what XML cannot hold


@dataclass(frozen=True)
class Sheet:
    """One sheet: a heading, rows of text and whole numbers, and by line of it what column A opens.

    The first row below the heading is line 2. `links` leads to (sheet, line).
    """

    name: str
    heading: Sequence[str]
    widths: Sequence[int]
    rows: pl.DataFrame
    links: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name as a sheet can have it."""
        return self.name[:31]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file; the same of the same sheets."""
    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        heading = book.add_format({"bold": True, "bottom": 2})
        link = book.add_format({"font_color": "#0A4F8A", "underline": 1})
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, heading, link)
    return stream.getvalue()


def _write(page: Worksheet, sheet: Sheet, heading: Format, link: Format) -> None:
    page.write_row(0, 0, sheet.heading, heading)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, min(len(sheet.rows), MOST_ROWS), len(sheet.heading) - 1)
    for number, width in enumerate(sheet.widths):
        page.set_column(number, number, width)
    rows = sheet.rows.head(MOST_ROWS)
    for number, name in enumerate(rows.columns):
        if rows.schema[name] == pl.String:
            _texts(page, number, rows[name])
        else:
            page.write_column(1, number, rows[name].to_list())
    for line, (name, at) in sheet.links.items():
        if line - 2 >= len(rows):
            continue
        place = f"internal:'{name[:31].replace(chr(39), chr(39) * 2)}'!A{at}"
        page.write_url(line - 1, 0, place, link, str(rows.item(line - 2, 0)))


def _texts(page: Worksheet, number: int, values: pl.Series) -> None:
    """A column of text; what is blank stays an empty cell."""
    for line, value in enumerate(values, start=1):
        if value:
            page.write_string(line, number, re.sub(_NOT_TEXT, "", value)[:_LONGEST])
