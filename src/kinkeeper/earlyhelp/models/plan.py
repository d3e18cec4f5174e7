"""The family's assessment, the one plan that holds everybody's needs, and its reviews."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.earlyhelp.kinds import Result, Whose
from kinkeeper.earlyhelp.models.help import EarlyHelp


class FamilyAssessment(Record):
    """What the family and the lead professional found, signed; it is never changed."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("early_help_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.OneToOneField(
        EarlyHelp, on_delete=models.PROTECT, related_name="assessment"
    )
    signed_on = models.DateField()
    signed_by = models.CharField(max_length=200)
    strengths = models.TextField(db_comment="What is going well")
    needs = models.TextField(db_comment="What the child needs")
    adults = models.TextField(blank=True, default="", db_comment="What the adults need")
    childs_words = models.TextField(blank=True, default="")

    class Meta:
        """Signed by somebody."""

        constraints = (
            models.CheckConstraint(condition=~Q(signed_by=""), name="family_assessment_signed"),
        )


class PlanItem(Record):
    """A need in the family's plan: whose it is, what is to be done, who does it and by when."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("early_help_id", "need", "added_on")
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="items")
    added_on = models.DateField()
    need = models.TextField()
    whose = models.CharField(max_length=8, choices=Whose)
    whose_name = models.CharField(
        max_length=200, blank=True, default="", db_comment="Which adult: mother, stepfather…"
    )
    action = models.TextField()
    done_by = models.CharField(max_length=200, db_comment="Who does it")
    by_when = models.DateField()
    service = models.ForeignKey(
        "earlyhelp.HelpService",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
    )

    class Meta:
        """Each has a need, an action and somebody who does it; an adult's need says which adult."""

        constraints = (
            one_of("plan_item_whose_known", "whose", Whose.values),
            models.CheckConstraint(
                condition=~Q(need="") & ~Q(action="") & ~Q(done_by=""), name="plan_item_whole"
            ),
            models.CheckConstraint(
                condition=~Q(whose=Whose.ADULT) | ~Q(whose_name=""), name="plan_item_which_adult"
            ),
            models.CheckConstraint(
                condition=Q(by_when__gte=models.F("added_on")), name="plan_item_due_after_added"
            ),
        )


class ItemOutcome(Record):
    """What came of an item of the plan."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("item_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "item__early_help__person_id"

    item = models.OneToOneField(PlanItem, on_delete=models.PROTECT, related_name="outcome")
    result = models.CharField(max_length=10, choices=Result)
    on = models.DateField()
    words = models.TextField(blank=True, default="", db_comment="What is different now")

    class Meta:
        """One of the listed results."""

        constraints = (one_of("item_outcome_known", "result", Result.values),)


class HelpReview(Record):
    """A review that the team around the family held."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("early_help_id", "held_on")
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    came = models.TextField(db_comment="Who came")
    progress = models.TextField(db_comment="What is better, what is not")
    family_words = models.TextField(blank=True, default="", db_comment="What the family says")

    class Meta:
        """Once a day."""

        constraints = (
            models.UniqueConstraint(
                fields=("early_help", "held_on"), name="help_review_once_a_day"
            ),
        )
