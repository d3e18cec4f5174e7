"""Times a child was missing, away, or deprived of liberty."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import (
    ends_after_start,
    never_overlap,
    not_both,
    one_of,
    one_open,
)
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
    interview_offered_on = models.DateField(null=True, db_comment="The return interview")
    interview_held_on = models.DateField(null=True)
    interview_declined_on = models.DateField(null=True)

    class Meta:
        """Not yet returned once at a time; an interview follows the return, held or declined."""

        indexes = (
            models.Index(fields=("person", "started_on"), name="missing_person"),
            models.Index(
                fields=("id",),
                condition=Q(interview_offered_on__isnull=False)
                | Q(interview_held_on__isnull=False)
                | Q(interview_declined_on__isnull=False),
                name="missing_interview_first",
            ),
        )
        constraints = (
            ends_after_start("missing_returns_after_start", end="returned_on"),
            one_of("missing_kind_known", "kind", MissingKind.values),
            one_open("missing_one_open", "person", end="returned_on"),
            not_both("missing_interview_one_outcome", "interview_held_on", "interview_declined_on"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"interview_{what}_on__isnull": True})
                    | Q(
                        returned_on__isnull=False,
                        **{f"interview_{what}_on__gte": models.F("returned_on")},
                    ),
                    name=f"missing_interview_{what}_after_return",
                )
                for what in ("offered", "held", "declined")
            ),
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
