"""Named stretches of days: financial, census, school and workforce years, and quarters.

Each name is called with a number, `financial_year(2014)`, or asked for the one a date falls in,
`financial_year.of(day)`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from kinkeeper.kernel.errors import KinkeeperError

QUARTERS = {1: 4, 2: 7, 3: 10, 4: 1}  # the financial quarter and the month it starts in


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both counted. Raises KinkeeperError if they run backwards."""

    start: date
    end: date
    label: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise KinkeeperError(f"The period {self.label} ends before it starts.")

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    def contains(self, on: date) -> bool:
        """Whether a date falls in it."""
        return self.start <= on <= self.end

    def contains_expr(self, on: pl.Expr) -> pl.Expr:
        """`contains` for a Date column (Boolean; null stays null)."""
        return on.is_between(pl.lit(self.start), pl.lit(self.end))


@dataclass(frozen=True)
class Years:
    """Years that begin on the first of a month.

    `named_by_end` years take the number of the calendar year they end in, the others that of the
    year they start in. The label is always both, as in "2014-15".
    """

    first_month: int
    named_by_end: bool = False

    def __call__(self, year: int) -> Period:
        starts = year - 1 if self.named_by_end else year
        start, after = date(starts, self.first_month, 1), date(starts + 1, self.first_month, 1)
        return Period(start, after - timedelta(days=1), f"{starts}-{(starts + 1) % 100:02}")

    def of(self, on: date) -> Period:
        """The one a date falls in."""
        starts = on.year if on.month >= self.first_month else on.year - 1
        return self(starts + 1 if self.named_by_end else starts)

    def labelled(self, label: str) -> Period:
        """The one written as "2025-26". Raises KinkeeperError for anything else."""
        starts = label[:4]
        if starts.isascii() and starts.isdigit() and starts != "0000":
            found = self(int(starts) + self.named_by_end)
            if found.label == label:
                return found
        raise KinkeeperError(
            f"{label!r} is not a year written as 2025-26.",
            do="Write the two years it spans that way.",
        )


@dataclass(frozen=True)
class Quarters:
    """Quarters of the financial year: the first is April to June."""

    def __call__(self, year: int, number: int) -> Period:
        if number not in QUARTERS:
            raise KinkeeperError(f"There is no quarter {number}.", do="Give 1, 2, 3 or 4.")
        start = date(year + (QUARTERS[number] == 1), QUARTERS[number], 1)
        after = start + timedelta(days=95)
        end = after.replace(day=1) - timedelta(days=1)
        return Period(start, end, f"{financial_year(year).label} Q{number}")

    def of(self, on: date) -> Period:
        """The one a date falls in."""
        return self(financial_year.of(on).start.year, (on.month - 4) % 12 // 3 + 1)


financial_year = Years(first_month=4)  # 1 April to 31 March: financial_year(2014) is 2014-15
census_year = Years(first_month=4, named_by_end=True)  # census_year(2026) is 2025-26
collection_year = census_year  # the year a return is for, by its label: collection_year.labelled
school_year = Years(first_month=9)  # 1 September to 31 August
workforce_year = Years(first_month=10, named_by_end=True)  # 1 October to 30 September
quarter = Quarters()
