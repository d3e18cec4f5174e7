"""What the checks found wrong with the records, since when and until when, and what they asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import ends_after_start
from kinkeeper.kernel.ids import uuid7


class Finding(models.Model):
    """A record that a check found wrong. Closed when put right, and kept; one that comes back is new."""

    reached_by: ClassVar[str] = "person_id"
    derived_from_events: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    check_id = models.CharField(max_length=40)
    record = models.UUIDField()
    first_seen_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        """Open ones are read by child or by check, and stand once."""

        indexes = (
            models.Index(fields=("person", "check_id"), name="finding_person"),
            models.Index(
                fields=("check_id", "person"), condition=Q(closed_on=None), name="finding_open"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("person", "check_id", "record"),
                condition=Q(closed_on=None),
                name="finding_open_once",
            ),
            ends_after_start("finding_closes_after_seen", "first_seen_on", "closed_on"),
        )

    def __str__(self) -> str:
        return f"{self.check_id} since {self.first_seen_on}"


class CheckRun(models.Model):
    """When a check was last asked of everybody, or why it was not run."""

    check_id = models.CharField(max_length=40, primary_key=True)
    run_on = models.DateField()
    not_run = models.CharField(max_length=200, null=True)

    def __str__(self) -> str:
        return f"{self.check_id} on {self.run_on}: {self.not_run or 'run'}"
