"""Figures as last worked out, and the rows behind each: never typed, and replaced as a whole."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class Scope(models.TextChoices):
    """Whose figure it is."""

    AUTHORITY = "authority", "The whole authority"
    TEAM = "team", "A team with the teams below it"
    UNPLACED = "unplaced", "Children who have had no team"


class MeasureRun(models.Model):
    """When the figures were worked out, and as at which day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=now)
    as_at = models.DateField()
    values = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    milliseconds = models.PositiveIntegerField()

    class Meta:
        """Newest first."""

        ordering = (F("at").desc(),)

    def __str__(self) -> str:
        return f"{self.values} figures as at {self.as_at}"


class MeasureValue(models.Model):
    """One indicator for one month, of the authority or of a team; what was not run says why.

    A count has its number in `numerator` and in `denominator`. A spread has how many are carried,
    by how many, and the five numbers of what one carries.
    """

    reached_by: ClassVar[str | tuple[str, ...]] = ()

    indicator = models.CharField(max_length=12)
    month = models.DateField(db_comment="Its first day")
    as_at = models.DateField(db_comment="The month's last day, or the day of the run")
    scope = models.CharField(max_length=9, choices=Scope)
    team = models.ForeignKey(
        "access.Team", on_delete=models.CASCADE, null=True, db_index=False, related_name="+"
    )
    numerator = models.IntegerField(null=True)
    denominator = models.IntegerField(null=True)
    low = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    middle = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    high = models.FloatField(null=True)
    not_run = models.CharField(max_length=200, null=True)

    class Meta:
        """A value or a reason, and a team exactly where it is a team's."""

        indexes = (models.Index(fields=("team", "indicator", "month"), name="measure_value_of"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(denominator__isnull=False, not_run__isnull=True)
                | Q(denominator__isnull=True, not_run__isnull=False),
                name="measure_value_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.TEAM, team__isnull=False)
                | (~Q(scope=Scope.TEAM) & Q(team__isnull=True)),
                name="measure_value_team_of_a_team",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} in {self.month:%B %Y}"


class MeasureRow(models.Model):
    """One row behind a figure: whose, when, and whether it counts."""

    reached_by: ClassVar[str] = "person_id"

    indicator = models.CharField(max_length=12)
    month = models.DateField()
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    happened_on = models.DateField(null=True)
    counts = models.BooleanField()
    team = models.ForeignKey(
        "access.Team", on_delete=models.CASCADE, null=True, db_index=False, related_name="+"
    )

    class Meta:
        """Read a figure at a time."""

        indexes = (
            models.Index(fields=("indicator", "month", "team"), name="measure_row_of"),
            models.Index(fields=("person",), name="measure_row_person"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} in {self.month:%B %Y}"
