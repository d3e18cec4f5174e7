"""How partners come in: codes for people, tokens for programs, and how often was tried."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class SignInCode(models.Model):
    """A code that was asked for, kept as a keyed hash alone; removed when its day is over.

    A row is made for whatever address was typed: without a user it opens nothing, and nothing
    that is answered tells one kind from the other.
    """

    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now, editable=False)
    hash = models.CharField(max_length=64, blank=True, default="")
    good_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(hash=""), name="sign_in_code_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(hash="") | Q(good_until__isnull=False), name="sign_in_code_runs_out"
            ),
        )


class Attempt(models.Model):
    """One try from outside, by a keyed hash of whence: counted for an hour, then removed."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    of = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        indexes = (models.Index(fields=("of", "key", "at"), name="attempt_recent"),)


class ApiToken(models.Model):
    """What a program of an agency shows to be let in, kept as a hash alone."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
