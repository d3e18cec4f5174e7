"""What a return is judged on: its tables as text, and what was given beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from kinkeeper.kernel.periods import Period, collection_year
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.view import ID, LAST

_WITHOUT: Mapping[str, str] = {
    "last year": "last year's return was not given",
    "postcodes": "no directory of postcodes was given",
    "providers": "no list of providers was given",
    "authority": "the authority was not named",
    "xml": "it is asked of the XML form alone",
    "UASC": "the table UASC was not given, though last year's was",
}


@dataclass(frozen=True)
class Given:
    """The tables of one collection, text as it stands in capitals, blank as null.

    `tables` holds only those that were given, each with `_file` and `_row`; those of the
    collection before end in "_last". `postcodes`: postcode (capitals, no blanks), easting and
    northing in metres, authority. `providers`: urn, places, providers, postcode, authority,
    ended_on. `authority` is the responsible authority's code of the Office for National
    Statistics (SSDA903) or the Department's number (CIN). `lacking` are the columns that a table
    was given without: they stand blank in it, and rules that read them are not run.
    """

    year: int
    tables: Mapping[str, pl.DataFrame]
    authority: str | None = None
    postcodes: pl.DataFrame | None = None
    providers: pl.DataFrame | None = None
    xml: bool = False
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def period(self) -> Period:
        """The collection year, 1 April to 31 March."""
        return collection_year(self.year)

    def numbered(self, table: str) -> pl.DataFrame:
        """A table with the number that rules know its rows by, their place in it, in `_id`."""
        return self.tables[table].drop(ID, strict=False).with_row_index(ID)

    def why_not(self, rule: Rule) -> str | None:
        """Why a rule cannot be asked of this, or None."""
        return self._lacks(rule.needs) or self._without(rule.tables)

    def _lacks(self, needs: Iterable[str]) -> str | None:
        there = {
            "last year": any(name.endswith(LAST) for name in self.tables),
            "postcodes": self.postcodes is not None,
            "providers": self.providers is not None,
            "authority": self.authority is not None,
            "xml": self.xml,
            "UASC": self.xml or "UASC" in self.tables or f"UASC{LAST}" not in self.tables,
        }
        return next((f"Not run: {_WITHOUT[need]}." for need in needs if not there[need]), None)

    def _without(self, tables: Iterable[str]) -> str | None:
        for table in tables:
            if table not in self.tables:
                return f"Not run: {_named(table)} was not given."
        return None


def _named(table: str) -> str:
    if table.endswith(LAST):
        return f"the table {table.removesuffix(LAST)} of last year"
    return f"the table {table}"
