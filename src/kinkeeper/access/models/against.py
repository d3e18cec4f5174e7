"""What stands against seeing a person's record, whatever was granted."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value

from kinkeeper.access.constraints import one_of
from kinkeeper.access.reasons import (
    LONGEST_WITHOUT_REVIEW,
    ConflictReason,
    RestrictionReason,
    RestrictionScope,
)
from kinkeeper.access.sections import Section
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now, today

LONGEST_WHY = 500  # characters


class Restriction(models.Model):
    """A record, or a section of it, closed to everyone but the users permitted by name."""

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_id = models.UUIDField(db_index=True)
    reason = models.CharField(max_length=20, choices=RestrictionReason.choices)
    scope = models.CharField(
        max_length=7, choices=RestrictionScope.choices, default=RestrictionScope.RECORD
    )
    section = models.CharField(
        max_length=20, blank=True, default="", choices=[(s.value, s.words) for s in Section]
    )
    started_on = models.DateField(default=today)
    review_on = models.DateField()
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            one_of("restriction_reason", "reason", RestrictionReason.values),
            models.CheckConstraint(
                condition=Q(scope="record", section="")
                | Q(scope="section", section__in=[*Section]),
                name="restriction_section_with_its_scope",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("started_on"))
                & Q(
                    review_on__lte=ExpressionWrapper(
                        F("started_on") + Value(timedelta(days=LONGEST_WITHOUT_REVIEW)),
                        output_field=models.DateTimeField(),
                    )
                ),
                name="restriction_reviewed_within_90_days",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__gte=F("started_on"), lifted_by__isnull=False),
                name="restriction_lifted_on_with_by",
            ),
        )

    @property
    def due_on(self) -> date:
        """The day it is to be looked at again: its own, or that of the latest review."""
        kept = [one.review_on for one in self.reviews.all() if one.review_on is not None]
        return kept[-1] if kept else self.review_on


class RestrictionPermit(models.Model):
    """A user the restriction lets through; it opens nothing that was not already granted."""

    reached_by: ClassVar[str] = "restriction__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="permits")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    permitted_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    permitted_at = models.DateTimeField(default=now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("restriction", "user"),
                condition=Q(ended_at__isnull=True),
                name="restriction_permit_once",
            ),
        )


class Conflict(models.Model):
    """A worker who must never see a person's record, whatever role they hold."""

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    reason = models.CharField(max_length=20, choices=ConflictReason.choices)
    named_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    named_on = models.DateField(default=today)
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = (
            one_of("conflict_reason", "reason", ConflictReason.values),
            models.UniqueConstraint(fields=("person_id", "user"), name="conflict_once"),
            models.CheckConstraint(
                condition=~Q(user=F("named_by")), name="conflict_named_by_another"
            ),
        )


class RestrictionReview(models.Model):
    """A restriction looked at again: kept until another day, or lifted; and why."""

    reached_by: ClassVar[str] = "restriction__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="reviews")
    review_on = models.DateField(null=True)  # null: it was lifted
    why = models.CharField(max_length=LONGEST_WHY)
    reviewed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField(default=today)
    reviewed_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("reviewed_at",)
        constraints = (
            models.CheckConstraint(condition=Q(why__regex=r"\S"), name="restriction_review_why"),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True)
                | Q(review_on__gt=F("reviewed_on"))
                & Q(
                    review_on__lte=ExpressionWrapper(
                        F("reviewed_on") + Value(timedelta(days=LONGEST_WITHOUT_REVIEW)),
                        output_field=models.DateTimeField(),
                    )
                ),
                name="restriction_kept_90_days_at_most",
            ),
        )
