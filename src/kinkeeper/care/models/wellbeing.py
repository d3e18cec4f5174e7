"""Health checks and wellbeing of children looked after."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import holds_codes, not_both, one_of, some_date
from kinkeeper.access.record import Record
from kinkeeper.care.kinds import HealthCheckKind, WellbeingKind


class HealthCheck(Record):
    """A health check: held on a day, or done or not in a year."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "held_on", "year_ended")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(
        max_length=20,
        choices=HealthCheckKind,
        db_comment="SSDA903 OC2: HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT",
    )
    held_on = models.DateField(null=True, db_comment="Null where only the year was returned")
    year_ended = models.PositiveSmallIntegerField(
        null=True, db_comment="2026: the year to 31 March 2026, which the return was about"
    )
    done = models.BooleanField(db_comment="SSDA903 OC2: 1 done, 0 not done")

    class Meta:
        """A check not done has no day."""

        indexes = (models.Index(fields=("person", "year_ended"), name="health_check_person"),)
        constraints = (
            one_of("health_check_kind_known", "kind", HealthCheckKind.values),
            some_date("health_check_some_date", ("held_on", "year_ended")),
            models.CheckConstraint(
                condition=Q(done=True) | Q(held_on__isnull=True),
                name="health_check_not_done_has_no_day",
            ),
        )


class WellbeingRecord(Record):
    """A score, an offence or substance misuse: on a day, or in a year."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "on_date", "year_ended")
    code_sets: ClassVar[Mapping[str, str]] = {"no_score_reason": "ssda903.SDQ_REASON"}

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=WellbeingKind)
    on_date = models.DateField(null=True, db_comment="Null where only the year was returned")
    year_ended = models.PositiveSmallIntegerField(
        null=True, db_comment="2026: the year to 31 March 2026, which the return was about"
    )
    score = models.PositiveSmallIntegerField(null=True, db_comment="SSDA903 OC2.SDQ_SCORE")
    no_score_reason = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 OC2.SDQ_REASON"
    )
    convicted = models.BooleanField(null=True, db_comment="SSDA903 OC2.CONVICTED")
    substance_misuse = models.BooleanField(null=True, db_comment="SSDA903 OC2.SUBSTANCE_MISUSE")
    intervention_received = models.BooleanField(
        null=True, db_comment="SSDA903 OC2.INTERVENTION_RECEIVED"
    )
    intervention_offered = models.BooleanField(
        null=True, db_comment="SSDA903 OC2.INTERVENTION_OFFERED"
    )

    class Meta:
        """A record holds the facts of its own kind and no other."""

        indexes = (models.Index(fields=("person", "year_ended"), name="wellbeing_person"),)
        constraints = (
            one_of("wellbeing_kind_known", "kind", WellbeingKind.values),
            some_date("wellbeing_some_date", ("on_date", "year_ended")),
            models.CheckConstraint(condition=Q(score__range=(0, 40)), name="wellbeing_score_range"),
            not_both("wellbeing_score_or_reason", "score", "no_score_reason"),
            *holds_codes("wellbeing", "no_score_reason"),
            models.CheckConstraint(
                condition=Q(kind=WellbeingKind.STRENGTHS_AND_DIFFICULTIES)
                | Q(score__isnull=True, no_score_reason__isnull=True),
                name="wellbeing_score_facts",
            ),
            models.CheckConstraint(
                condition=Q(kind=WellbeingKind.OFFENCE) | Q(convicted__isnull=True),
                name="wellbeing_offence_facts",
            ),
            models.CheckConstraint(
                condition=Q(kind=WellbeingKind.SUBSTANCE)
                | Q(
                    substance_misuse__isnull=True,
                    intervention_received__isnull=True,
                    intervention_offered__isnull=True,
                ),
                name="wellbeing_substance_facts",
            ),
        )
