"""Closing a case in words: what is asked, and what keeps it open."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.chronology.guards import CLOSE_BY_TEAM_MANAGER, CLOSE_EPISODE, held_up
from kinkeeper.chronology.queries import closed_sections
from kinkeeper.frontdoor.actions import Closing
from kinkeeper.frontdoor.episodes import none_open
from kinkeeper.frontdoor.queries import Case
from kinkeeper.kernel.errors import Refused
from kinkeeper.law.codes import code_set
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field, Form

WEIGHED = "What was achieved, what risk is left and who watches it, and what the family was told"
NOT_DECIDED = "Not ready to close? Decide that it is to close, and finish it within its time."
RUNS = "The time to record and authorise it runs from that day."
SEEN = "No case closes before the child is seen; leave it out only of a child who has died"


@dataclass(frozen=True, slots=True)
class Held:
    """What keeps a case open: in words, what is missing, and who may let it go."""

    said: str
    missing: str
    who_can_waive: str
    do: str


def held(who: Who, case: Case | None) -> Held | None:
    """The first thing that keeps it open; None where it may be closed."""
    if case is None:
        return _held(none_open("Look at the child's referrals."))
    found = held_up(CLOSE_EPISODE, case.pk)
    if found is None and not may(who, Permission.CLOSE_AFTER_CARE, case):
        found = held_up(CLOSE_BY_TEAM_MANAGER, case.pk)
    return _held(found) if found else None


@dataclass(frozen=True, slots=True)
class Deciding:
    """What stands on whether it is to close, and the button that changes it."""

    said: str
    step: str
    button: str


def deciding(case: Case | None) -> Deciding | None:
    """Whether it is decided that it is to close: from that day its time runs; None without a case."""
    if case is None:
        return None
    on = case.closure_decided_on
    if on is None:
        return Deciding(NOT_DECIDED, "is_to_close", "Decide today that it is to close")
    said = f"Decided on {words.full_date(on)} that it is to close. {RUNS}"
    return Deciding(said, "stays_open", "Say that it is to stay open")


def fields(who: Who, person_id: UUID) -> tuple[Field, ...]:
    """What is asked before it closes; of a section that is closed to the asker no reason is offered."""
    closed = set(closed_sections(who=who, person_id=person_id))
    codes = [one for one in code_set("cin.reason_for_closure").codes if one.section not in closed]
    choices = tuple((one.code, one.meaning) for one in codes if one.in_use(who.on))
    return (
        Field("reason", "Why does it close?", "radios", "Choose why it closes", choices=choices),
        Field("on", "On which day?", "date", "Enter the day it closes", first=who.on),
        Field("child_seen_on", "When was the child last seen?", "date", hint=SEEN),
        Field("summary", "What was weighed?", "words", "Say what was weighed", hint=WEIGHED),
    )


def closing(form: Form) -> Closing:
    """What was answered."""
    on = form.on("on")
    if on is None:
        raise ValueError("a form without its day is not done")
    return Closing(
        on=on,
        reason=form.value("reason"),
        summary=form.value("summary"),
        child_seen_on=form.on("child_seen_on"),
    )


def _held(found: Refused) -> Held:
    return Held(found.message, found.missing, found.who_can_waive or "nobody", found.do)
