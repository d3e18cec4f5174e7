"""Breaks rows of a table: one value of each is left out, mistyped, or another's."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.fields import Field, Kind
from kinkeeper.law.returns.ssda903.fields import TABLES
from support.dice import Dice

_DATES: Final = ("", "31/02/2026", "2026-05-01", "1/5/26", "01/04/2026", "31/03/2027", "14/11/2029")
_OTHER: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.IDENTIFIER: tuple(f"X{n:05}" for n in range(1_000)),
    Kind.TEXT: ("", "UN3", "A123", "ZZ9 9ZZ", "SC999999"),
    Kind.PARTIAL_DATE: ("ZZ/ZZ/2020", "31/02/2020", "X"), Kind.WHOLE_NUMBER: ("", "3", "99", "X"),
    Kind.YES_NO: ("", "0", "1", "2"), Kind.DATE: _DATES,
}  # fmt: skip
_TWICE: Final = 0.1  # of the rows that are broken, those that stand there twice


def break_rows(dice: Dice, table: str, rows: pl.DataFrame, part: float) -> pl.DataFrame:
    """The rows as text, about this part of them wrong in one value, or there twice."""
    fields = next(one for one in TABLES if one.id == table).fields
    texts = rows.with_columns(pl.col(pl.Date).dt.strftime("%d/%m/%Y")).cast(pl.String)
    at = dice.below(len(rows), len(fields))
    hit = dice.share(len(rows), part)
    broken = texts.with_columns(
        pl.when(hit & (at == place)).then(_wrong(dice, one, texts[one.name])).otherwise(one.name)
        .alias(one.name)
        for place, one in enumerate(fields)
    )  # fmt: skip
    twice = broken.filter(dice.share(len(rows), part * _TWICE))
    return pl.concat([broken, twice]).select(pl.when(pl.all() != "").then(pl.all()).name.keep())


def _wrong(dice: Dice, one: Field, column: pl.Series) -> pl.Series:
    """Another value for each row: half of them of another row, half of no row."""
    size = len(column)
    if size == 0:
        return column
    made = dice.pick(size, _wrong_values(one))
    others = column.gather(dice.below(size, size))
    return pl.select(pl.when(dice.share(size, 0.5)).then(made).otherwise(others)).to_series()


def _wrong_values(one: Field) -> tuple[str, ...]:
    if one.kind is Kind.CODE:
        return ("", "ZZ", *(entry.code for entry in code_set(one.code_set or "").codes))
    return _OTHER[one.kind]
