"""Two records found to be one person, and everything needed to part them again."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.record import Record
from kinkeeper.kernel.ids import uuid7


class Merge(Record):
    """`drop` was found to be `keep`. Undone when it was found not to be so after all."""

    same_when: ClassVar[tuple[str, ...]] = ("id",)
    reached_by: ClassVar[str | tuple[str, ...]] = ("keep_id", "drop_id")

    keep = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="merges_kept")
    drop = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="merges_dropped"
    )
    reason = models.TextField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.UUIDField(null=True, blank=True)
    undone_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(keep=F("drop")), name="merge_takes_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["drop"], condition=Q(undone_at__isnull=True), name="merge_dropped_once"
            ),
        ]


class MergedRow(models.Model):
    """One column of one row that a merge changed, with what it held before and after."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    merge = models.ForeignKey("people.Merge", on_delete=models.PROTECT, related_name="rows")
    model = models.TextField()
    row_id = models.TextField()
    field = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merge", "model", "row_id", "field"], name="merged_row_once"
            ),
        ]
