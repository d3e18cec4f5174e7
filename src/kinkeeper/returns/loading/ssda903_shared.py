"""What the SSDA903 tables have in common: the latest year tells, and nothing is told twice."""

import polars as pl

from kinkeeper.law.returns.ssda903.read import YEAR
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading.rows import CHILD
from kinkeeper.returns.loading.sieve import Sieve

PLACE = (CHILD, FILE, ROW)
NO_DAY = pl.lit(None, dtype=pl.Date)

Frames = dict[str, pl.DataFrame]


def latest(rows: pl.DataFrame, *key: str) -> pl.DataFrame:
    """Of rows alike in `key`, those of the latest year that has any."""
    return rows.filter(pl.col(YEAR) == pl.col(YEAR).max().over(key))


def once_a_year(frame: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """One row a child and year."""
    return sieve.once(sieve.keyed(frame, CHILD), CHILD, YEAR, named="CHILD")


def dated(frame: pl.DataFrame, sieve: Sieve, start: str, end: str, *, said: str) -> pl.DataFrame:
    """Rows with a start, as the latest year tells them, whose end is not before it."""
    rows = latest(sieve.keyed(frame, CHILD, start), CHILD, start)
    rows = sieve.once(rows, CHILD, start, named=start, best=(end,))
    return sieve.field(
        rows, pl.col(end) < pl.col(start), column=end, named=end, reason=f"{said} before it starts"
    )
