"""What an indicator is, and working it out: a declared numerator over a declared denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from kinkeeper.kernel.periods import Period
from kinkeeper.law.citation import Citation
from kinkeeper.law.clock import MARKS
from kinkeeper.law.clock import Check as Mark
from kinkeeper.law.records import Records
from kinkeeper.law.vocabulary import BadDeclarationError

Better = Literal["high", "low", "neither"]
VALUE_SCHEMA = pl.Schema(
    {
        "indicator": pl.String,
        "numerator": pl.Int64,
        "denominator": pl.Int64,
        "value": pl.Float64,
    }
)
ALL = pl.lit(value=True)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A percentage, or a count where `counts` is None, of the rows of one frame in a period.

    `of` says which rows are asked about, `on` the Date column that places a row in the period,
    `counts` which of them count. `per` a child, a child is asked about once and counts when
    every row of hers does. `clocks` narrows the rows of duties to those clocks; `notes` says what
    the definition leaves out. The mark `check` is that of its definition's source.
    """

    id: str
    title: str
    over: str
    on: str
    law: Citation
    check: Mark
    better: Better
    of: pl.Expr = ALL
    counts: pl.Expr | None = None
    per: Literal["record", "child"] = "record"
    clocks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        if not (self.id.strip() and self.title.strip() and self.over and self.on):
            raise BadDeclarationError(
                f"Indicator {self.id or '(no id)'} lacks a name, a frame or a date."
            )
        if self.check not in MARKS:
            raise BadDeclarationError(f"Indicator {self.id} has the mark {self.check!r}: not one.")

    @property
    def unit(self) -> str:
        """What the value is: % or count."""
        return "count" if self.counts is None else "%"

    def asks(self) -> pl.Expr:
        """The rows asked about, whatever their date."""
        return self.of & pl.col("clock").is_in(self.clocks) if self.clocks else self.of

    def why_not(self, records: Records) -> str | None:
        """Why this cannot be worked out from the records, or None."""
        asked = (pl.col(self.on), self.asks(), *(() if self.counts is None else (self.counts,)))
        return records.why_not(self.over, (*self.needs, *self.clocks), asked)


@dataclass(frozen=True)
class Values:
    """`rows`: VALUE_SCHEMA; value null where nothing was asked about. `not_run`: by id, why."""

    rows: pl.DataFrame
    not_run: Mapping[str, str]


def run_indicators(indicators: Iterable[Indicator], records: Records, *, period: Period) -> Values:
    """Each indicator over the rows whose date lies in the period. One that raises fails the run."""
    declared = tuple(indicators)
    not_run = {i.id: reason for i in declared if (reason := i.why_not(records))}
    rows = [_value(i, records.frames[i.over], period) for i in declared if i.id not in not_run]
    return Values(pl.DataFrame(rows, schema=VALUE_SCHEMA, orient="row"), not_run)


def behind(indicator: Indicator, records: Records, *, period: Period) -> pl.DataFrame:
    """The rows asked about in the period, with `counts`: the list behind the number."""
    return _asked(indicator, records.frames[indicator.over], period)


def _asked(indicator: Indicator, rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    counts = pl.lit(value=True) if indicator.counts is None else indicator.counts
    inside = period.contains_expr(pl.col(indicator.on)) & indicator.asks()
    return rows.filter(inside).with_columns(counts=counts.fill_null(value=False))


def _value(
    indicator: Indicator, rows: pl.DataFrame, period: Period
) -> tuple[str, int, int, float | None]:
    asked = _asked(indicator, rows, period)
    if indicator.per == "child":
        asked = asked.group_by("child").agg(pl.col("counts").all())
    counted, of = int(asked["counts"].sum()), len(asked)
    if indicator.counts is None:
        return indicator.id, of, of, float(of)
    return indicator.id, counted, of, 100 * counted / of if of else None
