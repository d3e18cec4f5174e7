"""Handing the queue from one shift to the next, and looking again at what the night decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.models import NightSample, ShiftHandover
from kinkeeper.frontdoor.night_queries import nights_owed_since, of_nights
from kinkeeper.frontdoor.stepping import reason, words
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import lived

SENT_TWICE: Final = timedelta(minutes=10)  # within which the same counts and words are one handover


@action(Permission.SEE_FRONT_DOOR)
def hand_over(*, waiting: int, late: int, asked: int, said: str, by: Asker) -> ShiftHandover:
    """Leave the next shift how much waits, and what it has to know."""
    told = words(said, field="said") or ""
    facts: dict[str, Any] = {"by": as_who(by).id, "waiting": waiting, "late": late, "asked": asked}
    take_turn("shift handed over", "")
    last = ShiftHandover.objects.filter(at__gt=lived() - SENT_TWICE, words=told, **facts).first()
    if last is not None:
        return last
    made = ShiftHandover.objects.create(words=told, at=lived(), **facts)
    note(waiting=waiting, late=late, asked=asked)
    return made


@action(Permission.SAMPLE_NIGHTS)
def sample_nights(*, checked: int, found: str, by: Asker) -> NightSample:
    """Record that a sample of the out-of-hours team's decisions was checked today, and what was found."""
    who = as_who(by)
    take_turn("night sample", "")
    if NightSample.objects.filter(on=who.on).exists():
        raise Refused(
            "A sample was checked today already.",
            missing="a day without one",
            who_can_waive="nobody",
            do="Look at what was found.",
        )
    came = of_nights(nights_owed_since()).count()
    if not 1 <= checked <= came:
        raise BadInput(f"say how many were checked, of {came} that came", field="checked")
    made = NightSample.objects.create(
        by=who.id, on=who.on, came=came, checked=checked, found=reason(found, field="found")
    )
    note(came=came, checked=checked)
    return made
