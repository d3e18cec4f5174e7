"""Tells which collection year a set of SSDA903 files is for, and how that was told."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.ssda903.fields import EVENT_DATES

_TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[-_/\u2013]?\s*(?:20)?(\d\d)(?!\d)")
A_FEW = 20  # dates, of which none need lie in the year: of more, reviews and changes do
MOST_AFTER_THE_YEAR = 0.02  # a few dates in a return are mistyped


@dataclass(frozen=True, slots=True)
class YearFound:
    """The collection year of a set of files: the year it ends in, and the grounds.

    `denied`: it was said, and no date of the files lies in it.
    """

    set_of: str
    year: int
    how: str
    denied: bool = False

    @property
    def label(self) -> str:
        return year_label(self.year)


def year_label(year: int) -> str:
    """The collection year that ends on 31 March of `year`, as 2025-26."""
    return f"{year - 1}-{year % 100:02d}"


def named_year(name: str) -> int | None:
    """The year a file or folder name gives, as 2025-26 or 202526; None when it gives none or several."""
    found = {
        int(first) + 1
        for first, second in _TWO_YEARS.findall(name)
        if (int(first) + 1) % 100 == int(second)
    }
    return found.pop() if len(found) == 1 else None


def year_of(set_of: str, hint: int | None, counts: Mapping[int, int]) -> YearFound:
    """The year of one set of files: the name's, unless the dates deny it; else the dates'."""
    if hint and _agrees(hint, counts):
        return YearFound(
            set_of, hint, "from the name, and the dates agree" if counts else "from the name"
        )
    if not counts:
        raise BadInput(
            "the year of these files cannot be told: they hold no dates",
            file=set_of,
            do="Put them in a folder named after the year, such as 2025-26.",
        )
    latest = _latest_credible(counts)
    if hint:
        said = f"from the latest dates; the name says {year_label(hint)} but the dates do not agree"
        return YearFound(set_of, latest, said)
    return YearFound(set_of, latest, "from the latest dates")


def year_said(set_of: str, year: int, counts: Mapping[int, int]) -> YearFound:
    """The year of one set of files as somebody said it, and what the dates say where they deny it."""
    if not counts or year in counts:
        return YearFound(set_of, year, "as said")
    latest = year_label(_latest_credible(counts))
    return YearFound(set_of, year, f"as said, though its dates are of {latest}", denied=True)


def events_by_year(
    tables: Iterable[tuple[str, pl.DataFrame]], of: Callable[[pl.Expr], pl.Expr]
) -> dict[int, int]:
    """How many events of these tables happened in each collection year; `of` makes a column a date.

    A day is made a date once, however often it stands there.
    """
    columns = [
        rows[name].alias("on")
        for table, rows in tables
        for of_table, name in EVENT_DATES
        if of_table == table
    ]
    if not columns:
        return {}
    days = pl.concat(columns).value_counts(name="n").with_columns(of(pl.col("on"))).drop_nulls("on")
    year = pl.col("on").dt.year() + (pl.col("on").dt.month() >= 4).cast(pl.Int32)
    return {int(one): int(n) for one, n in days.group_by(year).agg(pl.col("n").sum()).iter_rows()}


def _agrees(hint: int, counts: Mapping[int, int]) -> bool:
    """Nearly no date after the year named, and some inside it or, of a few, in the year before.

    A few episodes that began earlier can go on through a year in which nothing happens.
    """
    after = sum(n for year, n in counts.items() if year > hint)
    few = sum(counts.values()) < A_FEW and hint - 1 in counts
    inside = not counts or hint in counts or few
    return inside and after <= MOST_AFTER_THE_YEAR * sum(counts.values())


def _latest_credible(counts: Mapping[int, int]) -> int:
    """The latest year that holds more than a stray mistyped date."""
    enough = MOST_AFTER_THE_YEAR * sum(counts.values())
    return max((year for year, n in counts.items() if n > enough), default=max(counts))
