"""The front door's queue handed from one shift to the next."""

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
