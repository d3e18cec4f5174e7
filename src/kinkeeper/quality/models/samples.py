"""Dip samples: cases drawn by a seeded rule, each answered with one short question."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import ends_after_start, one_of
from kinkeeper.access.record import Record
from kinkeeper.quality.kinds import Population


class DipSample(Record):
    """A draw: from which population, of what time, by which seed, for whom to answer."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("population", "drawn_on", "seed")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    population = models.CharField(max_length=20, choices=Population)
    since = models.DateField()
    until = models.DateField()
    question = models.CharField(max_length=200, db_comment="Answered yes or no")
    seed = models.PositiveIntegerField()
    of = models.PositiveIntegerField(db_comment="How many there were to draw from")
    wanted = models.PositiveSmallIntegerField()
    drawn_on = models.DateField()
    answerer = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """It asks something, of one population."""

        constraints = (
            one_of("dip_sample_population_known", "population", Population.values),
            ends_after_start("dip_sample_until_after_since", "since", "until"),
            models.CheckConstraint(condition=~Q(question=""), name="dip_sample_asks"),
            models.CheckConstraint(condition=Q(wanted__gt=0), name="dip_sample_wants_some"),
        )


class SampleCase(Record):
    """One case that was drawn."""

    same_when: ClassVar[tuple[str, ...]] = ("sample_id", "of_id")

    sample = models.ForeignKey(DipSample, on_delete=models.PROTECT, related_name="cases")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    of_id = models.UUIDField(db_comment="The case or the contact that was drawn")
    of_on = models.DateField(db_comment="The day it closed, or came")

    class Meta:
        """Drawn once."""

        constraints = (
            models.UniqueConstraint(fields=("sample", "of_id"), name="sample_case_once"),
        )


class SampleAnswer(Record):
    """The answer of one case."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("case_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "case__person_id"

    case = models.OneToOneField(SampleCase, on_delete=models.PROTECT, related_name="answer")
    answerer_then = models.UUIDField(db_comment="Who was asked")
    yes = models.BooleanField()
    words = models.CharField(max_length=500, blank=True, default="")
    on = models.DateField()

    class Meta:
        """By who was asked; a no says why."""

        constraints = (
            models.CheckConstraint(
                condition=Q(recorded_by=F("answerer_then")), name="sample_answered_by_asked"
            ),
            models.CheckConstraint(condition=Q(yes=True) | ~Q(words=""), name="sample_no_says_why"),
        )
