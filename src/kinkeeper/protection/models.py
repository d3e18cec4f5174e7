"""Enquiries into harm, conferences, the plans that follow, and the visits of all of them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import ends_after_start, holds_codes, never_overlap, one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import ConferenceKind, PlanKind, VisitKind
from kinkeeper.workforce.visited import Visited


class StrategyDiscussion(Record):
    """The agencies' discussion of what to do about suspected harm."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "held_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    held_on = models.DateField(db_comment="CIN Section47.S47ActualStartDate (guide 4.12.1)")

    class Meta:
        """Found by child."""

        indexes = (models.Index(fields=("person", "held_on"), name="strategy_person"),)


class Section47Enquiry(Record):
    """An enquiry under section 47 of the Children Act 1989."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    strategy = models.ForeignKey(
        StrategyDiscussion,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
    )
    started_on = models.DateField(db_comment="CIN Section47.S47ActualStartDate")
    conference_needed = models.BooleanField(
        null=True, db_comment="CIN Section47.ICPCnotRequired, the other way round"
    )
    conference_target_on = models.DateField(
        null=True, db_comment="CIN Section47.InitialCPCtarget, as it was returned"
    )
    ended_on = models.DateField(null=True, db_comment="Not in the CIN census")

    class Meta:
        """Nothing about an enquiry comes before it."""

        indexes = (models.Index(fields=("person", "started_on"), name="enquiry_person"),)
        constraints = (
            ends_after_start("enquiry_ends_after_start"),
            ends_after_start("enquiry_target_after_start", end="conference_target_on"),
        )


class Conference(Record):
    """A child protection conference about one child."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "held_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    enquiry = models.ForeignKey(
        Section47Enquiry, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=ConferenceKind)
    held_on = models.DateField(db_comment="CIN Section47.DateOfInitialCPC")

    class Meta:
        """Found by child."""

        indexes = (models.Index(fields=("person", "held_on"), name="conference_person"),)
        constraints = (one_of("conference_kind_known", "kind", ConferenceKind.values),)


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


class Visit(Visited):
    """A visit to a child who is not looked after, or besides being so: in an episode, under a plan."""

    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=VisitKind)

    class Meta(Visited.Meta):
        """A visit under a plan names it; no other does."""

        abstract = False
        constraints = (
            *Visited.Meta.constraints,
            one_of("visit_kind_known", "kind", VisitKind.values),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(PlanKind.values), plan__isnull=False)
                | ~models.Q(kind__in=sorted(PlanKind.values)) & models.Q(plan__isnull=True),
                name="visit_under_its_plan",
            ),
        )
