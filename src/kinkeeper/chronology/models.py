"""Events and revisions: two tables nothing is ever taken out of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kinkeeper.kernel.moment import now


class Event(models.Model):
    """Something that happened to a child.

    `kind` is a word of `law.events`; `key` and `under` are the threads it belongs to there.
    `record_id` is the record that told of it.
    `happened_on` is null when it is known to have happened and its date is not recorded.
    A correction is a new event that names the one it `corrects`; `withdrawn` says that one
    should never have been there.
    """

    reached_by: ClassVar[str] = "person_id"
    append_only: ClassVar[bool] = (
        True  # a merge leaves it where it is: readers follow `merged_into`
    )

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=48)
    record_id = models.UUIDField()
    key = models.UUIDField(null=True)
    under = models.UUIDField(null=True)
    happened_on = models.DateField(null=True)
    happened_at = models.DateTimeField(null=True)
    detail = models.CharField(max_length=40, null=True)
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.UUIDField(null=True)
    load_id = models.UUIDField(null=True)
    corrects = models.ForeignKey(  # held by a trigger: the table is kept by year
        "self",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="corrections",
    )
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """Read a person at a time; corrections are looked up by what they correct."""

        indexes = (
            models.Index(fields=("person", "happened_on"), name="event_person"),
            models.Index(
                fields=("corrects",),
                condition=models.Q(corrects__isnull=False),
                name="event_corrects",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | models.Q(corrects__isnull=False),
                name="event_withdrawal_corrects",
            ),
            models.CheckConstraint(
                condition=models.Q(happened_at__isnull=True) | models.Q(happened_on__isnull=False),
                name="event_time_needs_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.happened_on}"


class Revision(models.Model):
    """One value that changed: what it was, what it became, who changed it and when."""

    reached_by: ClassVar[str] = "person_id"

    id = models.BigAutoField(primary_key=True)
    entity = models.CharField(max_length=60)
    entity_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    field = models.CharField(max_length=60)
    old = models.TextField(null=True)
    new = models.TextField(null=True)
    at = models.DateTimeField(default=now)
    by = models.UUIDField(null=True)
    load_id = models.UUIDField(null=True)

    class Meta:
        """Read by the record that changed."""

        indexes = (models.Index(fields=("entity", "entity_id"), name="revision_entity"),)

    def __str__(self) -> str:
        return f"{self.entity} {self.field}: {self.old} to {self.new}"
