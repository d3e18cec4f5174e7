"""Practice standards, version by version, with who works by each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.record import Record


class PracticeStandard(Record):
    """One version of the standards that work is done by and audited against."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("number",)
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    number = models.PositiveSmallIntegerField(unique=True, db_comment="The first is 1")
    published_on = models.DateField()
    text = models.TextField()
    changed = models.CharField(max_length=500, db_comment="What is new in it")

    class Meta:
        """It says something, and what is new."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(changed=""), name="practice_standard_says"
            ),
        )


class StandardAcknowledgement(Record):
    """That somebody has read a version and works by it."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("standard_id", "user_id")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    standard = models.ForeignKey(
        PracticeStandard, on_delete=models.PROTECT, related_name="acknowledged"
    )
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        """Once, by each."""

        constraints = (
            models.UniqueConstraint(
                fields=("standard", "user"), name="standard_acknowledged_once_by_each"
            ),
        )
