"""What a conference laid down for a child protection plan, who looked at it since, and how it ended."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import CheckKind, PlanEnd, TakesPart
from kinkeeper.protection.models.meetings_of_agencies import ConferenceBooking, ConferenceHeld
from kinkeeper.protection.models.plans import Plan


class PlanTerms(Record):
    """What a conference laid down for the plan: the outline, the visits, the next review."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("held_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="terms")
    held = models.OneToOneField(ConferenceHeld, on_delete=models.PROTECT, related_name="terms")
    on = models.DateField()
    lead = models.ForeignKey(
        "workforce.Worker", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    outline = models.TextField(db_comment="What has to change, and what is done")
    contingency = models.TextField(db_comment="What is done if the plan does not work")
    visit_days = models.PositiveSmallIntegerField(db_comment="Working days between visits")
    review_by = models.DateField(db_comment="The day the next review conference is held by")

    class Meta:
        """Whole, with visits in so many days and a review after it."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(outline="") & ~Q(contingency=""), name="plan_terms_whole"
            ),
            models.CheckConstraint(condition=Q(visit_days__gte=1), name="plan_terms_visits"),
            models.CheckConstraint(
                condition=Q(review_by__gt=F("on")), name="plan_terms_review_after"
            ),
        )


class CoreGroupMember(Record):
    """One whom a conference named for the core group."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("terms_id", "name")
    reached_by: ClassVar[str | tuple[str, ...]] = "terms__plan__person_id"

    terms = models.ForeignKey(
        PlanTerms, on_delete=models.PROTECT, db_index=False, related_name="core_group"
    )
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=16, choices=TakesPart, null=True)

    class Meta:
        """By name; family members are of no agency."""

        indexes = (models.Index(fields=("terms", "name"), name="core_group_terms"),)
        constraints = (
            one_of("core_group_agency_known", "agency", TakesPart.values),
            models.CheckConstraint(condition=~Q(name=""), name="core_group_named"),
        )


class PlanCheck(Record):
    """A look at a plan between conferences: the chair's midway, a head of service's at a long plan."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("plan_id", "kind", "on")
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, db_index=False, related_name="checks")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=CheckKind)
    on = models.DateField()
    words = models.TextField()

    class Meta:
        """With what was found."""

        indexes = (models.Index(fields=("plan", "kind", "on"), name="plan_check_plan"),)
        constraints = (
            one_of("plan_check_kind_known", "kind", CheckKind.values),
            models.CheckConstraint(condition=~Q(words=""), name="plan_check_told"),
        )


class PlanEnding(Record):
    """Why a child protection plan ended, by what, and whether help was offered after it."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("plan_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="ending")
    booking = models.OneToOneField(
        ConferenceBooking, on_delete=models.PROTECT, null=True, related_name="ended_plan"
    )
    on = models.DateField()
    reason = models.CharField(max_length=12, choices=PlanEnd)
    words = models.TextField()
    cin_offered = models.BooleanField(null=True)

    class Meta:
        """By a conference where one must judge; with the reason in words."""

        constraints = (
            one_of("plan_ending_reason_known", "reason", PlanEnd.values),
            models.CheckConstraint(condition=~Q(words=""), name="plan_ending_told"),
            models.CheckConstraint(
                condition=~Q(reason__in=(PlanEnd.NOT_NEEDED, PlanEnd.LOOKED_AFTER))
                | Q(booking__isnull=False, cin_offered__isnull=False),
                name="plan_ending_by_conference",
            ),
        )
