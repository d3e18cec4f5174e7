"""Offsets: months, hours, directions and refusals; the worked dates have their own file."""

from calendar import isleap, monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.offsets import (
    Direction,
    Offset,
    Unit,
    hours,
    months,
    weeks,
    working_days,
    years,
)
from kinkeeper.kernel.workdays import calendar

LONDON = ZoneInfo("Europe/London")
SCHEMA = pl.Schema({"on": pl.Date(), "at": pl.Datetime("us", "UTC")})
CAL = calendar()
days = st.dates(date(2012, 1, 1), date(2028, 12, 31))
moments = st.builds(datetime.combine, days, st.times(), st.just(UTC))
countable = st.sampled_from([unit for unit in Unit if unit not in ("school_day", "term")])
offsets = st.builds(Offset, st.integers(0, 30), countable, st.sampled_from(Direction))
inclusive = st.builds(
    lambda n, unit, way: Offset(n, unit, way, inclusive=True),
    st.integers(1, 30),
    st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR]),
    st.sampled_from([Direction.WITHIN, Direction.BEFORE]),
)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 240))
def test_a_month_runs_to_the_corresponding_date(anchor: date, n: int) -> None:
    """The day of the month stays, or is the last the month has, in leap and common years."""
    due = months(n).due(anchor, CAL)
    assert (due.year * 12 + due.month) - (anchor.year * 12 + anchor.month) == n
    assert due.day == min(anchor.day, monthrange(due.year, due.month)[1])


@pytest.mark.parametrize(
    ("anchor", "due"),
    [("2015-11-30", "2016-02-29"), ("2014-11-30", "2015-02-28"), ("2015-12-01", "2016-03-01")],
)
def test_february_in_leap_and_common_years(anchor: str, due: str) -> None:
    """Three months to the end of February end on the 29th in a leap year, else the 28th."""
    assert months(3).due(date.fromisoformat(anchor), CAL) == date.fromisoformat(due)


@given(st.integers(1992, 2040))
def test_years_from_a_leap_day(year: int) -> None:
    """A year from 29 February is 28 February unless that year has a 29th."""
    due = years(year - 1988).due(date(1988, 2, 29), CAL)
    assert due == date(year, 2, 29 if isleap(year) else 28)


@given(days, offsets | inclusive)
def test_the_expression_counts_as_the_date_does(anchor: date, offset: Offset) -> None:
    """A column gives what its dates give, for every unit, direction and way of counting."""
    frame = pl.DataFrame({"on": [anchor, None], "at": [None, None]}, schema=SCHEMA)
    got = frame.select(due=offset.due_expr(pl.col("on"), pl.col("at"), CAL))["due"].to_list()
    try:
        assert got == [offset.due(anchor, CAL), None]
    except KinkeeperError:
        assert got == [None, None]


@given(moments, st.integers(0, 500), st.booleans())
def test_hours_in_a_column_fall_on_their_london_date(moment: datetime, n: int, back: bool) -> None:
    """Hours counted in a column fall on the date they would fall on in London."""
    offset = hours(n).before() if back else hours(n)
    frame = pl.DataFrame({"on": [moment.date()], "at": [moment]}, schema=SCHEMA)
    got = frame.select(due=offset.due_expr(pl.col("on"), pl.col("at"), CAL))["due"].to_list()
    assert got == [offset.due_at(moment).astimezone(LONDON).date()]


def test_hours_elapse_through_the_weekend() -> None:
    """Back on Friday at 21:30: the return interview is due on Monday at 21:30."""
    due = hours(72).due_at(datetime(2014, 12, 19, 21, 30, tzinfo=LONDON))
    assert due == datetime(2014, 12, 22, 21, 30, tzinfo=LONDON)
    assert hours(72).due(date(2014, 12, 19), CAL) == date(2014, 12, 22)


def test_hours_elapse_when_the_clocks_change() -> None:
    """Seventy-two hours over the last Sunday of March end an hour later by the clock."""
    due = hours(72).due_at(datetime(2015, 3, 27, 21, 30, tzinfo=LONDON))
    assert (due.isoformat(), str(due.tzinfo)) == ("2015-03-30T22:30:00+01:00", "Europe/London")


def test_hours_from_a_day_without_a_time_take_the_earlier_date() -> None:
    """Where only the day is known the alarm is for the earliest date the hours can end on."""
    assert hours(4).due(date(2014, 12, 19), CAL) == date(2014, 12, 19)
    assert hours(4).before().due(date(2014, 12, 19), CAL) == date(2014, 12, 18)


def test_a_time_without_its_zone_is_refused() -> None:
    """Hours are not counted from a time whose zone is not known."""
    with pytest.raises(KinkeeperError, match="zone"):
        hours(72).due_at(datetime.fromisoformat("2014-12-19T21:30"))


def test_days_are_not_counted_from_a_time() -> None:
    """Only hours are counted from a moment."""
    with pytest.raises(KinkeeperError, match="not a time"):
        working_days(1).due_at(datetime(2014, 12, 19, tzinfo=UTC))


@pytest.mark.parametrize("unit", [Unit.SCHOOL_DAY, Unit.TERM])
def test_school_days_are_not_guessed(unit: Unit) -> None:
    """Without the school's terms a school day cannot be counted, alone or in a column."""
    offset = Offset(20, unit)
    assert offset.needs_term_dates
    with pytest.raises(KinkeeperError, match="term dates"):
        offset.due(date(2014, 9, 1), CAL)
    with pytest.raises(KinkeeperError, match="term dates"):
        offset.due_expr(pl.col("on"), pl.col("at"), CAL)


@pytest.mark.parametrize("unit", [Unit.CLEAR_DAY, Unit.HOUR, Unit.SCHOOL_DAY, Unit.TERM])
def test_some_units_cannot_begin_with_a_day(unit: Unit) -> None:
    """An offset that makes no sense is refused when it is declared."""
    with pytest.raises(KinkeeperError, match="cannot begin"):
        Offset(3, unit).beginning_with()


def test_an_offset_is_checked_when_built() -> None:
    """Negative numbers and unknown units never reach the engine."""
    with pytest.raises(KinkeeperError, match="nought"):
        working_days(-1)
    with pytest.raises(ValueError, match="fortnight"):
        Offset(1, "fortnight")  # type: ignore[arg-type]


@given(days, st.integers(1, 60))
def test_beginning_with_is_a_day_sooner(anchor: date, n: int) -> None:
    """Counting the first day itself ends every whole-day stretch one day sooner."""
    plain, counted = weeks(n).due(anchor, CAL), weeks(n).beginning_with().due(anchor, CAL)
    assert (plain - counted).days == 1


def test_working_days_beginning_with_count_the_day_if_it_works() -> None:
    """A working day counts as day 1; a Saturday cannot, so day 1 is the Monday."""
    first = working_days(1).beginning_with()
    assert first.due(date(2014, 3, 3), CAL) == date(2014, 3, 3)
    assert first.due(date(2014, 3, 1), CAL) == date(2014, 3, 3)


def test_an_offset_says_itself() -> None:
    """An offset reads as a person would say it."""
    said = [str(one) for one in (working_days(1), months(6).before(), weeks(26).beginning_with())]
    assert said == ["1 working day after", "6 months before", "26 weeks beginning with"]
