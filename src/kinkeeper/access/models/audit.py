"""The audit: one row for each write and each read, chained by hash."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class AuditEntry(models.Model):
    """What was done or seen, by whom. It points at nothing, so that nothing can pull it down.

    `id` counts without gaps; the triggers of the first migration refuse any change.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor = models.CharField(max_length=150)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    person_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("person_id", "-id"), name="audit_by_person"),
            models.Index(fields=("actor_id", "-id"), name="audit_by_actor"),
            BrinIndex(fields=("at",), name="audit_by_moment"),
        )
