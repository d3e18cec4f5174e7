"""Working hours: worked moments over a bank-holiday weekend, and columns that agree with them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.offsets import hours, working_hours
from kinkeeper.kernel.opening import Opening
from kinkeeper.kernel.workdays import calendar

LONDON = ZoneInfo("Europe/London")
CAL = calendar()
LONG_DAY = Opening(time(8, 30), time(18))
days = st.dates(date(2012, 1, 1), date(2028, 12, 31))
moments = st.builds(datetime.combine, days, st.times(), st.just(UTC))
openings = st.sampled_from([Opening(), LONG_DAY, Opening(time(13), time(13, 20))])

# Easter 2014: Good Friday 18 April, Easter Monday 21 April; summer time throughout.
WORKED = [
    ("Thu at ten", "2014-04-17 10:00", 4, "2014-04-17 14:00"),
    ("to the very end of Thursday", "2014-04-17 13:00", 4, "2014-04-17 17:00"),
    ("over the long weekend", "2014-04-17 16:00", 4, "2014-04-22 12:00"),
    ("Thursday evening waits for Tuesday", "2014-04-17 19:30", 4, "2014-04-22 13:00"),
    ("so does Good Friday", "2014-04-18 11:00", 4, "2014-04-22 13:00"),
    ("and Easter Sunday night", "2014-04-20 23:59", 8, "2014-04-22 17:00"),
    ("early on Tuesday", "2014-04-22 07:15", 1, "2014-04-22 10:00"),
    ("24 hours are three days of eight", "2014-04-17 10:00", 24, "2014-04-24 10:00"),
    ("at once, in the open day", "2014-04-17 10:00", 0, "2014-04-17 10:00"),
    ("at once, from Good Friday", "2014-04-18 10:00", 0, "2014-04-22 09:00"),
    ("into winter time", "2014-10-24 16:30", 1, "2014-10-27 09:30"),
]


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(("case", "anchor", "n", "due"), WORKED, ids=[w[0] for w in WORKED])
def test_worked_moments(case: str, anchor: str, n: int, due: str) -> None:
    """What comes while nobody works counts from the next opening."""
    assert working_hours(n).due_at(london(anchor), CAL) == london(due), case


def test_counted_back_from_the_last_closing() -> None:
    """Four working hours before Easter Sunday noon is Thursday at one."""
    back = working_hours(4).before()
    assert back.due_at(london("2014-04-20 12:00"), CAL) == london("2014-04-17 13:00")


def test_an_authoritys_own_hours() -> None:
    """Half past eight to six: an hour and a half more each day."""
    offset = working_hours(4, LONG_DAY)
    assert offset.due_at(london("2014-04-17 16:00"), CAL) == london("2014-04-22 10:30")


def test_a_moment_keeps_its_zone_and_the_known_calendar_is_used() -> None:
    """Asked in UTC, told in UTC."""
    due = working_hours(1).due_at(datetime(2014, 6, 2, 15, 30, tzinfo=UTC))
    assert due.isoformat() == "2014-06-03T08:30:00+00:00"


@pytest.mark.parametrize(
    ("on", "n", "due"), [("2014-04-18", 8, "2014-04-22"), ("2014-04-17", 9, "2014-04-22")]
)
def test_a_day_without_a_time_gives_the_earliest_date(on: str, n: int, due: str) -> None:
    """Counted as if from the first minute of the day."""
    assert working_hours(n).due(date.fromisoformat(on), CAL) == date.fromisoformat(due)


@given(moments, st.integers(0, 60), st.booleans(), openings)
def test_a_column_gives_the_same_moments(
    moment: datetime, n: int, back: bool, opening: Opening
) -> None:
    """Everybody at once is counted as one is, to the microsecond, either way."""
    offset = working_hours(n, opening).before() if back else working_hours(n, opening)
    frame = pl.DataFrame({"at": [moment]}, schema={"at": pl.Datetime("us", "UTC")})
    assert frame.select(offset.due_at_expr(pl.col("at"), CAL)).item() == offset.due_at(moment, CAL)


@given(moments, st.integers(0, 60))
def test_working_hours_never_end_before_the_hours_themselves(moment: datetime, n: int) -> None:
    """Nights and weekends only ever add."""
    assert working_hours(n).due_at(moment, CAL) >= hours(n).due_at(moment)


@pytest.mark.parametrize("on", [date(2009, 12, 31), date(2031, 1, 1), date(2030, 12, 31)])
def test_outside_the_known_years_is_refused_and_a_column_is_empty(on: date) -> None:
    """What cannot be counted is said, never guessed."""
    frame = pl.DataFrame(
        {"on": [on], "at": [None]}, schema={"on": pl.Date, "at": pl.Datetime("us", "UTC")}
    )
    offset = working_hours(12)
    with pytest.raises(KinkeeperError, match="known"):
        offset.due(on, CAL)
    assert frame.select(offset.due_expr(pl.col("on"), pl.col("at"), CAL)).item() is None


@pytest.mark.parametrize("closes", [time(9), time(8)])
def test_a_day_that_never_opens_is_refused(closes: time) -> None:
    """Hours that are no hours stop the start."""
    with pytest.raises(KinkeeperError, match="opens before it closes"):
        Opening(time(9), closes)
