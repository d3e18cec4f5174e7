"""Dates, counts and gaps as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kinkeeper.access.sections import Section

LONDON = ZoneInfo("Europe/London")
NOTHING_RECORDED = "Nothing recorded"


def full_date(on: date | None) -> str:
    """Thursday 14 January 2027."""
    return NOTHING_RECORDED if on is None else f"{on:%A} {on.day} {on:%B} {on.year}"


def plain_date(on: date | None) -> str:
    """14 January 2027, for dates whose weekday says nothing, such as a birth."""
    return NOTHING_RECORDED if on is None else f"{on.day} {on:%B} {on.year}"


def short_date(on: date | None) -> str:
    """14 Jan 2027, for tables only; it never breaks over two lines."""
    return NOTHING_RECORDED if on is None else f"{on.day}\u00a0{on:%b}\u00a0{on.year}"


def full_moment(at: datetime | None) -> str:
    """Thursday 14 January 2027 at 4:05pm, by London's clocks."""
    if at is None:
        return NOTHING_RECORDED
    local = at.astimezone(LONDON)
    return f"{full_date(local.date())} at {_clock(local)}"


def _clock(local: datetime) -> str:
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def capital(said: str) -> str:
    """The words with a capital to begin with."""
    return f"{said[:1].upper()}{said[1:]}"


def begun(said: str) -> str:
    """The beginning of a sentence: with a capital, but for a file, whose name stays as it was given."""
    first = said.partition(" ")[0]
    return said if "." in first[:-1] else capital(said)


def uncapital(said: str) -> str:
    """The words for the middle of a sentence; what is written in capitals, such as NHS, stays so."""
    return said if said[:2].isupper() else f"{said[:1].lower()}{said[1:]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 child, 2 children, 1,204 visits: the word agrees with the number."""
    word = one if number == 1 else (many or f"{one}s")
    return f"{number:,} {word}"


def listed(parts: Sequence[str]) -> str:
    """One; one and another; one, another and a third."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def sections(closed: Sequence[Section]) -> str:
    """The sections of a record in the middle of a sentence; nothing for none."""
    return listed([uncapital(one.words) for one in closed]) if closed else ""


def recorded(value: Any, *, otherwise: str = NOTHING_RECORDED) -> Any:
    """The value, or the words for a gap, so that an empty field never looks broken."""
    return otherwise if value is None or value == "" else value


def lasted(started_on: date, ended_on: date) -> str:
    """How long something lasted of which the days are known, and not the hours."""
    days = (ended_on - started_on).days
    return counted(days, "day") if days else "Under a day"


def years(born_on: date, on: date) -> int:
    """Whole years lived."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def age(born_on: date | None, on: date) -> str:
    """Age in the unit people use: days, weeks, months under two, then years."""
    if born_on is None:
        return "age not known"
    days = (on - born_on).days
    if days < 0:
        return "not yet born"
    if days < 14:
        return f"{counted(days, 'day')} old"
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    if months < 3:
        return f"{counted(days // 7, 'week')} old"
    return f"{counted(months, 'month')} old" if months < 24 else f"{months // 12} years old"
