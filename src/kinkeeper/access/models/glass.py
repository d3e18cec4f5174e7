"""Records opened in an emergency without a relationship, who was told, and what came of asking."""

from datetime import timedelta
from typing import ClassVar, Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import ExpressionWrapper, F, Func, Q, Value

from kinkeeper.access.constraints import one_of
from kinkeeper.access.reasons import (
    LONGEST_WHY,
    SHORTEST_WHY,
    GlassOutcome,
    GlassReason,
    ToldAs,
)
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now, today

OPEN_FOR: Final = timedelta(minutes=60)
SAYS_WHY: Final = rf"\S[\s\S]{{{SHORTEST_WHY - 2},}}\S"


class BreakGlass(models.Model):
    """One record opened to one user by the clock, to be reviewed by somebody else by a day."""

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_id = models.UUIDField(db_index=True)
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=GlassReason.choices)
    why = models.CharField(max_length=LONGEST_WHY)
    opened_at = models.DateTimeField(default=now, editable=False)
    ends_at = models.DateTimeField(editable=False)
    opened_on = models.DateField(default=today, editable=False)
    review_by_on = models.DateField(editable=False)

    class Meta:
        ordering = ("-opened_at",)
        constraints = (
            one_of("break_glass_reason", "reason", GlassReason.values),
            models.CheckConstraint(condition=Q(why__regex=SAYS_WHY), name="break_glass_says_why"),
            models.CheckConstraint(
                condition=Q(
                    ends_at=ExpressionWrapper(
                        F("opened_at") + Value(OPEN_FOR), output_field=models.DateTimeField()
                    )
                ),
                name="break_glass_by_the_clock",
            ),
            models.CheckConstraint(
                condition=Q(review_by_on__gte=F("opened_on")), name="break_glass_reviewed_after"
            ),
            models.UniqueConstraint(fields=("id", "user"), name="break_glass_of_user"),
            ExclusionConstraint(
                name="break_glass_once_at_a_time",
                expressions=[
                    ("person_id", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (
                        Func(
                            F("opened_at"),
                            F("ends_at"),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )


class BreakGlassAlert(models.Model):
    """Somebody who was told of it in the moment it was done."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    glass = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="alerts")
    to = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    told_as = models.CharField(max_length=10, choices=ToldAs.choices)
    told_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = (
            one_of("break_glass_alert_told_as", "told_as", ToldAs.values),
            models.UniqueConstraint(
                fields=("glass", "to", "told_as"), name="break_glass_told_once"
            ),
        )


class BreakGlassReview(models.Model):
    """What came of asking, by somebody else; it closes the task.

    `opened_by` is who opened the record: a foreign key of both columns keeps it true.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    glass = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="review")
    opened_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=GlassOutcome.choices)
    why = models.CharField(max_length=LONGEST_WHY)
    reviewed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=now, editable=False)
    reviewed_on = models.DateField(default=today, editable=False)

    class Meta:
        constraints = (
            one_of("break_glass_review_outcome", "outcome", GlassOutcome.values),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("opened_by")), name="break_glass_reviewed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(why__regex=r"\S"), name="break_glass_review_says_why"
            ),
        )
