"""How evenly something is spread over those who carry it: the mean, the middle half and the ends."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kinkeeper.law.citation import Citation
from kinkeeper.law.clock import MARKS
from kinkeeper.law.clock import Check as Mark
from kinkeeper.law.records import Records
from kinkeeper.law.vocabulary import BadDeclarationError

SPREAD = ("low", "lower", "middle", "upper", "high")


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Rows of one frame that stand on a day, counted by who carries them (`each`, a column)."""

    id: str
    title: str
    over: str
    each: str
    of: pl.Expr
    law: Citation
    check: Mark
    notes: str = ""
    on: str = "as_at"

    def __post_init__(self) -> None:
        if not (self.id.strip() and self.title.strip() and self.over and self.each):
            raise BadDeclarationError(f"Spread {self.id or '(no id)'} lacks a name or a frame.")
        if self.check not in MARKS:
            raise BadDeclarationError(f"Spread {self.id} has the mark {self.check!r}: not one.")

    def why_not(self, records: Records) -> str | None:
        """Why this cannot be worked out from the records, or None."""
        return records.why_not(self.over, (), (self.of, pl.col(self.each)))


def carried(spread: Spread, records: Records) -> pl.DataFrame:
    """The rows that are carried, each with whoever carries it."""
    return records.frames[spread.over].filter(spread.of & pl.col(spread.each).is_not_null())


def spread_of(rows: pl.DataFrame, each: str, by: tuple[str, ...] = ()) -> pl.DataFrame:
    """By `by`: how many rows, how many carry them, and the five numbers of what one carries."""
    loads = rows.group_by(*by, each).agg(load=pl.len())
    load = pl.col("load")
    told = {
        "numerator": load.sum().cast(pl.Int64),
        "denominator": pl.len().cast(pl.Int64),
        "low": load.min().cast(pl.Float64),
        "lower": load.quantile(0.25, "nearest"),
        "middle": load.median(),
        "upper": load.quantile(0.75, "nearest"),
        "high": load.max().cast(pl.Float64),
    }
    return loads.group_by(*by).agg(**told) if by else loads.select(**told)
