"""Writes typed frames as the CSV files of an SSDA903 year, as `read` takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.ssda903.read import DATES
from kinkeeper.law.returns.typed import empty
from kinkeeper.law.returns.written import as_text

# What each table is called as a file.
FILES: Final = {
    "Header": "header.csv", "Episodes": "episodes.csv", "Reviews": "reviews.csv", "UASC": "uasc.csv",
    "OC2": "oc2.csv", "OC3": "oc3.csv", "AD1": "ad1.csv", "PlacedAdoption": "placed_for_adoption.csv",
    "PrevPerm": "previous_permanence.csv", "Missing": "missing.csv", "SWEpisodes": "sw_episodes.csv",
    "DoLo": "dolo.csv",
}  # fmt: skip
SEX_AS_LETTERS_SINCE: Final = 2025  # the year to March from which sex is M and F, not 1 and 2
_SEX_BEFORE: Final = {"M": "1", "F": "2"}


def text_tables(frames: Mapping[str, pl.DataFrame], *, year: int) -> dict[str, pl.DataFrame]:
    """Each table the year had, as the text of its file; one without rows has its columns."""
    texts = {}
    for table in TABLES:
        if table.since and table.since > year:
            continue
        rows = frames[table.id] if table.id in frames else empty(table)
        text = as_text(table, rows, dates=DATES, yes_no=("1", "0")).select(table.names)
        if "SEX" in table.names and year < SEX_AS_LETTERS_SINCE:
            text = text.with_columns(pl.col("SEX").replace(_SEX_BEFORE))
        texts[table.id] = text
    return texts


def write_ssda903(frames: Mapping[str, pl.DataFrame], *, year: int) -> dict[str, str]:
    """The text of each file by its name, for the year that ends in March of `year`.

    Tables the year did not have are left out; those without rows are written with their columns.
    """
    return {
        FILES[table]: text.write_csv(line_terminator="\r\n")
        for table, text in text_tables(frames, year=year).items()
    }
