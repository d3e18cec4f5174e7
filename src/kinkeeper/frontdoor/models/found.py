"""A match of a child told of that was undone, and one told of who is no child to be found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.frontdoor.kinds import NotAChild
from kinkeeper.frontdoor.models.contacts import ChildMatch, ChildTold
from kinkeeper.kernel.ids import uuid7


class ChildUnmatch(models.Model):
    """A child told of is not who they were said to be: who found it, when and why."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ("match__contact__person_id",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    match = models.OneToOneField(ChildMatch, on_delete=models.PROTECT, related_name="undone")
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        """It says why."""

        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="child_unmatch_says_why"),
        )


class ChildClosed(models.Model):
    """Somebody told of who is not looked for: it was not about a child, or they are named apart."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.OneToOneField(ChildTold, on_delete=models.PROTECT, related_name="closed")
    kind = models.CharField(max_length=16, choices=NotAChild)
    reason = models.TextField()
    by = models.UUIDField()
    by_role = models.CharField(max_length=40, null=True)
    at = models.DateTimeField()

    class Meta:
        """It says what it was instead, and why."""

        constraints = (
            one_of("child_closed_kind_known", "kind", NotAChild.values),
            models.CheckConstraint(condition=~Q(reason=""), name="child_closed_says_why"),
        )
