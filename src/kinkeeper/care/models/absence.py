"""Times a child was missing, away, or deprived of liberty."""

from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import ends_after_start, never_overlap, one_of, one_open
from kinkeeper.access.record import Record
from kinkeeper.care.kinds import MissingKind


class MissingEpisode(Record):
    """A time missing or away from placement."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on", "kind")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=1, choices=MissingKind, db_comment="SSDA903 Missing.MISSING")
    started_on = models.DateField(db_comment="SSDA903 Missing.MIS_START")
    returned_on = models.DateField(null=True, db_comment="SSDA903 Missing.MIS_END")

    class Meta:
        """Not yet returned once at a time."""

        indexes = (models.Index(fields=("person", "started_on"), name="missing_person"),)
        constraints = (
            ends_after_start("missing_returns_after_start", end="returned_on"),
            one_of("missing_kind_known", "kind", MissingKind.values),
            one_open("missing_one_open", "person", end="returned_on"),
        )


class DeprivationOfLiberty(Record):
    """A time for which a court authorised that a child be deprived of liberty."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    started_on = models.DateField(db_comment="SSDA903 DoLo.DOLO_START")
    ended_on = models.DateField(null=True, db_comment="SSDA903 DoLo.DOLO_END")

    class Meta:
        """One authorisation at a time."""

        constraints = (
            ends_after_start("deprivation_ends_after_start"),
            never_overlap("deprivation_one_at_a_time", "person"),
        )
