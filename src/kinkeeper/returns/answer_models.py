"""What people decide about findings: that one stands as it is and why, and who is to see to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now
from kinkeeper.returns.run_models import Collection, ReturnRun

LONGEST_REASON = 500


class Acceptance(models.Model):
    """A finding of a season that is right as it stands, and why; known by the values it was of."""

    append_only: ClassVar[bool] = True  # a merge leaves it where it is
    reached_by: ClassVar[tuple[str, ...]] = ("person_id",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    collection = models.CharField(max_length=7, choices=Collection)
    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=20)
    child = models.CharField(max_length=60, blank=True, default="")
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    values_hash = models.CharField(max_length=64)
    run = models.ForeignKey(
        ReturnRun, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="The check it was given on: one that was given less cannot end it",
    )  # fmt: skip
    reason = models.CharField(max_length=LONGEST_REASON)
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        """Asked for by season."""

        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="acceptance_says_why"),)
        indexes = (models.Index(fields=("collection", "year", "rule"), name="acceptance_season"),)


class AcceptanceEnd(models.Model):
    """That an acceptance holds no longer: somebody withdrew it, or what it was of has changed."""

    class Because(models.TextChoices):
        WITHDRAWN = "withdrawn", "Withdrawn"
        CHANGED = "changed", "The values changed"

    reached_by: ClassVar[tuple[str, ...]] = ()

    acceptance = models.OneToOneField(Acceptance, on_delete=models.PROTECT, related_name="end")
    because = models.CharField(max_length=9, choices=Because)
    reason = models.CharField(
        max_length=LONGEST_REASON, blank=True, default="", help_text="Why it was withdrawn"
    )
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)


class Assignment(models.Model):
    """That a team is to see to a rule, or to a child, for a season of a return."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    collection = models.CharField(max_length=7, choices=Collection)
    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=20, blank=True, default="")
    child = models.CharField(max_length=60, blank=True, default="")
    team = models.ForeignKey("access.Team", on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        """Of a rule or of a child, never of both or of neither."""

        constraints = (
            models.CheckConstraint(
                condition=Q(rule="") ^ Q(child=""), name="assignment_of_rule_or_child"
            ),
        )


class AssignmentEnd(models.Model):
    """That an assignment holds no longer."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="end")
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)
