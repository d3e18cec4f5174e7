"""Waiving a duty in words: what law lets be waived, by whom, and the answers to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinkeeper.access.who import Who
from kinkeeper.duties.queries import Reason, Stored, seen_duty
from kinkeeper.duties.rules import clock_here
from kinkeeper.duties.waiving import latest_day, who_may, why_not
from kinkeeper.law.clock import MARKS
from kinkeeper.law.state import State
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.waiver_form import Asked

RUNNING = (State.OPEN, State.LATE)


@dataclass(frozen=True, slots=True)
class Waiving:
    """What the page says of waiving this duty; `form` where the reader may, else `refused` says why."""

    duty_id: str
    when: str
    whom: str
    law: str
    mark: str
    latest: str  # the last day it may be put off to; "" where it is waived for good
    refused: str
    asked: Asked
    example: str  # a day as it is typed

    @property
    def verb(self) -> str:
        """What is done to the duty."""
        return "Put this duty off" if self.latest else "Waive this duty"


def panel(who: Who, reason: Reason) -> Waiving | None:
    """For the page of a duty; None where law lets nobody waive it, or it is not open."""
    if reason.owed.clock.waivable is None or reason.owed.state not in RUNNING:
        return None
    duty = seen_duty(who=who, duty_id=reason.owed.duty_id)
    return None if duty is None else waiving(who, duty, Asked())


def waiving(who: Who, duty: Stored, asked: Asked) -> Waiving:
    """What the form says, with what was typed in it; of a duty that law lets nobody waive, that."""
    let, refused = clock_here(duty.clock).waivable, why_not(who=who, duty=duty, as_at=who.on)
    said = f"{refused.message} {refused.do}".strip() if refused else ""
    example = f"{who.on.day} {who.on.month} {who.on.year}"
    if let is None:
        return Waiving(str(duty.id), "", "", "", "", "", said, asked, example)
    latest = latest_day(duty, let)
    return Waiving(
        duty_id=str(duty.id),
        when=let.when,
        whom=who_may(let),
        law=str(let.law),
        mark=MARKS[let.check],
        latest=words.full_date(latest) if latest else "",
        refused=said,
        asked=asked,
        example=example,
    )


def answers(asked: Asked, *, puts_off: bool) -> list[Fact]:
    """What was answered, to be checked before it is done."""
    until = [Fact("Put off to", _day(asked.until.value))] if puts_off else []
    return [Fact("Decided on", _day(asked.on.value)), *until, Fact("Why", asked.why)]


def _day(on: date | None) -> str:
    return words.full_date(on)
