"""Child in need plans and child protection plans, and what the latter are for."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import ends_after_start, holds_codes, never_overlap, one_of
from kinkeeper.access.record import Record, Source
from kinkeeper.protection.kinds import PlanKind
from kinkeeper.protection.models.conferences import Conference


class Plan(Record):
    """A child in need plan or a child protection plan."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "started_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=PlanKind)
    started_on = models.DateField(
        db_comment="CIN CINPlanDates.CINPlanStartDate, ChildProtectionPlans.CPPstartDate"
    )
    ended_on = models.DateField(
        null=True, db_comment="CIN CINPlanDates.CINPlanEndDate, ChildProtectionPlans.CPPendDate"
    )
    previous_plans = models.PositiveSmallIntegerField(
        null=True, db_comment="CIN ChildProtectionPlans.NumberOfPreviousCPP"
    )

    class Meta:
        """A child has one plan of a kind at a time."""

        indexes = (models.Index(fields=("person", "started_on"), name="plan_person"),)
        constraints = (
            ends_after_start("plan_ends_after_start"),
            one_of("plan_kind_known", "kind", PlanKind.values),
            never_overlap("plan_one_of_a_kind", "person", "kind"),
            models.CheckConstraint(
                condition=models.Q(kind=PlanKind.CHILD_PROTECTION)
                | models.Q(previous_plans__isnull=True, conference__isnull=True),
                name="plan_protection_facts",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=PlanKind.CHILD_PROTECTION)
                | ~models.Q(source=Source.TYPED)
                | models.Q(recorded_by__isnull=True)
                | models.Q(conference__isnull=False),
                name="plan_begun_by_conference",
            ),
        )


class AbuseCategoryPeriod(Record):
    """The category of abuse a child protection plan is for, while it is."""

    same_when: ClassVar[tuple[str, ...]] = ("plan_id", "started_on")
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"
    code_sets: ClassVar[Mapping[str, str]] = {"category": "cin.category_of_abuse"}

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, db_index=False, related_name="categories"
    )
    category = models.CharField(
        max_length=10,
        db_comment="CIN ChildProtectionPlans.InitialCategoryOfAbuse, LatestCategoryOfAbuse",
    )
    started_on = models.DateField(
        null=True, db_comment="Null: the category changed during the plan on a day not known"
    )
    ended_on = models.DateField(null=True)

    class Meta:
        """Each category of a plan once from each day."""

        constraints = (
            ends_after_start("abuse_category_ends_after_start"),
            *holds_codes("abuse_category", "category"),
            models.UniqueConstraint(
                fields=("plan", "started_on"),
                name="abuse_category_once",
                nulls_distinct=False,
            ),
        )
