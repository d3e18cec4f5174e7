"""The base of every record a person keeps about a child or a family."""

from typing import ClassVar

from django.db import models

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class Source(models.TextChoices):
    """How a record came to be here."""

    TYPED = "typed", "Typed by a person"
    IMPORTED = "imported", "Loaded from a file"
    DERIVED = "derived", "Worked out from other records"


class Record(models.Model):
    """Every record knows when we knew it, from whom, and how it came.

    `same_when` names the columns by which a file's row is known to be this record;
    `reached_by` is the path to the person it is about, by which the rules of access reach it.
    """

    same_when: ClassVar[tuple[str, ...]] = ()
    reached_by: ClassVar[str | tuple[str, ...]] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by = models.UUIDField(null=True, blank=True, editable=False)
    source = models.CharField(
        max_length=8, choices=Source.choices, default=Source.TYPED, editable=False
    )
    load_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
