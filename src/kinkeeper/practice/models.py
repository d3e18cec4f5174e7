"""Definitions as published, forms being written, what was signed, and every step of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import lived
from kinkeeper.practice.states import Step

LONGEST_REASON = 1000


class FormVersion(models.Model):
    """A version of a form as it was published: from then on it stays as it is."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True)
    text = models.TextField(db_comment="The definition in TOML, as it was published")
    published_at = models.DateTimeField(default=lived, editable=False)
    published_by = models.UUIDField(null=True, db_comment="Null: it comes with Kinkeeper")

    class Meta:
        """Each version once."""

        constraints = (
            models.UniqueConstraint(fields=("form", "version"), name="form_version_once"),
        )


class Paper(models.Model):
    """One form of one child: the draft, whatever was signed of it, and every step."""

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0, db_comment="Goes up when an answer changes")
    earlier = models.ForeignKey(
        "Submission",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_comment="Whose answers are offered, to be confirmed or changed",
    )

    class Meta:
        """Asked for by child."""

        indexes = (models.Index(fields=("person",), name="paper_person"),)


class Answer(models.Model):
    """What is answered in a draft now."""

    reached_by: ClassVar[str] = "paper__person_id"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, db_index=False, related_name="answers"
    )
    question = models.SlugField(max_length=40, db_index=False)
    value = models.JSONField(null=True)
    confirms = models.BooleanField(
        default=False, db_comment="It says that the earlier form's answer still holds"
    )
    said_by = models.UUIDField()
    said_at = models.DateTimeField(default=lived)

    class Meta:
        """One to a question."""

        constraints = (models.UniqueConstraint(fields=("paper", "question"), name="answer_once"),)


class Aside(models.Model):
    """An answer that could not be joined with another person's: kept until somebody chooses."""

    reached_by: ClassVar[str] = "paper__person_id"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, db_index=False, related_name="asides"
    )
    question = models.SlugField(max_length=40, db_index=False)
    value = models.JSONField(null=True)
    said_by = models.UUIDField()
    said_at = models.DateTimeField(default=lived)
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One that waits, to a question and a person; settled ones stay."""

        constraints = (
            models.UniqueConstraint(
                fields=("paper", "question", "said_by"),
                condition=Q(settled_at__isnull=True),
                name="aside_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="aside_settled_by_somebody",
            ),
        )


class Place(models.Model):
    """Where somebody left off in a draft."""

    reached_by: ClassVar[str] = "paper__person_id"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, db_index=False, related_name="places"
    )
    user = models.UUIDField()
    section = models.SlugField(max_length=40, db_index=False)
    question = models.SlugField(max_length=40, blank=True, default="", db_index=False)
    at = models.DateTimeField(default=lived)

    class Meta:
        """One to a person."""

        constraints = (models.UniqueConstraint(fields=("paper", "user"), name="place_once"),)


class Submission(models.Model):
    """The answers as somebody signed them."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[str] = "paper__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, db_index=False, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField(db_comment="The first time it was signed is 1")
    answers = models.JSONField()
    confirmed = models.JSONField(
        default=list, db_comment="Questions whose earlier answer was confirmed"
    )
    signed_by = models.UUIDField()
    signed_at = models.DateTimeField(default=lived, editable=False)

    class Meta:
        """Counted within its form; `signed_by` is part of a key, so that a step cannot name another."""

        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="submission_once"),
            models.UniqueConstraint(fields=("id", "signed_by"), name="submission_author"),
        )


class PaperStep(models.Model):
    """One step of a form. The last of them says how it stands; none is ever rewritten."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[str] = "paper__person_id"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, db_index=False, related_name="steps")
    step = models.CharField(max_length=10, choices=[(one.value, one.words) for one in Step])
    at = models.DateTimeField(default=lived, editable=False)
    by = models.UUIDField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True, default="")
    submission = models.ForeignKey(
        Submission, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author = models.UUIDField(null=True, db_comment="Who signed what is decided on")

    class Meta:
        """Who decides is not who signed, and what is sent back says why."""

        indexes = (models.Index(fields=("paper", "id"), name="paper_step_paper"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(step__in=("approved", "returned")) | ~Q(by=F("author")),
                name="paper_step_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(step__in=("begun", "discarded"), submission=None, author=None)
                | Q(
                    step__in=("sent", "recorded", "approved", "returned"),
                    submission__isnull=False,
                    author__isnull=False,
                ),
                name="paper_step_of_what_was_signed",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=("returned", "discarded")) | ~Q(reason=""),
                name="paper_step_says_why",
            ),
            models.UniqueConstraint(
                fields=("submission",),
                condition=Q(step__in=("approved", "returned")),
                name="paper_step_decided_once",
            ),
        )
