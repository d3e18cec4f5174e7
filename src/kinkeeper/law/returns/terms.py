"""Short words that the rules of returns are written in.

A comparison with what is blank or unreadable is not true; said the other way round (`~`) it is,
as the Department's own rules have it. So every word here answers true or false, never null.
"""

from __future__ import annotations

from typing import Any

import polars as pl

START, END = pl.col("_start"), pl.col("_end")  # first and last day of the collection year
AUTHORITY = pl.col("_authority")


def t(name: str) -> pl.Expr:
    """The text of a field as it stands, in capitals; null when blank."""
    return pl.col(name)


def on(name: str) -> pl.Expr:
    """The date of a field; null when blank or not a date."""
    return pl.col(f"{name}:on")


def number(name: str) -> pl.Expr:
    """The number a field holds; null when blank or not a number."""
    return pl.col(name).cast(pl.Float64, strict=False)


def valid(name: str) -> pl.Expr:
    """Whether a field holds a code of its code set, as that stood in the collection year."""
    return pl.col(f"{name}:valid")


def current(name: str) -> pl.Expr:
    """The code of a field; one of an older year, valid then, by its newer name."""
    return pl.col(f"{name}:now")


def blank(*names: str) -> pl.Expr:
    """Whether every one of these is blank."""
    return pl.all_horizontal(pl.col(name).is_null() for name in names)


def filled(*names: str) -> pl.Expr:
    """Whether at least one of these is not blank."""
    return pl.any_horizontal(pl.col(name).is_not_null() for name in names)


def some_blank(*names: str) -> pl.Expr:
    """Whether at least one of these is blank."""
    return pl.any_horizontal(pl.col(name).is_null() for name in names)


def dated(*names: str) -> pl.Expr:
    """Whether at least one of these holds a date."""
    return pl.any_horizontal(on(name).is_not_null() for name in names)


def undated(*names: str) -> pl.Expr:
    """Whether none of these holds a date: blank, or not one."""
    return pl.all_horizontal(on(name).is_null() for name in names)


def yes(name: str) -> pl.Expr:
    """Whether a flag is set."""
    return pl.col(f"{name}:is").eq_missing(other=True)


def no(name: str) -> pl.Expr:
    """Whether a flag says no; not when it is blank or neither."""
    return pl.col(f"{name}:is").eq_missing(other=False)


def unreadable(name: str) -> pl.Expr:
    """Whether a date field is filled and holds no date."""
    return pl.col(name).is_not_null() & on(name).is_null()


def is_(name: str, code: str) -> pl.Expr:
    """Whether a field holds this code."""
    return pl.col(name).eq_missing(pl.lit(code))


def among(name: str, *codes: str) -> pl.Expr:
    """Whether a field holds one of these codes."""
    return pl.col(name).is_in(codes).fill_null(value=False)


def sure(condition: pl.Expr) -> pl.Expr:
    """The condition, false where it cannot be told."""
    return condition.fill_null(value=False)


def same(one: pl.Expr | str, other: pl.Expr | str) -> pl.Expr:
    """Whether two values are the same, two blanks too."""
    return _column(one).eq_missing(_column(other))


def differ(one: pl.Expr | str, other: pl.Expr | str) -> pl.Expr:
    """Whether two values differ, a blank and a value too."""
    return _column(one).ne_missing(_column(other))


def before(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether a date is before another; not when either is unknown."""
    return sure(one < other)


def after(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether a date is after another; not when either is unknown."""
    return sure(one > other)


def by(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether a date is another or before it; not when either is unknown."""
    return sure(one <= other)


def within_year(date: pl.Expr) -> pl.Expr:
    """Whether a date lies in the collection year."""
    return sure(date.is_between(START, END))


def birthday(number_of_years: int, name: str = "DOB") -> pl.Expr:
    """The day this age is reached; 28 February stands for the 29th in other years."""
    return on(name).dt.offset_by(f"{number_of_years}y")


def days(date: pl.Expr, number_of_days: int) -> pl.Expr:
    """So many days after a date; before it when negative."""
    return date.dt.offset_by(f"{number_of_days}d")


def day(year: int, month: int, day_of_month: int) -> pl.Expr:
    """A date that the rule itself names."""
    return pl.date(year, month, day_of_month)


def _column(value: Any) -> pl.Expr:
    return pl.col(value) if isinstance(value, str) else value
