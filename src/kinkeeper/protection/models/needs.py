"""What a plan is agreed on: the family's consent, each need, what is done, what became of the child."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import Change, InNeedEnd
from kinkeeper.protection.models.plans import Plan


class PlanAgreement(Record):
    """What a child in need plan began with: who consented, the first review, what if it does not work."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("plan_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="agreement")
    on = models.DateField()
    consent = models.TextField(db_comment="Who consented, and how")
    review_by = models.DateField(db_comment="The day of the first review")
    contingency = models.TextField(db_comment="What is done if the plan does not work")

    class Meta:
        """With consent and a contingency; reviewed after it began."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(consent="") & ~Q(contingency=""), name="plan_agreement_whole"
            ),
            models.CheckConstraint(
                condition=Q(review_by__gt=F("on")), name="plan_agreement_review_after"
            ),
        )


class PlanNeed(Record):
    """Something the child needs under a plan, and what is to be different for them."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("plan_id", "need")
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, db_index=False, related_name="needs")
    on = models.DateField()
    need = models.TextField()
    outcome = models.TextField(db_comment="What is to be different for the child")

    class Meta:
        """A need has the outcome that is wanted."""

        indexes = (models.Index(fields=("plan", "on"), name="plan_need_plan"),)
        constraints = (
            models.CheckConstraint(condition=~Q(need="") & ~Q(outcome=""), name="plan_need_whole"),
        )


class PlanAction(Record):
    """What somebody does towards an outcome, and by when."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("need_id", "what", "who")
    reached_by: ClassVar[str | tuple[str, ...]] = "need__plan__person_id"

    need = models.ForeignKey(
        PlanNeed, on_delete=models.PROTECT, db_index=False, related_name="actions"
    )
    on = models.DateField(db_comment="The day it was agreed")
    what = models.TextField()
    who = models.CharField(max_length=200)
    by_when = models.DateField()

    class Meta:
        """What, by whom, and by a day after it was agreed."""

        indexes = (models.Index(fields=("need", "by_when"), name="plan_action_need"),)
        constraints = (
            models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="plan_action_whole"),
            models.CheckConstraint(condition=Q(by_when__gte=F("on")), name="plan_action_ahead"),
        )


class PlanActionDone(Record):
    """That an action was done: it says nothing of whether the child is better off."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("action_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "action__need__plan__person_id"

    action = models.OneToOneField(PlanAction, on_delete=models.PROTECT, related_name="done")
    on = models.DateField()


class NeedOutcome(Record):
    """What is different for the child, whatever was done."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("need_id", "on")
    reached_by: ClassVar[str | tuple[str, ...]] = "need__plan__person_id"

    need = models.ForeignKey(
        PlanNeed, on_delete=models.PROTECT, db_index=False, related_name="outcomes"
    )
    on = models.DateField()
    change = models.CharField(max_length=8, choices=Change)
    different = models.TextField(db_comment="What is different for the child")

    class Meta:
        """As listed, and in words."""

        indexes = (models.Index(fields=("need", "on"), name="need_outcome_need"),)
        constraints = (
            one_of("need_outcome_change_known", "change", Change.values),
            models.CheckConstraint(condition=~Q(different=""), name="need_outcome_told"),
        )


class AgreedPlanEnding(Record):
    """Why a child in need plan ended."""

    append_only: ClassVar[bool] = True
    same_when: ClassVar[tuple[str, ...]] = ("plan_id",)
    reached_by: ClassVar[str | tuple[str, ...]] = "plan__person_id"

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="agreed_ending")
    on = models.DateField()
    reason = models.CharField(max_length=12, choices=InNeedEnd)
    words = models.TextField()

    class Meta:
        """As listed, and in words."""

        constraints = (
            one_of("agreed_plan_ending_reason_known", "reason", InNeedEnd.values),
            models.CheckConstraint(condition=~Q(words=""), name="agreed_plan_ending_told"),
        )
