"""The state of a duty as at a day, by the table of the manual."""

from datetime import UTC, date, datetime

import pytest

from kinkeeper.law.state import Dates, State, state

DUE = date(2014, 12, 29)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("dates", "as_at", "expected"),
    [
        (Dates(DUE), "2014-12-01", State.OPEN),
        (Dates(DUE), "2014-12-29", State.OPEN),
        (Dates(DUE), "2014-12-30", State.LATE),
        (Dates(DUE, met_on=day("2014-12-29")), "2014-12-29", State.MET),
        (Dates(DUE, met_on=day("2014-12-30")), "2014-12-30", State.MET_LATE),
        (Dates(DUE, met_on=day("2014-12-30")), "2014-12-29", State.OPEN),
        (Dates(DUE, ended_on=day("2014-12-29")), "2015-01-05", State.NOT_NEEDED),
        (Dates(DUE, ended_on=day("2014-12-30")), "2015-01-05", State.ENDED_LATE),
        (Dates(DUE, ended_on=day("2015-02-01")), "2015-01-05", State.LATE),
        (Dates(DUE, superseded_on=day("2014-12-10")), "2014-12-11", State.SUPERSEDED),
        (Dates(DUE, waived_on=day("2014-12-10")), "2015-03-01", State.WAIVED),
        (Dates(DUE, waived_on=day("2014-12-10")), "2014-12-09", State.OPEN),
        (Dates(DUE, waived_on=day("2015-01-10")), "2015-01-11", State.WAIVED),
        (Dates(DUE, waived_on=day("2015-01-10")), "2015-01-09", State.LATE),
        (
            Dates(DUE, None, day("2015-02-01"), waived_on=day("2014-12-10")),
            "2015-03-01",
            State.WAIVED,
        ),
        (Dates(DUE, day("2014-12-20"), waived_on=day("2014-12-10")), "2015-03-01", State.MET),
        (Dates(DUE, day("2015-02-01"), waived_on=day("2014-12-10")), "2015-03-01", State.WAIVED),
        (Dates(None, not_run="its date is not recorded"), "2015-01-05", State.NOT_RUN),
    ],
)
def test_state(dates: Dates, as_at: str, expected: State) -> None:
    """Met any time on the day is in time; what happened later had not happened yet."""
    assert state(dates, day(as_at)) is expected


@pytest.mark.parametrize(
    ("met_on", "as_at", "expected"),
    [
        (None, "2015-01-14", State.WAIVED),
        (None, "2015-01-15", State.LATE),
        ("2015-01-14", "2015-02-01", State.WAIVED),
        ("2015-01-15", "2015-02-01", State.MET_LATE),
        ("2014-12-29", "2015-02-01", State.MET),
    ],
)
def test_what_is_put_off_is_owed_again(met_on: str | None, as_at: str, expected: State) -> None:
    """A review adjourned to 14 January is late from the 15th."""
    held = day(met_on) if met_on else None
    put_off = Dates(DUE, held, waived_on=day("2014-12-20"), waived_until=day("2015-01-14"))
    assert state(put_off, day(as_at)) is expected


@pytest.mark.parametrize(("hour", "expected"), [(21, State.MET), (22, State.MET_LATE)])
def test_hours_are_told_apart(hour: int, expected: State) -> None:
    """Seventy-two hours run out at a moment, where both moments are known."""
    due = datetime(2014, 12, 22, 21, 30, tzinfo=UTC)
    met = datetime(2014, 12, 22, hour, 0, tzinfo=UTC)
    dates = Dates(due.date(), met_on=met.date(), due_at=due, met_at=met)
    assert state(dates, day("2014-12-23")) is expected
