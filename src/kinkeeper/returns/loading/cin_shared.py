"""What both parts of the census need: the later of two years, and the referral a row lies under."""

import polars as pl

from kinkeeper.law.returns.cin.read import UNDER
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading.rows import CHILD
from kinkeeper.returns.loading.sieve import Sieve

YEAR = "_year"
PLACE = (CHILD, FILE, ROW)

Frames = dict[str, pl.DataFrame]


def later_year(rows: pl.DataFrame, *key: str) -> pl.DataFrame:
    """Of rows alike in `key`, those of the latest year that has any."""
    return rows.filter(_latest(*key))


def decided(rows: pl.DataFrame, *key: str, sieve: Sieve) -> pl.DataFrame:
    """The rows of the later year that tells each thing; what an earlier year told of it is counted."""
    sieve.told_later += rows.filter(~_latest(*key)).height
    return later_year(rows, *key)


def _latest(*key: str) -> pl.Expr:
    return pl.col(YEAR) == pl.col(YEAR).max().over(key)


def inside(rows: pl.DataFrame, under: pl.DataFrame, sieve: Sieve, *, named: str) -> pl.DataFrame:
    """The rows whose referral went on, with its date; those whose referral was stopped are told.

    A referral told by several years is one: what lies under it is of it, whichever year tells it.
    """
    joined = rows.join(under, on=UNDER, how="left", maintain_order="left")
    return sieve.row(
        joined,
        pl.col("episode.referred_on").is_null(),
        named=named,
        reason="the referral it belongs to was stopped",
        do="Correct the referral and load the file again.",
    )
