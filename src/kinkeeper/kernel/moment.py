"""The present: the day lived in London, the instant recorded in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class _Pin:
    on: date | None = None


def pin(on: date | None) -> None:
    """Hold `today()` at a date for the whole process, as a demonstration needs; None lets go."""
    _Pin.on = on


@contextmanager
def held(on: date | None) -> Iterator[None]:
    """Hold `today()` at a date for as long as the block lasts."""
    before = _Pin.on
    pin(on)
    try:
        yield
    finally:
        pin(before)


def today() -> date:
    """The date in London, or the pinned one."""
    return _Pin.on or now().astimezone(LONDON).date()


def now() -> datetime:
    """The instant, in UTC. Never pinned: what is recorded says when it was truly recorded."""
    return datetime.now(UTC)


def lived() -> datetime:
    """The instant as it is lived: now, or this time of day on the pinned date, in UTC.

    For what people do and tell, which happens today; never for when it was recorded.
    """
    if _Pin.on is None:
        return now()
    clock = now().astimezone(LONDON).time()
    return datetime.combine(_Pin.on, clock, LONDON).astimezone(UTC)
