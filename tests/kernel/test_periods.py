"""Named periods."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.periods import (
    Period,
    Quarters,
    Years,
    census_year,
    collection_year,
    financial_year,
    quarter,
    school_year,
    workforce_year,
)

KINDS = [financial_year, census_year, school_year, workforce_year, quarter]


@pytest.mark.parametrize(
    ("period", "start", "end", "label"),
    [
        (financial_year(2014), "2014-04-01", "2015-03-31", "2014-15"),
        (financial_year(1999), "1999-04-01", "2000-03-31", "1999-00"),
        (census_year(2026), "2025-04-01", "2026-03-31", "2025-26"),
        (collection_year.labelled("2025-26"), "2025-04-01", "2026-03-31", "2025-26"),
        (school_year(2014), "2014-09-01", "2015-08-31", "2014-15"),
        (workforce_year(2025), "2024-10-01", "2025-09-30", "2024-25"),
        (quarter(2014, 1), "2014-04-01", "2014-06-30", "2014-15 Q1"),
        (quarter(2014, 2), "2014-07-01", "2014-09-30", "2014-15 Q2"),
        (quarter(2014, 3), "2014-10-01", "2014-12-31", "2014-15 Q3"),
        (quarter(2014, 4), "2015-01-01", "2015-03-31", "2014-15 Q4"),
    ],
)
def test_named_periods(period: Period, start: str, end: str, label: str) -> None:
    """Each named period has its first and last day and its name."""
    assert period == Period(date.fromisoformat(start), date.fromisoformat(end), label)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from(KINDS))
def test_a_date_falls_in_the_one_it_is_of(day: date, kind: Years | Quarters) -> None:
    """The period of a date contains it, and the next one starts the day after it ends."""
    found = kind.of(day)
    after = kind.of(found.end + timedelta(days=1))
    assert found.contains(day)
    assert not after.contains(day)
    assert after.start == found.end + timedelta(days=1)
    assert found == kind.of(found.start) == kind.of(found.end)


def test_a_leap_year_is_a_day_longer() -> None:
    """2015-16 held 29 February."""
    assert (financial_year(2014).days, financial_year(2015).days) == (365, 366)


def test_a_column_falls_in_a_period_as_dates_do() -> None:
    """Both ends are in; an unknown date is neither in nor out."""
    edges = [date(2014, 3, 31), date(2014, 4, 1), date(2015, 3, 31), date(2015, 4, 1), None]
    found = pl.DataFrame({"on": edges}).select(financial_year(2014).contains_expr(pl.col("on")))
    assert found.to_series().to_list() == [False, True, True, False, None]


@pytest.mark.parametrize(
    "label", ["2025-27", "2025", "2025/26", "twenty", "", "0000-01", "²025-26"]
)
def test_a_year_must_be_written_as_one(label: str) -> None:
    """A label that is not a year followed by the next is refused."""
    with pytest.raises(KinkeeperError, match="2025-26"):
        collection_year.labelled(label)


def test_impossible_periods_are_refused() -> None:
    """There is no fifth quarter, and nothing ends before it starts."""
    with pytest.raises(KinkeeperError, match="quarter 5"):
        quarter(2014, 5)
    with pytest.raises(KinkeeperError, match="before it starts"):
        Period(date(2014, 1, 2), date(2014, 1, 1), "backwards")
