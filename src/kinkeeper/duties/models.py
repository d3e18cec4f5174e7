"""Duties as the engine last found them, and the record of each full refresh."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Least

from kinkeeper.duties.finding_models import CheckRun, Finding
from kinkeeper.duties.waiver_models import LONGEST_WHY, Waiver
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now

__all__ = ["CheckRun", "Duty", "Finding", "FullRefresh", "Waiver"]


def closes() -> Coalesce:
    """The day a duty was met, ended or superseded; one still open closes at the end of time.

    Written once: an index stands on it, and a query finds the index by the same words.
    """
    return Coalesce(Least("met_on", "ended_on", "superseded_on"), Value(date.max))


class Duty(models.Model):
    """One running of one clock for one child. Its state follows from its dates and is not stored.

    `anchor_event`, `met_event`, `ended_event` and `superseded_event` are ids of chronology events;
    below zero, an event that follows from others (`law.derived`). What is waived says who and why.
    """

    reached_by: ClassVar[str] = "person_id"
    derived_from_events: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    clock = models.CharField(max_length=40)
    version = models.DateField(null=True)
    thread = models.UUIDField()
    step = models.IntegerField()
    anchor_event = models.BigIntegerField()
    anchor_on = models.DateField(null=True)
    anchor_at = models.DateTimeField(null=True)
    calendar = models.CharField(max_length=40)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    plan_by = models.DateField(null=True)
    report_due_on = models.DateField(null=True)
    warn_on = models.DateField(null=True)
    paused_since = models.DateField(null=True)
    paused_days = models.IntegerField(default=0)
    met_on = models.DateField(null=True)
    met_at = models.DateTimeField(null=True)
    met_event = models.BigIntegerField(null=True)
    ended_on = models.DateField(null=True)
    ended_event = models.BigIntegerField(null=True)
    superseded_on = models.DateField(null=True)
    superseded_event = models.BigIntegerField(null=True)
    waived_on = models.DateField(null=True)
    waived_until = models.DateField(null=True)
    waived_by = models.UUIDField(null=True)
    waived_why = models.CharField(max_length=LONGEST_WHY, null=True)
    not_run = models.CharField(max_length=120, null=True)

    class Meta:
        """Read a child at a time, or the open ones by when they are due."""

        indexes = (
            models.Index(fields=("person", "due_on"), name="duty_person"),
            models.Index(
                fields=("due_on", "person"),
                condition=Q(met_on=None, ended_on=None, superseded_on=None),
                name="duty_open",
            ),
            models.Index(
                fields=("thread", "due_on"),
                condition=Q(met_on=None, superseded_on=None, waived_on=None),
                name="duty_of_thread",
            ),
            models.Index(closes(), "due_on", condition=Q(not_run=None), name="duty_closes"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(not_run__isnull=False),
                name="duty_due_or_not_run",
            ),
            models.CheckConstraint(
                condition=Q(met_on=None) | Q(ended_on=None), name="duty_met_or_ended"
            ),
            models.CheckConstraint(
                condition=Q(waived_on=None) | Q(waived_by__isnull=False, waived_why__isnull=False),
                name="duty_waived_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.clock} due {self.due_on}"


class FullRefresh(models.Model):
    """A refresh of everybody: what it found, and what differed from the duties kept up one by one.

    A difference is a defect, unless the rules themselves changed since the last full refresh.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=now)
    rules = models.CharField(max_length=64)
    duties = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    rules_changed = models.BooleanField()

    class Meta:
        """Newest first."""

        ordering = (F("at").desc(),)

    def __str__(self) -> str:
        return f"{self.duties} duties on {self.at}"
