"""What was made to leave the service: for whom, by whom, checked by whom; never changed."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value

from kinkeeper.access.constraints import both_or_neither, one_of
from kinkeeper.access.reasons import LONGEST_ALLOWED, CheckOutcome, Recipient
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import lived, now, today

LONGEST_NAME, LONGEST_WHY = 200, 500


class OutputException(models.Model):
    """Somebody allowed, by name and for a time, that a protected address is told to one recipient."""

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_id = models.UUIDField(db_index=True)
    recipient = models.CharField(max_length=10, choices=Recipient.choices)
    recipient_name = models.CharField(max_length=LONGEST_NAME)
    why = models.CharField(max_length=LONGEST_WHY)
    allowed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    allowed_on = models.DateField(default=today)
    until_on = models.DateField()
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = (
            one_of("output_exception_recipient", "recipient", Recipient.values),
            models.CheckConstraint(condition=Q(why__regex=r"\S"), name="output_exception_why"),
            models.CheckConstraint(
                condition=Q(recipient_name__regex=r"\S"), name="output_exception_names_one"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("allowed_on"))
                & Q(
                    until_on__lte=ExpressionWrapper(
                        F("allowed_on") + Value(timedelta(days=LONGEST_ALLOWED)),
                        output_field=models.DateTimeField(),
                    )
                ),
                name="output_exception_for_a_time",
            ),
            models.UniqueConstraint(fields=("id", "allowed_by"), name="output_exception_of_user"),
        )


class Output(models.Model):
    """One document as it was made: what it says is kept, so that what was checked is what is sent.

    `allowed_by` is who made the exception: a foreign key of both columns keeps it true.
    """

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_id = models.UUIDField(db_index=True)
    what = models.CharField(max_length=40)
    recipient = models.CharField(max_length=10, choices=Recipient.choices)
    recipient_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    purpose = models.CharField(max_length=LONGEST_WHY)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    exception = models.ForeignKey(
        OutputException, on_delete=models.PROTECT, null=True, related_name="+"
    )
    allowed_by = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=lived, editable=False)
    made_on = models.DateField(default=today)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            one_of("output_recipient", "recipient", Recipient.values),
            models.CheckConstraint(condition=Q(purpose__regex=r"\S"), name="output_purpose"),
            models.CheckConstraint(
                condition=Q(recipient=Recipient.OWN_FILE) | Q(recipient_name__regex=r"\S"),
                name="output_names_its_recipient",
            ),
            both_or_neither("output_exception_with_by", "exception", "allowed_by"),
            models.CheckConstraint(
                condition=Q(allowed_by__isnull=True) | ~Q(allowed_by=F("made_by")),
                name="output_allowed_by_another",
            ),
            models.UniqueConstraint(fields=("id", "made_by"), name="output_of_maker"),
        )


class OutputCheck(models.Model):
    """A second person's look at an output before it goes out; `made_by` is who made it."""

    reached_by: ClassVar[str] = "output__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    output = models.OneToOneField(Output, on_delete=models.PROTECT, related_name="check_made")
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=CheckOutcome.choices)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    checked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=lived, editable=False)

    class Meta:
        constraints = (
            one_of("output_check_outcome", "outcome", CheckOutcome.values),
            models.CheckConstraint(
                condition=~Q(checked_by=F("made_by")), name="output_checked_by_another"
            ),
            models.CheckConstraint(
                condition=Q(outcome=CheckOutcome.PASSED) | Q(why__regex=r"\S"),
                name="output_sent_back_with_why",
            ),
        )
