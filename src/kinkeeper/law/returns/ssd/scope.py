"""Which records the dataset holds, and how they are told in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from kinkeeper.kernel.periods import collection_year
from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.recorded import Recorded, by, lasting

YEARS: Final = 6  # what ended longer ago is not in the dataset
SHOWN: Final = "person"  # the person's id as the dataset has it


@dataclass(frozen=True)
class Scope:
    """The records, the last day that counts, and the first on which anything may have ended."""

    recorded: Recorded
    until: date
    since: date
    numbers: pl.DataFrame

    def lasting(self, kind: str, start: str, end: str | None = None) -> pl.DataFrame:
        """Records of a kind that lie in the scope, with whose they are; an end to come is not told."""
        rows = lasting(self.recorded[kind], self.since, self.until, start=start, end=end or start)
        kept = rows.join(self.numbers, on="person_id")
        return kept.with_columns(self.by(end).alias(end)) if end else kept

    def by(self, column: str) -> pl.Expr:
        """A date that came no later than the last day."""
        return by(column, self.until)

    def latest(self, kind: str, start: str, end: str | None = None) -> pl.DataFrame:
        """Of each person the record that began last."""
        rows = self.lasting(kind, start, end).sort(start, "id", nulls_last=False)
        return rows.unique("person_id", keep="last", maintain_order=True)


def scope_of(recorded: Recorded, year: int, numbers: pl.DataFrame) -> Scope:
    """The scope at the end of a collection year."""
    shown = numbers.rename({"number": SHOWN})
    return Scope(recorded, collection_year(year).end, date(year - YEARS, 4, 1), shown)


def yes_no(condition: pl.Expr | str) -> pl.Expr:
    """Y or N; null stays null."""
    told = pl.col(condition) if isinstance(condition, str) else condition
    return pl.when(told).then(pl.lit("Y")).when(~told).then(pl.lit("N"))


def meaning(column: str, of: str) -> pl.Expr:
    """What a code of a code set means."""
    said = {one.code: one.meaning for one in code_set(of).codes}
    return pl.col(column).replace_strict(said, default=None, return_dtype=pl.String)
