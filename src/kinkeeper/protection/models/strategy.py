"""Suspicion of significant harm, and what the agencies' discussion of it came to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import StrategyDecision, TakesPart
from kinkeeper.protection.models.harm import StrategyDiscussion

ENQUIRES = (StrategyDecision.SINGLE, StrategyDecision.JOINT)


class HarmSuspicion(Record):
    """The decision that there is reasonable cause to suspect significant harm."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    on = models.DateField()
    cause = models.TextField()
    backdated_why = models.TextField(
        blank=True, default="", db_comment="Why the day is before the referral that it rests on"
    )

    class Meta:
        """There is a cause."""

        indexes = (models.Index(fields=("person", "on"), name="harm_suspicion_person"),)
        constraints = (models.CheckConstraint(condition=~Q(cause=""), name="harm_suspicion_cause"),)


class StrategyRecord(Record):
    """What a strategy discussion shared and decided; read by those granted that section alone."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("discussion_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "discussion__person_id"

    discussion = models.OneToOneField(
        StrategyDiscussion, on_delete=models.PROTECT, related_name="told"
    )
    suspicion = models.OneToOneField(
        HarmSuspicion, on_delete=models.PROTECT, null=True, related_name="answer"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    held_on = models.DateField()
    decision = models.CharField(max_length=12, choices=StrategyDecision)
    reason = models.TextField(blank=True, default="")
    shared = models.TextField(db_comment="What each agency told")
    safety = models.TextField(db_comment="What keeps the child safe at once")
    plan = models.TextField(blank=True, default="", db_comment="Visit, medical, interview")
    seen_by = models.CharField(max_length=200, blank=True, default="")
    see_by_on = models.DateField(null=True)

    class Meta:
        """Decided as listed; where an enquiry begins, somebody sees the child by a day."""

        constraints = (
            one_of("strategy_decision_known", "decision", StrategyDecision.values),
            models.CheckConstraint(
                condition=~Q(shared="") & ~Q(safety=""), name="strategy_shared_and_safe"
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=ENQUIRES) | ~Q(seen_by="") & Q(see_by_on__isnull=False),
                name="strategy_enquiry_sees_the_child",
            ),
        )


class StrategyAttendance(Record):
    """One who was invited to a strategy discussion, and whether they took part."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("record_of_id", "agency", "name")
    reached_by: ClassVar[str | tuple[str, ...]] = "record_of__discussion__person_id"

    record_of = models.ForeignKey(
        StrategyRecord, on_delete=models.PROTECT, db_index=False, related_name="attendances"
    )
    agency = models.CharField(max_length=16, choices=TakesPart)
    name = models.CharField(max_length=200, blank=True, default="")
    came = models.BooleanField()

    class Meta:
        """Who came is named."""

        indexes = (models.Index(fields=("record_of", "agency"), name="strategy_attendance_record"),)
        constraints = (
            one_of("strategy_attendance_agency_known", "agency", TakesPart.values),
            models.CheckConstraint(
                condition=Q(came=False) | ~Q(name=""), name="strategy_attendance_named"
            ),
        )
