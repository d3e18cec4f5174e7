"""Short words that the checks are written in."""

from __future__ import annotations

import polars as pl

from kinkeeper.kernel.offsets import Offset
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.limits import due_by

c = pl.col
AS_AT = pl.col("as_at")
OPEN = pl.col("ended_on").is_null()


def after(offset: Offset, column: str) -> pl.Expr:
    """The date an offset from the one in `column` falls on."""
    return offset.due_expr(pl.col(column), pl.lit(None, dtype=pl.Datetime("us", "UTC")), calendar())


def time_is_up(clock_id: str, start: str) -> pl.Expr:
    """Whether what the clock allows, as it stands now, has run out since the date in `start`.

    It has for a date before the years whose working days are known.
    """
    return pl.coalesce(due_by(clock_id, start), start) < AS_AT
