"""Working days: the calendar's data, its versions and how it counts."""

from collections.abc import Callable
from datetime import date, timedelta

import holidays
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.kernel.bank_holidays import CHANGES, FIRST_ON, LAST_ON, REGULAR_HOLIDAYS
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.workdays import Calendar, calendar, versions

days = st.dates(date(2011, 1, 1), date(2029, 12, 31))
any_days = st.dates(date(2009, 6, 1), date(2031, 6, 1))
counts = st.integers(1, 200)
calendars = st.sampled_from([one for _, one in versions()])


def _value(count: Callable[..., object], *given_: object) -> object:
    if None in given_:
        return None
    try:
        return count(*given_)
    except KinkeeperError:
        return None


def test_the_calendar_agrees_with_an_independent_one() -> None:
    """Every weekday holiday is one that the holidays package knows, and the other way round."""
    known = holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2031))
    assert set(calendar().holidays) == {day for day in known if day.weekday() < 5}


def test_the_independent_calendar_has_more_only_at_weekends() -> None:
    """The one difference: it also lists holidays that fall at a weekend, which stop no clock."""
    known = holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2031))
    extra = set(known) - set(calendar().holidays)
    assert extra
    assert all(day.weekday() >= 5 for day in extra)


def test_each_year_has_its_eight_holidays_on_weekdays() -> None:
    """Eight holidays a year come without proclamation, each kept on its own weekday."""
    assert len({one.on for one in REGULAR_HOLIDAYS}) == 8 * 21
    assert all(one.on.weekday() < 5 for one in (*REGULAR_HOLIDAYS, *CHANGES))


def test_a_moved_holiday_replaces_one_that_was_there() -> None:
    """A holiday can only be moved from a day on which there was one."""
    moved = {one.replaces for one in CHANGES if one.replaces}
    assert len(moved) == 3
    assert moved <= {one.on for one in REGULAR_HOLIDAYS}


def test_a_change_says_when_it_became_known_and_how_sure_we_are() -> None:
    """Every change has its date, before the holiday itself, and a mark."""
    assert all(one.proclaimed_on and one.proclaimed_on < one.on and one.check for one in CHANGES)


@pytest.mark.parametrize(
    ("known_on", "day", "working"),
    [
        ("2022-09-09", "2022-09-19", True),
        ("2022-09-10", "2022-09-19", False),
        ("2022-11-05", "2023-05-08", True),
        ("2022-11-06", "2023-05-08", False),
        ("2009-12-31", "2012-05-28", False),
        ("2019-06-06", "2020-05-04", False),
        ("2020-01-01", "2020-05-04", True),
        ("2020-01-01", "2020-05-08", False),
        ("2035-01-01", "2022-06-03", False),
    ],
)
def test_the_calendar_as_it_was_known(known_on: str, day: str, working: bool) -> None:
    """A holiday counts from the day it became known, and a moved one leaves its old day."""
    asked = calendar(date.fromisoformat(known_on))
    assert asked.is_working(date.fromisoformat(day)) is working


def test_versions_ascend_and_differ() -> None:
    """Each version has its own name and holidays, and the last is the one in use."""
    found = versions()
    assert [since for since, _ in found] == sorted({since for since, _ in found})
    assert (
        len({one.version for _, one in found})
        == len({one.holidays for _, one in found})
        == len(found)
    )
    assert found[-1][1] == calendar()


def test_a_late_holiday_moves_a_due_date() -> None:
    """The state funeral moved what was due after it by a day."""
    before, after = calendar(date(2022, 9, 9)), calendar(date(2022, 9, 10))
    assert before.add(date(2022, 9, 9), 10) == date(2022, 9, 23)
    assert after.add(date(2022, 9, 9), 10) == date(2022, 9, 26)


def test_substitute_days() -> None:
    """Christmas 2021 fell at a weekend: Monday and Tuesday were kept, and 3 January 2022."""
    kept = {date(2021, 12, 27), date(2021, 12, 28), date(2022, 1, 3)}
    assert not any(calendar().is_working(day) for day in kept)
    assert calendar().add(date(2021, 12, 24), 1) == date(2021, 12, 29)


