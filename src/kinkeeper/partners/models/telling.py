"""What is being told from outside, until it is handed in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now
from kinkeeper.partners.kinds import DraftKind


class Draft(models.Model):
    """Answers kept page by page until they are handed in; then, or when forgotten, removed.

    It is what somebody is still writing, so it is written over; what was handed in never is.
    """

    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=DraftKind)
    user = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "partners.Agency", null=True, on_delete=models.PROTECT, related_name="+"
    )
    submission = models.UUIDField(unique=True, default=uuid7, editable=False)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=now, editable=False)
    saved_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-saved_at",)
        constraints = (
            one_of("draft_kind", "kind", DraftKind.values),
            models.CheckConstraint(
                condition=Q(kind="public", user__isnull=True, agency__isnull=True)
                | Q(kind="referral", user__isnull=False, agency__isnull=False),
                name="draft_is_somebodys_or_nobodys",
            ),
        )
