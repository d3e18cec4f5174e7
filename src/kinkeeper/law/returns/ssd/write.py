"""Writes the dataset as files: each table as CSV and as Parquet, and the list of what is not held."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.law.returns.ssd.returned import not_held

NOT_HELD: Final = "not_held.csv"
_MOMENTS: Final = "%Y-%m-%dT%H:%M:%S"


def write_ssd(tables: Mapping[str, pl.DataFrame]) -> dict[str, bytes]:
    """The files by name."""
    files = {}
    for name, rows in tables.items():
        files[f"{name}.csv"] = rows.write_csv(
            line_terminator="\r\n", datetime_format=_MOMENTS
        ).encode()
        packed = io.BytesIO()
        rows.write_parquet(packed)
        files[f"{name}.parquet"] = packed.getvalue()
    missing = [(table, field) for table, fields in not_held().items() for field in fields]
    listed = pl.DataFrame(missing, schema=["table", "field"], orient="row")
    return files | {NOT_HELD: listed.write_csv(line_terminator="\r\n").encode()}
