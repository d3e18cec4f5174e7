"""The limits that clocks hold, for checks and indicators: a number of law is written once."""

from __future__ import annotations

import polars as pl

from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clocks import clock


def due_by(clock_id: str, start: str) -> pl.Expr:
    """The due date of the clock's first step, as the rule stands now, from the date in `start`.

    Null where that lies outside the years whose working days are known.
    """
    ladders = [ladder for _, ladder in clock(clock_id).in_force if ladder]
    no_time = pl.lit(None, dtype=pl.Datetime("us", "UTC"))
    return ladders[-1][0].due_expr(pl.col(start), no_time, calendar())
