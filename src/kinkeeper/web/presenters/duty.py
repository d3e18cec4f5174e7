"""A duty in words: what is owed, by when, why, and how sure the rule is."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from kinkeeper.chronology.queries import Happening
from kinkeeper.duties.queries import Owed, Reason
from kinkeeper.kernel.offsets import Unit
from kinkeeper.kernel.workdays import versions
from kinkeeper.law.clock import MARKS
from kinkeeper.law.state import State
from kinkeeper.web import words
from kinkeeper.web.due import Due, Tone, due
from kinkeeper.web.parts import Fact, NextDate, Tag

UNVERIFIED = ("K", "N")
STATES: dict[State, tuple[str, Tone]] = {
    State.OPEN: ("Open", "plain"),
    State.LATE: ("Overdue", "late"),
    State.MET: ("Done in time", "met"),
    State.MET_LATE: ("Done late", "soon"),
    State.NOT_NEEDED: ("No longer needed", "plain"),
    State.ENDED_LATE: ("Ended after it was due", "soon"),
    State.SUPERSEDED: ("Replaced by a later one", "plain"),
    State.NOT_RUN: ("Cannot be counted", "note"),
}


def status(owed: Owed, seen: Due) -> Tag:
    """The state in a word or two; an open duty due soon says so."""
    if owed.state is State.OPEN and seen.tone == "soon":
        return Tag("Due soon", "soon")
    return Tag(*STATES[owed.state])


def doubts(owed: Owed) -> tuple[Tag, ...]:
    """A rule whose source was not read is marked so wherever it is used."""
    return (Tag("Unverified", "note"),) if owed.clock.check in UNVERIFIED else ()


def coming(owed: Owed | None, today: date) -> NextDate | None:
    """The next statutory date of a banner."""
    if owed is None or owed.due_on is None:
        return None
    return NextDate(owed.clock.title, due(owed.due_on, today=today))


def sentence(reason: Reason, today: date) -> str:
    """Why it is on the list, in one sentence."""
    owed = reason.owed
    if owed.not_run:
        return f"It cannot be counted: {owed.not_run}."
    began = _happened(reason.anchor) or f"what began on {words.full_date(owed.anchor_on)}"
    return f"It was started by {began}, and {_by(owed, today)}."


def facts(reason: Reason) -> list[Fact]:
    """The clock, the dates it ran from and to, whose it is, and the source."""
    owed, clock = reason.owed, reason.owed.clock
    return [
        Fact("Counted from", _capital(_happened(reason.anchor)) or words.full_date(owed.anchor_on)),
        Fact("Due", words.full_date(owed.due_on) if owed.due_on else "Cannot be counted"),
        *([Fact("Plan it by", words.full_date(owed.plan_by))] if owed.plan_by else []),
        *_reported(owed),
        Fact("Met by", clock.meets),
        Fact("Closed by", _closed(reason)),
        Fact("Whose duty", clock.owner),
        Fact("If it is late", clock.escalates),
        Fact("Source", str(clock.law)),
        Fact("How sure the rule is", MARKS[clock.check].capitalize()),
        Fact("Rule in force since", words.full_date(owed.version) if owed.version else None),
        *_counted_by(owed),
        *([Fact("Note", clock.notes)] if clock.notes else []),
    ]


def address(owed: Owed) -> str:
    """Where the reason for this duty is told."""
    return reverse("duty", args=[owed.duty_id])


def _by(owed: Owed, today: date) -> str:
    by = words.full_date(owed.due_on)
    if owed.state is State.OPEN:
        return f"is due by {by}"
    seen = due(owed.due_on, today=today)
    late = f", {seen.words.lower()}" if owed.state is State.LATE and seen.late else ""
    return f"was due by {by}{late}"


def _counted_by(owed: Owed) -> list[Fact]:
    """The bank holidays a date was counted around, where working days were counted at all."""
    since = {one.version: on for on, one in versions()}.get(owed.calendar)
    if since is None or not _in_working_days(owed):
        return []
    holidays = f"Bank holidays as proclaimed by {words.plain_date(since)}"
    return [Fact("Working days counted by", holidays)]


def _in_working_days(owed: Owed) -> bool:
    clock = owed.clock
    ladder = (clock.within.on(owed.version) if owed.version else None) or ()
    others = (one for one in (clock.from_start, clock.until_start) if one)
    return any(one.unit is Unit.WORKING_DAY for one in (*ladder, *others))


def _reported(owed: Owed) -> list[Fact]:
    differs = owed.report_due_on and owed.report_due_on != owed.due_on
    return (
        [Fact("Due for the national return", words.full_date(owed.report_due_on))]
        if differs
        else []
    )


def _closed(reason: Reason) -> str:
    """What closed it; what is dated after today has not closed it yet."""
    running = reason.owed.state in (State.OPEN, State.LATE, State.NOT_RUN)
    return "Not closed" if running else _capital(_happened(reason.closed_by)) or "Not recorded"


def _capital(said: str | None) -> str | None:
    return f"{said[:1].upper()}{said[1:]}" if said else None


def _happened(happening: Happening | None) -> str | None:
    if happening is None:
        return None
    title = f"{happening.title[:1].lower()}{happening.title[1:]}"
    when = f"on {words.full_date(happening.on)}" if happening.on else "on a date not recorded"
    return f"{title} {when}"
