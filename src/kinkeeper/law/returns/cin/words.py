"""Words that only the rules of the census are written in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import polars as pl

from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.returns.cin.views import OTHER
from kinkeeper.law.returns.terms import END, by, on, same

WORKING_DAYS: Final = calendar()
SATURDAY: Final = 6


def during(
    date: pl.Expr,
    start: str,
    end: str,
    *,
    last: Callable[[pl.Expr, pl.Expr], pl.Expr] = by,
    still: pl.Expr | None = None,
) -> pl.Expr:
    """Whether a date lies from a start to an end, or to the year's end where there is none.

    `last` is how it stands to the end: `by`, that day too, or `before`. What has no end goes on
    only where `still` holds.
    """
    goes_on = on(end).is_null() if still is None else on(end).is_null() & still
    return by(on(start), date) & (last(date, on(end)) | (goes_on & by(date, END)))


def identical(*names: str) -> pl.Expr:
    """Whether the dates of two rows of one table are all the same, blanks too."""
    return pl.all_horizontal(same(on(name), on(f"{OTHER}{name}")) for name in names)


def weekend(name: str) -> pl.Expr:
    """Whether a date is a Saturday or a Sunday."""
    return on(name).dt.weekday() >= SATURDAY


def how_many(condition: pl.Expr, of: str) -> pl.Expr:
    """How many of the rows that have `of` in common with this one meet the condition."""
    return condition.sum().over(of)
