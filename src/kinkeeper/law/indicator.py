"""What an indicator is, and working it out: a declared numerator over a declared denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from kinkeeper.kernel.periods import Period
from kinkeeper.law.citation import Citation
from kinkeeper.law.vocabulary import BadDeclarationError

VALUE_SCHEMA = pl.Schema(
    {"indicator": pl.String(), "numerator": pl.Int64(), "denominator": pl.Int64(), "value": pl.Float64()}
)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A percentage, or a count where `counts` is None, of the rows of one frame in a period.

    `of` says which rows are asked about, `on` the Date column that places a row in the period,
    `counts` which of them count. The mark `check` is that of its definition's source.
    """

    id: str
    title: str
    over: str
    of: pl.Expr
    on: str
    law: Citation
    check: Literal["T", "S", "K", "N"]
    better: Literal["high", "low", "neither"]
    counts: pl.Expr | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.title and self.over and self.on):
            raise BadDeclarationError(
                f"Indicator {self.id or '(no id)'} lacks a name, a frame or a date."
            )

    def why_not(self, frames: Mapping[str, pl.DataFrame]) -> str | None:
        """Why this cannot be worked out from these frames, or None."""
        if self.over not in frames:
            return f"There are no records of {self.over.replace('_', ' ')}."
        needed = {
            self.on,
            *self.of.meta.root_names(),
            *(self.counts.meta.root_names() if self.counts is not None else ()),
        }
        missing = needed - set(frames[self.over].columns)
        return (
            f"The records of {self.over.replace('_', ' ')} do not hold {', '.join(sorted(missing))}."
            if missing
            else None
        )


@dataclass(frozen=True)
class Values:
    """`rows`: VALUE_SCHEMA; value null where nothing was asked about. `not_run`: by id, why."""

    rows: pl.DataFrame
    not_run: Mapping[str, str]


def run_indicators(
    indicators: Iterable[Indicator], frames: Mapping[str, pl.DataFrame], *, period: Period
) -> Values:
    """Each indicator over the rows whose date lies in the period."""
    declared = tuple(indicators)
    not_run = {i.id: reason for i in declared if (reason := i.why_not(frames))}
    rows = [_value(i, frames[i.over], period) for i in declared if i.id not in not_run]
    return Values(pl.DataFrame(rows, schema=VALUE_SCHEMA, orient="row"), not_run)


def _value(
    indicator: Indicator, rows: pl.DataFrame, period: Period
) -> tuple[str, int, int, float | None]:
    inside = pl.col(indicator.on).is_between(period.start, period.end)
    asked = rows.filter(inside & indicator.of.fill_null(False))
    if indicator.counts is None:
        return indicator.id, len(asked), len(asked), float(len(asked))
    counted = asked.filter(indicator.counts.fill_null(False))
    value = 100 * len(counted) / len(asked) if len(asked) else None
    return indicator.id, len(counted), len(asked), value
