"""Levels of need as they were set, and the samples that a second person rates unseen."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.earlyhelp.kinds import LEVELS, Point
from kinkeeper.law.levels import Level


class LevelSet(Record):
    """A level of need set at a point, by a threshold document, for a reason."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "point", "on", "source_id")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    point = models.CharField(max_length=10, choices=Point)
    on = models.DateField()
    level = models.CharField(max_length=24, choices=LEVELS)
    threshold = models.CharField(max_length=40, db_comment="The document it is of, as law.levels")
    reason = models.TextField()
    known = models.TextField(db_comment="What was known, naming nobody: all a second rater sees")
    source_id = models.UUIDField(
        null=True, db_comment="The early help, handover or contact that it was set for"
    )

    class Meta:
        """One of the four, with its document, its reason and what was known."""

        indexes = (
            models.Index(fields=("person", "on"), name="level_set_person"),
            models.Index(fields=("on",), name="level_set_on"),
        )
        constraints = (
            one_of("level_set_level_known", "level", list(Level)),
            one_of("level_set_point_known", "point", Point.values),
            models.CheckConstraint(
                condition=~Q(threshold="") & ~Q(reason="") & ~Q(known=""), name="level_set_says_why"
            ),
        )


class LevelSample(Record):
    """A level that a second person is to rate, without seeing the first."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("level_set_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "level_set__person_id"

    level_set = models.OneToOneField(LevelSet, on_delete=models.PROTECT, related_name="sample")
    drawn_on = models.DateField()


class SecondRating(Record):
    """The level a second person set, from what was known alone."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("sample_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "sample__level_set__person_id"

    sample = models.OneToOneField(LevelSample, on_delete=models.PROTECT, related_name="second")
    level = models.CharField(max_length=24, choices=LEVELS)
    on = models.DateField()
    reason = models.TextField()
    first_by = models.UUIDField(null=True, db_comment="Who set the first level")

    class Meta:
        """Never by who set the first."""

        constraints = (
            one_of("second_rating_level_known", "level", list(Level)),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False)
                & (Q(first_by__isnull=True) | ~Q(recorded_by=F("first_by"))),
                name="second_rating_by_another",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="second_rating_says_why"),
        )
