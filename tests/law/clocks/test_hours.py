"""Hours run through nights and weekends, from the moment a thing happened."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from kinkeeper.law.bundle import EVENT_SCHEMA, Bundle
from kinkeeper.law.clocks import clock
from kinkeeper.law.engine import run


def instance(name: str, kind: str, detail: str, at: datetime) -> dict[str, object]:
    """The one instance an event at a moment opens; winter, when London keeps UTC."""
    row = (1, "a child", kind, "thread", None, at.date(), at, detail)
    events = pl.DataFrame([row], schema=EVENT_SCHEMA, orient="row")
    (found,) = run((clock(name),), Bundle(events)).instances.to_dicts()
    return found


def test_an_interview_is_due_72_hours_after_return() -> None:
    """Friday night to Monday night, not three working days."""
    found = instance("rhi", "missing_returned", "M", datetime(2014, 12, 19, 21, 30, tzinfo=UTC))
    assert found["due_at"] == datetime(2014, 12, 22, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "day"), [(10, 17), (22, 18)])
def test_hours_past_midnight_are_due_the_next_day(hour: int, day: int) -> None:
    """Four hours from ten at night end tomorrow."""
    at = datetime(2014, 12, 17, hour, tzinfo=UTC)
    assert instance("mash_red", "mash_rated", "red", at)["due_on"] == date(2014, 12, day)
