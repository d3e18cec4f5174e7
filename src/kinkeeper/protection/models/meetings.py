"""The meetings of a plan: of a child in need, and the core group of a child protection plan."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import MeetingDecision, MeetingKind, TakesPart
from kinkeeper.protection.models.plans import Plan


class PlanMeeting(Record):
    """A meeting about a plan: the progress, and whether to go on, step down or step up."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("plan_id", "kind", "on")
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, db_index=False, related_name="meetings"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=MeetingKind)
    on = models.DateField()
    progress = models.TextField()
    childs_view = models.TextField(db_comment="What the child said, or why they were not asked")
    decision = models.CharField(max_length=10, choices=MeetingDecision)
    next_on = models.DateField(null=True)

    class Meta:
        """Decided as listed; a plan that goes on has its next meeting."""

        indexes = (models.Index(fields=("plan", "kind", "on"), name="plan_meeting_plan"),)
        constraints = (
            one_of("plan_meeting_kind_known", "kind", MeetingKind.values),
            one_of("plan_meeting_decision_known", "decision", MeetingDecision.values),
            models.CheckConstraint(
                condition=~Q(progress="") & ~Q(childs_view=""), name="plan_meeting_told"
            ),
            models.CheckConstraint(
                condition=~Q(decision=MeetingDecision.GO_ON)
                | Q(next_on__isnull=False, next_on__gt=F("on")),
                name="plan_meeting_goes_on",
            ),
        )


class PlanMeetingAttendance(Record):
    """One who came to a meeting of a plan; family members are of no agency."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("meeting_id", "name")
    reached_by: ClassVar[str | tuple[str, ...]] = "meeting__plan__person_id"

    meeting = models.ForeignKey(
        PlanMeeting, on_delete=models.PROTECT, db_index=False, related_name="attendances"
    )
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=16, choices=TakesPart, null=True)

    class Meta:
        """By name, once."""

        constraints = (
            models.UniqueConstraint(fields=("meeting", "name"), name="plan_meeting_came_once"),
            one_of("plan_meeting_agency_known", "agency", TakesPart.values),
            models.CheckConstraint(condition=~Q(name=""), name="plan_meeting_named"),
        )
