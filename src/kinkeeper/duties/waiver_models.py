"""Waivers: that somebody whom law lets do so has let a duty go, and why. Nothing is taken out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.record import Record

LONGEST_WHY = 500


class Waiver(Record):
    """One duty let go, or put off until a day; `recorded_by` is who did it.

    The duty is known as the engine knows it: person, clock, thread, step, and the event it is
    counted from.
    """

    append_only: ClassVar[bool] = True  # a merge leaves it where it is
    same_when: ClassVar[tuple[str, ...]] = (
        "person_id",
        "clock",
        "thread",
        "step",
        "anchor_event",
    )

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    clock = models.CharField(max_length=40)
    thread = models.UUIDField()
    step = models.IntegerField()
    anchor_event = models.BigIntegerField()
    waived_on = models.DateField()
    waived_until = models.DateField(null=True)
    why = models.CharField(max_length=LONGEST_WHY)

    class Meta:
        """A duty is waived once."""

        constraints = (
            models.UniqueConstraint(
                fields=("person", "clock", "thread", "step", "anchor_event"), name="waiver_once"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="waiver_says_why"),
            models.CheckConstraint(
                condition=Q(waived_until=None) | Q(waived_until__gt=F("waived_on")),
                name="waiver_puts_off_to_later",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False), name="waiver_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.clock} waived on {self.waived_on}"
