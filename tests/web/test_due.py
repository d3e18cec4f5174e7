from datetime import date

import pytest

from kinkeeper.kernel.workdays import calendar
from kinkeeper.web.due import due

WEDNESDAY = date(2027, 1, 6)


@pytest.mark.parametrize(
    ("on", "said", "tone"),
    [
        (date(2027, 1, 14), "6 working days, Thursday 14 January", "plain"),
        (date(2027, 1, 13), "5 working days, Wednesday 13 January", "soon"),
        (date(2027, 1, 7), "1 working day, Thursday 7 January", "soon"),
        (date(2027, 1, 6), "Due today, Wednesday 6 January", "soon"),
        (date(2027, 1, 4), "Overdue 2 working days, Monday 4 January", "late"),
        (date(2026, 12, 22), "Overdue 8 working days, Tuesday 22 December 2026", "late"),
    ],
)
def test_a_due_date_is_told_in_working_days(on: date, said: str, tone: str) -> None:
    """Bank holidays and weekends do not count; another year is named."""
    seen = due(on, today=WEDNESDAY, warn_on=calendar().subtract(on, 5))
    assert (str(seen), seen.tone) == (said, tone)


@pytest.mark.parametrize(("warn_on", "tone"), [(6, "soon"), (7, "plain")])
def test_it_is_soon_from_the_day_its_own_clock_warns(warn_on: int, tone: str) -> None:
    """Twelve weeks ahead for an order that runs out, five working days for a visit."""
    assert due(date(2027, 3, 31), today=WEDNESDAY, warn_on=date(2027, 1, warn_on)).tone == tone


def test_no_due_date_is_said_so() -> None:
    """Nothing is invented where a clock has no date."""
    assert str(due(None, today=WEDNESDAY)) == "No date set"


def test_a_date_passed_at_the_weekend_is_late_by_no_working_day() -> None:
    """Due Saturday, seen on Sunday: late, and no number of working days is claimed."""
    seen = due(date(2027, 1, 9), today=date(2027, 1, 10))
    assert (seen.words, seen.late) == ("Overdue since the weekend", True)


def test_a_date_before_the_next_working_day_is_soon() -> None:
    """Due Saturday, seen on Friday."""
    seen = due(date(2027, 1, 9), today=date(2027, 1, 8))
    assert (seen.words, seen.tone) == ("Before the next working day", "soon")
