"""A world's frames as the records that returns are written from: the columns it does not tell filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.law.returns.recorded import RECORDED, Recorded, nothing_recorded

# What a record holds where nothing is said; of every other column nothing is known.
_UNLESS_TOLD: Final[Mapping[str, pl.Expr]] = {
    "id": pl.int_range(pl.len()).cast(pl.String).str.zfill(9),  # in the order they were given
    "start_known": pl.lit(value=True),
}


def recorded(frames: Mapping[str, pl.DataFrame]) -> Recorded:
    """A frame of every kind of record that a return is made from."""
    told = {kind: rows for kind, rows in frames.items() if kind in RECORDED}
    return nothing_recorded() | {kind: _whole(kind, rows) for kind, rows in told.items()}


def _whole(kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        (pl.col(name) if name in rows.columns else _UNLESS_TOLD.get(name, pl.lit(None)))
        .cast(of)
        .alias(name)
        for name, of in RECORDED[kind].items()
    )
