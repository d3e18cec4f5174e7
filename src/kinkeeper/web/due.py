"""When something is due, in working days and in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinkeeper.kernel import moment, workdays
from kinkeeper.web import words

Tone = Literal["late", "soon", "met", "note", "restricted", "plain"]

Between = Callable[[date, date], int]


@dataclass(frozen=True, slots=True)
class Due:
    """A due date seen from a day: the words first, the date second, the tone third."""

    words: str
    date_words: str
    tone: Tone

    @property
    def late(self) -> bool:
        """Whether the date has gone by."""
        return self.tone == "late"

    def __str__(self) -> str:
        return f"{self.words}, {self.date_words}" if self.date_words else self.words


def due(
    on: date | None,
    *,
    today: date | None = None,
    warn_on: date | None = None,
    between: Between | None = None,
) -> Due:
    """The due date in words, counted in working days of England and Wales; soon from `warn_on`."""
    if on is None:
        return Due("No date set", "", "plain")
    from_day = today or moment.today()
    between = between or workdays.calendar().between
    if on < from_day:
        return Due(_overdue(on, from_day, between), _near(on, from_day), "late")
    return _ahead(on, from_day, between, soon=warn_on is not None and warn_on <= from_day)


def _overdue(on: date, today: date, between: Between) -> str:
    days = between(on, today)
    return f"Overdue {words.counted(days, 'working day')}" if days else "Overdue since the weekend"


def _ahead(on: date, today: date, between: Between, *, soon: bool) -> Due:
    if on == today:
        return Due("Due today", _near(on, today), "soon")
    days = between(today, on)
    if not days:
        return Due("Before the next working day", _near(on, today), "soon")
    left = words.counted(days, "working day")
    return Due(left, _near(on, today), "soon" if soon else "plain")


def _near(on: date, today: date) -> str:
    """Thursday 14 January; the year is said when it is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on:%A} {on.day} {on:%B}{year}"
