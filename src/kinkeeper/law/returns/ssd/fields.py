"""The tables and fields of the Standard Safeguarding Dataset, as `fields.tsv` lists them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import polars as pl

_LIST: Final = Path(__file__).with_name("fields.tsv")
_TYPES: Final[Mapping[str, pl.DataType]] = {
    "nvarchar": pl.String(), "nchar": pl.String(), "datetime": pl.Datetime("ms"),
    "int": pl.Int64(), "float": pl.Float64(), "bit": pl.Boolean(), "binary": pl.String(),
}  # fmt: skip
_SIZED: Final = re.compile(r"^([a-z]+)(?:\((\d+|MAX)\))?$")


@dataclass(frozen=True, slots=True)
class Column:
    """One field: its type as the standard names it, and whether it is a key or points at one."""

    name: str
    sql: str
    key: bool = False
    refers_to: str = ""

    @property
    def type(self) -> pl.DataType:
        """The type it has in a frame; binary values are held as text."""
        return _TYPES[_parts(self.sql)[0]]

    @property
    def longest(self) -> int | None:
        """How many characters its text may have; None where there is no limit."""
        kind, size = _parts(self.sql)
        return int(size) if kind in ("nvarchar", "nchar") and size.isdigit() else None


def _parts(sql: str) -> tuple[str, str]:
    found = _SIZED.match(sql)
    if found is None or found[1] not in _TYPES:
        raise ValueError(f"{sql}: not a type of the standard")
    return found[1], found[2] or ""


@dataclass(frozen=True)
class SsdTable:
    """One table, its columns in the order of the standard."""

    name: str
    columns: tuple[Column, ...]

    @cached_property
    def schema(self) -> pl.Schema:
        """Every column with its type."""
        return pl.Schema({one.name: one.type for one in self.columns})


def _tables() -> tuple[SsdTable, ...]:
    columns: dict[str, list[Column]] = {}
    with _LIST.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            key = "PK" in row["key"]
            one = Column(row["field"], row["type"], key=key, refers_to=row["refers_to"])
            columns.setdefault(row["table"], []).append(one)
    return tuple(SsdTable(name, tuple(of)) for name, of in columns.items())


TABLES: Final = _tables()
