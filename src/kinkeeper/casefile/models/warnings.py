"""Warnings: what somebody who visits has to know first, until a day on which it is looked at again."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, ExpressionWrapper, F, Q, Value

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.casefile.kinds import WarningKind
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now

LONGEST_WARNING = 500


def _within_a_year(name: str, start: str) -> CheckConstraint:
    """Looked at again after it starts, and within twelve months."""
    latest = ExpressionWrapper(
        F(start) + Value(timedelta(days=366)), output_field=models.DateTimeField()
    )
    return CheckConstraint(
        condition=Q(review_on__gt=F(start)) & Q(review_on__lte=latest), name=name
    )


class WarningNote(Record):
    """A danger, or something to be careful of."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=WarningKind)
    text = models.CharField(max_length=LONGEST_WARNING)
    started_on = models.DateField()
    review_on = models.DateField()

    class Meta:
        constraints = (
            one_of("warning_kind_known", "kind", WarningKind.values),
            models.CheckConstraint(condition=~Q(text=""), name="warning_says_what"),
            _within_a_year("warning_reviewed_within_a_year", "started_on"),
        )


class WarningReview(models.Model):
    """That a warning was looked at again and still holds, and until when."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[str] = "warning__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    warning = models.ForeignKey(WarningNote, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    review_on = models.DateField()
    why = models.CharField(max_length=LONGEST_WARNING)
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("on", "at")
        constraints = (
            models.CheckConstraint(condition=~Q(why=""), name="warning_review_says_why"),
            _within_a_year("warning_review_within_a_year", "on"),
        )


class WarningEnd(models.Model):
    """That a warning holds no longer, and why."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[str] = "warning__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    warning = models.OneToOneField(WarningNote, on_delete=models.PROTECT, related_name="end")
    on = models.DateField()
    why = models.CharField(max_length=LONGEST_WARNING)
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(why=""), name="warning_end_says_why"),)
