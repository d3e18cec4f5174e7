"""Handing the queue from one shift to the next."""

from __future__ import annotations

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.models import ShiftHandover
from kinkeeper.frontdoor.stepping import words


@action(Permission.SEE_FRONT_DOOR)
def hand_over(*, waiting: int, late: int, asked: int, said: str, by: Asker) -> ShiftHandover:
    """Leave the next shift how much waits, and what it has to know."""
    made = ShiftHandover.objects.create(
        by=as_who(by).id, waiting=waiting, late=late, asked=asked,
        words=words(said, field="said") or "",
    )  # fmt: skip
    note(waiting=waiting, late=late, asked=asked)
    return made
