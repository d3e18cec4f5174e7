"""Writes a workbook of plain sheets. Text is written as text, so nothing in it can act as a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl
from xlsxturbo import dfs_to_xlsx
from xlsxturbo.types import SheetOptions

MOST_ROWS: Final = 1_048_000  # a sheet ends a little later
_LONGEST: Final = 32_767  # characters a cell can hold
_NOT_TEXT: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"  # what XML cannot hold
_TEXTS: Final = pl.col(pl.String)
_PACKED: Final = 3  # of 9: a third sooner than is usual, for a file a fifteenth larger


@dataclass(frozen=True)
class Sheet:
    """One sheet: a heading, rows of text and whole numbers, and by line of it what column A opens.

    The first row below the heading is line 2. `links` leads to (sheet, line). `plain` says that the
    rows hold text as a cell can already: what `as_cells` made of them, or of what they were cut from.
    """

    name: str
    heading: Sequence[str]
    widths: Sequence[int]
    rows: pl.DataFrame
    links: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    plain: bool = False

    @property
    def title(self) -> str:
        """The name as a sheet can have it."""
        return self.name[:31]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file; of the same sheets the same, but for the moment it tells it was made at."""
    pages = [(rows, one.title, _options(one, rows)) for one in sheets for rows in [_cells(one)]]
    stream = io.BytesIO()
    dfs_to_xlsx(pages, stream, compression_level=_PACKED)
    return stream.getvalue()


def as_cells(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows, text as a cell can hold it; what is blank stays an empty cell."""
    return rows.with_columns(_TEXTS.str.replace_all(_NOT_TEXT, "").str.slice(0, _LONGEST))


def _cells(sheet: Sheet) -> pl.DataFrame:
    """The rows under their heading."""
    rows = sheet.rows.head(MOST_ROWS)
    rows.columns = list(sheet.heading)
    return rows if sheet.plain else as_cells(rows)


def _options(sheet: Sheet, cells: pl.DataFrame) -> SheetOptions:
    return {
        "freeze_panes": (1, 1),
        "autofilter": True,
        "column_widths": dict(enumerate(sheet.widths)),
        "header_format": {"bold": True, "border_bottom": "medium"},
        "hyperlinks": [
            (f"A{line}", _place(name, at), str(cells.item(line - 2, 0)))
            for line, (name, at) in sheet.links.items()
            if line - 2 < len(cells)
        ],
    }


def _place(name: str, line: int) -> str:
    """The first cell of a line of a sheet, as a link names it."""
    return f"internal:'{name[:31].replace(chr(39), chr(39) * 2)}'!A{line}"
