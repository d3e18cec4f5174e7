"""What goes before court and what happens there: each step a row that stays as it was written."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import ends_after_start, one_of
from kinkeeper.access.record import Record
from kinkeeper.court.kinds import (
    FinalOrder,
    HearingKind,
    OrderEnd,
    OrderKind,
    PlanningDecision,
    StepKind,
)

ONCE = (
    StepKind.LETTER,
    StepKind.STEPPED_DOWN,
    StepKind.ISSUED,
    StepKind.DOCUMENTS,
    StepKind.DIRECTIONS,
    StepKind.FINAL,
)
LONGER = (StepKind.EXTENSION, StepKind.COURT_EXTENSION)


class LegalCase(Record):
    """That a legal planning meeting was asked for, and all that follows from it."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "asked_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    asked_on = models.DateField()
    why = models.TextField(db_comment="Closed to all but those granted legal advice")

    class Meta:
        """There is a reason."""

        indexes = (models.Index(fields=("person", "asked_on"), name="legal_case_person"),)
        constraints = (models.CheckConstraint(condition=~Q(why=""), name="legal_case_says_why"),)


class LegalPlanning(Record):
    """A legal planning meeting held; read by those granted legal advice alone."""

    same_when: ClassVar[tuple[str, ...]] = ("case_id",)

    case = models.OneToOneField(LegalCase, on_delete=models.PROTECT, related_name="planning")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    solicitor = models.CharField(max_length=200)
    decision = models.CharField(max_length=16, choices=PlanningDecision)
    chronology = models.TextField(db_comment="The chronology that was before the meeting")
    family_conference = models.TextField(db_comment="Family group conference, considered")
    kin = models.TextField(db_comment="Family and friends, considered")
    advice = models.TextField()
    reason = models.TextField()

    class Meta:
        """Decided as listed, with a solicitor's advice and the alternatives."""

        constraints = (
            one_of("legal_planning_decision_known", "decision", PlanningDecision.values),
            models.CheckConstraint(
                condition=~Q(solicitor="")
                & ~Q(chronology="")
                & ~Q(family_conference="")
                & ~Q(kin="")
                & ~Q(advice="")
                & ~Q(reason=""),
                name="legal_planning_whole",
            ),
        )


class LegalStep(Record):
    """One step before court or in proceedings."""

    same_when: ClassVar[tuple[str, ...]] = ("case_id", "kind", "on")

    case = models.ForeignKey(
        LegalCase, on_delete=models.PROTECT, db_index=False, related_name="steps"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=StepKind)
    on = models.DateField()
    words = models.TextField(blank=True, default="", db_comment="Why, or what was agreed")
    until = models.DateField(null=True, db_comment="The end as it is extended to")
    order = models.CharField(max_length=24, choices=FinalOrder, blank=True, default="")

    class Meta:
        """An extension has an end, a final order its kind; what happens once is there once."""

        indexes = (models.Index(fields=("case", "on"), name="legal_step_case"),)
        constraints = (
            one_of("legal_step_kind_known", "kind", StepKind.values),
            models.UniqueConstraint(
                fields=("case", "kind"), condition=Q(kind__in=ONCE), name="legal_step_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LONGER, until__isnull=False)
                | ~Q(kind__in=LONGER) & Q(until__isnull=True),
                name="legal_step_extension_ends",
            ),
            models.CheckConstraint(
                condition=Q(kind=StepKind.FINAL, order__in=sorted(FinalOrder.values))
                | ~Q(kind=StepKind.FINAL) & Q(order=""),
                name="legal_step_final_order_known",
            ),
        )


class Hearing(Record):
    """A hearing from the day it was listed, and what the court ordered there."""

    same_when: ClassVar[tuple[str, ...]] = ("case_id", "kind", "listed_for")

    case = models.ForeignKey(
        LegalCase, on_delete=models.PROTECT, db_index=False, related_name="hearings"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=HearingKind)
    listed_on = models.DateField(db_comment="The day on which it was listed")
    listed_for = models.DateField()
    held_on = models.DateField(null=True)
    outcome = models.TextField(blank=True, default="")

    class Meta:
        """Held after it was listed, with what was ordered."""

        indexes = (models.Index(fields=("case", "listed_for"), name="hearing_case"),)
        constraints = (
            one_of("hearing_kind_known", "kind", HearingKind.values),
            ends_after_start("hearing_listed_before", "listed_on", "listed_for"),
            ends_after_start("hearing_held_after_listed", "listed_on", "held_on"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, outcome="")
                | Q(held_on__isnull=False) & ~Q(outcome=""),
                name="hearing_held_has_outcome",
            ),
        )


class TimedOrder(Record):
    """An order that holds for a time, both its days among it; later whether it was extended, and its end."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "made_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    case = models.ForeignKey(
        LegalCase, on_delete=models.PROTECT, null=True, related_name="orders",
        db_comment="The proceedings in which it was made",
    )  # fmt: skip
    kind = models.CharField(max_length=8, choices=OrderKind)
    made_on = models.DateField()
    ends_on = models.DateField(null=True, db_comment="Null where the court set no day")
    words = models.TextField(blank=True, default="", db_comment="What the court directed")
    extended_on = models.DateField(null=True)
    extended_to = models.DateField(null=True)
    concluded_on = models.DateField(null=True)
    how = models.CharField(max_length=12, choices=OrderEnd, blank=True, default="")
    concluded_why = models.TextField(blank=True, default="")

    class Meta:
        """Only an interim order may have no day; one kind is made once a day; its end is whole."""

        indexes = (models.Index(fields=("person", "made_on"), name="timed_order_person"),)
        constraints = (
            one_of("timed_order_kind_known", "kind", OrderKind.values),
            ends_after_start("timed_order_ends_after", "made_on", "ends_on"),
            ends_after_start("timed_order_concluded_after", "made_on", "concluded_on"),
            ends_after_start("timed_order_extended_after", "extended_on", "extended_to"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False)
                | Q(kind__in=(OrderKind.INTERIM_CARE, OrderKind.INTERIM_SUPERVISION)),
                name="timed_order_ends",
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None, extended_to=None)
                | Q(extended_on__isnull=False, extended_to__isnull=False, kind=OrderKind.EMERGENCY),
                name="timed_order_emergency_extended",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None, how="", concluded_why="")
                | Q(concluded_on__isnull=False, how__in=sorted(OrderEnd.values))
                & ~Q(concluded_why=""),
                name="timed_order_concluded_whole",
            ),
            models.UniqueConstraint(fields=("person", "kind", "made_on"), name="timed_order_once"),
        )
