"""Looks at records that a rule found unusual, and what came of asking."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.unusual import RUN
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class UnusualLooks(models.Model):
    """One user's looks on one day that one rule found; the day is the real one, in London."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    on = models.DateField()
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=20)
    people = ArrayField(models.UUIDField())
    looks = models.PositiveIntegerField()
    found_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("on", "user", "rule"), name="unusual_looks_once"),
            one_of("unusual_looks_rule", "rule", RUN),
        )


class LooksOutcome(models.TextChoices):
    """What came of asking."""

    EXPLAINED = "explained", "Explained: the look was for work"
    FOLLOWED_UP = "followed_up", "To be followed up with the manager"
    BREACH = "breach", "A breach of confidence"


class LooksAnswer(models.Model):
    """Who asked about unusual looks, and what came of it; nobody answers for themselves."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    asked_about = models.ForeignKey(UnusualLooks, on_delete=models.PROTECT, related_name="answers")
    looked = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=LooksOutcome.choices)
    why = models.CharField(max_length=500)
    answered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("answered_at",)
        constraints = (
            one_of("looks_answer_outcome", "outcome", LooksOutcome.values),
            models.CheckConstraint(
                condition=~Q(answered_by=F("looked")), name="looks_answered_by_another"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="looks_answer_says_why"),
        )
