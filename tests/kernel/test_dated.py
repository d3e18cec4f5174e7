"""Values by date."""

from datetime import date

import pytest

from kinkeeper.kernel.dated import Dated
from kinkeeper.kernel.errors import KinkeeperError

ASSESSMENT = Dated(
    {"2001-04-01": 35, "2013-04-15": 45, date(2030, 1, 1): None}, law="Working Together"
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2001-03-31", None), ("2001-04-01", 35), ("2013-04-14", 35), ("2013-04-15", 45),
        ("2029-12-31", 45), ("2030-01-01", None), ("2040-01-01", None),
    ],
)  # fmt: skip
def test_the_value_in_force_on_a_day(day: str, value: int | None) -> None:
    """A step holds from its own day until the next; before the first, nothing is in force."""
    assert ASSESSMENT.on(date.fromisoformat(day)) == value


def test_steps_are_kept_with_their_law() -> None:
    """The steps come back as dates, ascending, with what says so."""
    assert ASSESSMENT.steps[1] == (date(2013, 4, 15), 45)
    assert ASSESSMENT.law == "Working Together"


def test_always() -> None:
    """A value that never changed is in force on every date."""
    assert Dated.always(6).on(date.min) == Dated.always(6).on(date.max) == 6


def test_equal_when_they_say_the_same() -> None:
    """Two dated values that say the same are the same, and can key a table."""
    same = Dated({date(2013, 4, 15): 45})
    assert len({same, Dated({"2013-04-15": 45})}) == 1


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ({}, "at least one"),
        ({"2014-01-01": 1, "2013-01-01": 2}, "ascend"),
        ({"2014-01-01": 1, date(2014, 1, 1): 2}, "ascend"),
        ({"2014-01-01": 1, "2015-01-01": 1}, "changes nothing"),
        ({"2014-01-01": None}, "changes nothing"),
        ({"1 January 2014": 1}, "not a date"),
    ],
)
def test_a_muddled_declaration_is_refused(steps: dict[date | str, int | None], said: str) -> None:
    """Steps that are empty, out of order, idle or not dates are refused when declared."""
    with pytest.raises(KinkeeperError, match=said):
        Dated(steps)
