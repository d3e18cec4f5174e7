"""The front door's queue handed from one shift to the next; what the night decided, looked at again."""

from typing import ClassVar

from django.db import models

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class ShiftHandover(models.Model):
    """What one shift left the next: how much waited, and what to know."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)
    waiting = models.PositiveIntegerField(db_comment="Contacts not decided, children not found too")
    late = models.PositiveIntegerField(db_comment="Of them, those past their time")
    asked = models.PositiveIntegerField(db_comment="Questions to agencies that were not answered")
    words = models.TextField(blank=True, default="")


class NightSample(models.Model):
    """A sample of what the out-of-hours team decided, checked: how many of how many, and what was found."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)
    on = models.DateField(unique=True, db_comment="The day it was checked: once a day at most")
    came = models.PositiveIntegerField(db_comment="Contacts out of hours since the last sample")
    checked = models.PositiveIntegerField()
    found = models.TextField()

    class Meta:
        """No more are checked than came, and something is said of it."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(checked__lte=models.F("came"), checked__gte=1),
                name="night_sample_of_what_came",
            ),
            models.CheckConstraint(condition=~models.Q(found=""), name="night_sample_says"),
        )
