"""When something happened: a day that has come, and a time of that day as it is lived."""

from datetime import date, datetime, timedelta

import pytest

from kinkeeper.casefile.written import check_happened
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import LONDON, lived

DAY = date(2015, 11, 30)


def test_a_time_that_has_come_is_of_its_day() -> None:
    """On a pinned day too, which is long before the day it is recorded."""
    with moment.held(DAY):
        assert check_happened(DAY, lived()) == DAY
        with pytest.raises(BadInput, match="in the future"):
            check_happened(DAY, lived() + timedelta(seconds=90))


def test_a_day_and_a_time_that_differ_are_refused() -> None:
    """So is no day at all, and one to come."""
    with moment.held(DAY):
        with pytest.raises(BadInput, match="of another day"):
            check_happened(DAY, datetime(2015, 11, 29, 12, tzinfo=LONDON))
        with pytest.raises(BadInput, match="enter the day"):
            check_happened(None, None)
        with pytest.raises(BadInput, match="in the future"):
            check_happened(DAY + timedelta(1), None)
