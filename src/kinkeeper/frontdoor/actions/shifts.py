"""Handing the queue from one shift to the next, and looking again at what the night decided."""

from __future__ import annotations

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.models import NightSample, ShiftHandover
from kinkeeper.frontdoor.night_queries import nights_owed_since, of_nights
from kinkeeper.frontdoor.stepping import reason, words
from kinkeeper.kernel.errors import BadInput, Refused


@action(Permission.SEE_FRONT_DOOR)
def hand_over(*, waiting: int, late: int, asked: int, said: str, by: Asker) -> ShiftHandover:
    """Leave the next shift how much waits, and what it has to know."""
    made = ShiftHandover.objects.create(
        by=as_who(by).id, waiting=waiting, late=late, asked=asked,
        words=words(said, field="said") or "",
    )  # fmt: skip
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
