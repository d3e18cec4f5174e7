"""The present."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from kinkeeper.kernel.moment import held, now, pin, today


@pytest.fixture(autouse=True)
def _unpinned() -> Iterator[None]:
    yield
    pin(None)


@pytest.mark.parametrize(
    ("instant", "day"),
    [("2014-06-30T23:30:00", "2014-07-01"), ("2014-12-31T23:30:00", "2014-12-31")],
)
def test_the_day_is_the_day_in_london(instant: str, day: str) -> None:
    """In summer London's midnight comes an hour before UTC's."""
    with time_machine.travel(datetime.fromisoformat(instant).replace(tzinfo=UTC), tick=False):
        assert today() == date.fromisoformat(day)
        assert now() == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_a_pinned_day_holds_but_the_record_stays_true() -> None:
    """A demonstration's day does not move; the instant of recording is the real one."""
    pin(date(2015, 3, 31))
    assert today() == date(2015, 3, 31)
    assert now().year >= 2026
    assert now().tzinfo is UTC
    pin(None)
    assert today() != date(2015, 3, 31)


def test_a_day_is_held_for_as_long_as_it_is_needed() -> None:
    """What was held before comes back, whatever went wrong inside."""

    def wrong() -> None:
        with held(date(2014, 4, 1)):
            assert today() == date(2014, 4, 1)
            raise ZeroDivisionError

    pin(date(2015, 6, 1))
    with pytest.raises(ZeroDivisionError):
        wrong()
    assert today() == date(2015, 6, 1)