@pytest.mark.parametrize("day", [FIRST_ON - timedelta(days=1), LAST_ON + timedelta(days=1)])
def test_outside_the_years_covered_is_refused(day: date) -> None:
    """A date the calendar does not cover is refused, with what to do about it."""
    counts_: list[Callable[[], object]] = [
        lambda: calendar().add(day, 0),
        lambda: calendar().subtract(day, 1),
        lambda: calendar().is_working(day),
        lambda: calendar().between(day, FIRST_ON),
        lambda: calendar().on_or_before(day),
    ]
    for count in counts_:
        with pytest.raises(KinkeeperError, match="2010-01-01 to 2030-12-31") as refused:
            count()
        assert refused.value.do


def test_a_count_that_runs_off_the_end_is_refused() -> None:
    """A due date past the last year covered is refused, not guessed."""
    with pytest.raises(KinkeeperError):
        calendar().add(LAST_ON, 1)
    with pytest.raises(KinkeeperError):
        calendar().subtract(FIRST_ON, 1)


@given(days, counts, calendars)
def test_counting_lands_on_a_working_day(day: date, n: int, cal: Calendar) -> None:
    """Counting never lands on a holiday or a weekend."""
    assert cal.is_working(cal.add(day, n))
    assert cal.is_working(cal.subtract(day, n))


@given(days, counts, calendars)
def test_counting_on_and_back(day: date, n: int, cal: Calendar) -> None:
    """From a working day, counting on and then back by the same number returns to it."""
    working = cal.on_or_before(day)
    assert cal.subtract(cal.add(working, n), n) == working
    assert cal.add(cal.subtract(working, n), n) == working


@given(days, counts, calendars)
def test_counting_agrees_with_a_walk(day: date, n: int, cal: Calendar) -> None:
    """Day n is where walking a day at a time meets the n-th working day."""
    walked, met = day, 0
    while met < n:
        walked += timedelta(days=1)
        met += cal.is_working(walked)
    assert cal.add(day, n) == walked
    assert cal.between(day, walked) == n
    assert cal.between(walked, day) == -n


@given(days, days, counts)
def test_counting_keeps_order(one: date, other: date, n: int) -> None:
    """A later start is never due sooner, and one more day is always later."""
    cal, (first, second) = calendar(), sorted((one, other))
    assert cal.add(first, n) <= cal.add(second, n)
    assert cal.add(first, n) < cal.add(first, n + 1)
    assert cal.subtract(first, n) > cal.subtract(first, n + 1)


@given(days, counts)
def test_a_negative_count_goes_the_other_way(day: date, n: int) -> None:
    """Adding a negative number is subtracting."""
    assert calendar().add(day, -n) == calendar().subtract(day, n)
    assert calendar().subtract(day, -n) == calendar().add(day, n)


@given(st.lists(any_days | st.none(), min_size=1), st.integers(-60, 200), calendars)
def test_expressions_count_as_dates_do(column: list[date | None], n: int, cal: Calendar) -> None:
    """A column gives what each date gives, and null where a date would be refused."""
    on = pl.col("on")
    got = pl.DataFrame({"on": column}, schema={"on": pl.Date}).select(
        add=cal.add_expr(on, n), subtract=cal.subtract_expr(on, n), before=cal.on_or_before_expr(on)
    )
    for day, added, taken, before in zip(column, *got, strict=True):
        assert added == _value(cal.add, day, n)
        assert taken == _value(cal.subtract, day, n)
        assert before == _value(cal.on_or_before, day)


def test_columns_are_null_at_the_ends_of_the_years_covered() -> None:
    """A count that leaves the years covered is null in a column, as it is refused for a date."""
    edges, cal = pl.DataFrame({"on": [FIRST_ON, LAST_ON]}), calendar()
    got = edges.select(
        before=cal.on_or_before_expr(pl.col("on")),
        back=cal.subtract_expr(pl.col("on"), 1),
        next=cal.add_expr(pl.col("on"), 1),
    )
    assert got.row(0) == (None, None, date(2010, 1, 4))
    assert got.row(1) == (date(2030, 12, 31), date(2030, 12, 30), None)


@given(st.lists(st.tuples(any_days | st.none(), any_days | st.none()), min_size=1), calendars)
def test_expressions_count_between_as_dates_do(
    pairs: list[tuple[date | None, date | None]], cal: Calendar
) -> None:
    """Two columns give what each pair of dates gives."""
    frame = pl.DataFrame(pairs, schema={"a": pl.Date, "b": pl.Date}, orient="row")
    got = frame.select(n=cal.between_expr(pl.col("a"), pl.col("b")))["n"].to_list()
    for (a, b), n in zip(pairs, got, strict=True):
        assert n == _value(cal.between, a, b)
