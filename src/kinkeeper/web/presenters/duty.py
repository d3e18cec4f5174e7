"""A duty in words: what is owed, by when, why, and how sure the rule is."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from kinkeeper.chronology.queries import Happening
from kinkeeper.duties.queries import Owed, Reason
from kinkeeper.kernel.offsets import Unit
from kinkeeper.kernel.workdays import versions
from kinkeeper.law.clock import MARKS
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.law.state import State
from kinkeeper.web import words
from kinkeeper.web.due import Due, Tone, due
from kinkeeper.web.parts import Fact, NextDate, Tag

UNVERIFIED = ("K", "N")
PAUSED = "Paused since"
WORKED = (Unit.WORKING_DAY, Unit.WORKING_HOUR)
STATES: dict[State, tuple[str, Tone]] = {
    State.OPEN: ("Open", "plain"),
    State.LATE: ("Overdue", "late"),
    State.MET: ("Done in time", "met"),
    State.MET_LATE: ("Done late", "soon"),
    State.NOT_NEEDED: ("No longer needed", "plain"),
    State.ENDED_LATE: ("Ended after it was due", "soon"),
    State.SUPERSEDED: ("Replaced by a later one", "plain"),
    State.WAIVED: ("Waived", "plain"),
    State.NOT_RUN: ("Cannot be counted", "note"),
}


def status(owed: Owed, seen: Due) -> Tag:
    """The state in a word or two; an open duty due soon, or standing still, says so."""
    if _stands_still(owed, seen):
        return Tag("Paused", "note")
    if owed.state is State.OPEN and seen.tone == "soon":
        return Tag("Due soon", "soon")
    return ended(owed)


def ended(owed: Owed) -> Tag:
    """The state in a word or two, whatever the day."""
    return _waived(owed) if owed.state is State.WAIVED else Tag(*STATES[owed.state])


def seen(owed: Owed, today: date) -> Due:
    """When it is due, from a day: soon from the day its own clock warns."""
    if owed.state is State.OPEN and owed.paused_since and owed.paused_since <= today:
        return Due(PAUSED, words.full_date(owed.paused_since), "note")
    return due(owed.due_on, today=today, warn_on=owed.warn_on)


def doubts(owed: Owed) -> tuple[Tag, ...]:
    """A rule whose source was not read is marked so wherever it is used."""
    return (Tag("Unverified", "note"),) if owed.clock.check in UNVERIFIED else ()


def coming(owed: Owed | None, today: date) -> NextDate | None:
    """The next statutory date of a banner."""
    if owed is None or owed.due_on is None:
        return None
    return NextDate(plain_title(owed.clock), seen(owed, today))


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
        *([Fact("Shown as due soon from", words.full_date(owed.warn_on))] if owed.warn_on else []),
        *_paused(owed),
        *_reported(owed),
        Fact("Met by", clock.meets),
        Fact("Closed by", _closed(reason)),
        *_let_go(reason),
        Fact("Whose duty", clock.owner),
        Fact("If it is late", clock.escalates),
        Fact("Source", str(clock.law)),
        Fact("How sure the rule is", MARKS[clock.check].capitalize()),
        Fact("Rule in force since", _since(owed)),
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


def _since(owed: Owed) -> str | None:
    """When this form of the rule began; a rule that never changed has no such day."""
    if owed.version == date.min:
        return "Before the records here begin"
    return words.full_date(owed.version) if owed.version else None


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
    return any(one.unit in WORKED for one in (*ladder, *others))


def _stands_still(owed: Owed, seen: Due) -> bool:
    return owed.state is State.OPEN and seen.words == PAUSED


def _paused(owed: Owed) -> list[Fact]:
    """The days law gave back, and since when it stands still: nothing pauses silently."""
    days = words.counted(owed.paused_days, "day")
    given = [Fact("Days paused", f"{days}, added to the date")] if owed.paused_days else []
    still = [Fact(PAUSED, words.full_date(owed.paused_since))] if owed.paused_since else []
    return [*given, *still]


def _waived(owed: Owed) -> Tag:
    """Waived, or put off; what was late by then stays so."""
    late = owed.waived_on and owed.due_on and owed.waived_on > owed.due_on
    said = f"Put off to {words.short_date(owed.waived_until)}" if owed.waived_until else "Waived"
    return Tag(f"{said}, after it was due", "soon") if late else Tag(said, "plain")


def _let_go(reason: Reason) -> list[Fact]:
    """Who waived it, when, to which day and why."""
    let = reason.waiver
    if let is None:
        return []
    verb = f"Put off to {words.full_date(let.until)}" if let.until else "Waived"
    why = let.why or "Not open to you"
    return [Fact(verb, f"{words.full_date(let.on)}, by {let.by}"), Fact("Why it was waived", why)]


def _reported(owed: Owed) -> list[Fact]:
    differs = owed.report_due_on and owed.report_due_on != owed.due_on
    return (
        [Fact("Due for the national return", words.full_date(owed.report_due_on))]
        if differs
        else []
    )


def _closed(reason: Reason) -> str:
    """What closed it; what is dated after today has not closed it yet."""
    if reason.owed.state is State.WAIVED and reason.closed_by is None:
        return "Nothing: it was waived"
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
