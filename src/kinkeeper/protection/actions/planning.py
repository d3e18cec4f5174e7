"""Child in need plans, and what any plan is agreed on: needs, what is done, what became of the child."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.queries import happened_under
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput
from kinkeeper.protection.kinds import Change, InNeedEnd, PlanKind
from kinkeeper.protection.models import (
    AgreedPlanEnding,
    NeedOutcome,
    Plan,
    PlanAction,
    PlanActionDone,
    PlanAgreement,
    PlanNeed,
)
from kinkeeper.protection.open_plans import going_on, refused
from kinkeeper.protection.told_of_harm import check_day
from kinkeeper.protection.told_of_plans import InNeedEnded, InNeedPlan, Measured, NeedTold


@action(Permission.AUTHORISE_ASSESSMENT, on="child")
def start_in_need_plan(*, child: UUID, episode: UUID, told: InNeedPlan, by: Asker) -> Plan:
    """Begin a child in need plan on a manager's authority, with the family's consent."""
    take_turn("protection", child)
    plan = _of_case(child, episode)
    plan.started_on = on = check_day(told.first.on, "on", since=plan.episode.referred_on)
    _check_evidence(plan)
    if Plan.objects.filter(person_id=child, ended_on=None).exists():
        raise refused(
            "The child has a plan already.",
            "the end of the plan that goes on",
            "Add needs to that plan, or end it first.",
        )
    if told.review_by <= on:
        raise BadInput("give a day after the plan begins", field="review_by")
    save(plan, by=by)
    agreed = PlanAgreement(
        plan=plan,
        on=on,
        consent=words_of(told.consent, field="consent", wanted="say who consented, and how"),
        review_by=told.review_by,
        contingency=words_of(
            told.contingency, field="contingency", wanted="say what is done if it does not work"
        ),
    )
    save(agreed, by=by)
    add_need(plan=plan, told=told.first, by=by)
    note(started_on=on.isoformat(), review_by=told.review_by.isoformat())
    return plan


@action(Permission.RECORD_PROTECTION, on="plan")
def add_need(*, plan: Plan, told: NeedTold, by: Asker) -> PlanNeed:
    """A need of a plan that goes on, what is to be different, and who does what by when."""
    held = going_on(plan)
    on = check_day(told.on, "on", since=held.started_on)
    if told.by_when < on:
        raise BadInput("give a day from the one on which it is agreed", field="by_when")
    need = PlanNeed(
        plan=held,
        on=on,
        need=words_of(told.need, field="need", wanted="say what the child needs"),
        outcome=words_of(
            told.outcome, field="outcome", wanted="say what is to be different for the child"
        ),
    )
    save(need, by=by)
    step = PlanAction(
        need=need,
        on=on,
        what=words_of(told.action, field="action", wanted="say what is done"),
        who=words_of(told.who, field="who", wanted="say who does it", most=200),
        by_when=told.by_when,
    )
    save(step, by=by)
    note(by_when=told.by_when.isoformat())
    return need


@action(Permission.RECORD_PROTECTION, on="step")
def record_done(*, step: PlanAction, on: date, by: Asker) -> PlanActionDone:
    """Say that an action was done. Whether the child is better off is measured apart from it."""
    going_on(step.need.plan)
    if PlanActionDone.objects.filter(action=step).exists():
        raise BadInput("this is recorded as done already", field="what")
    row = PlanActionDone(action=step, on=check_day(on, "on", since=step.on))
    save(row, by=by)
    note(on=on.isoformat())
    return row


@action(Permission.RECORD_PROTECTION, on="need")
def measure_outcome(*, need: PlanNeed, told: Measured, by: Asker) -> NeedOutcome:
    """Say what is different for the child, whatever was done."""
    going_on(need.plan)
    row = NeedOutcome(
        need=need,
        on=check_day(told.on, "on", since=need.on),
        change=told.change,
        different=words_of(
            told.different, field="different", wanted="say what is different for the child"
        ),
    )
    save(row, by=by)
    note(change=str(told.change), on=told.on.isoformat())
    return row


@action(Permission.AUTHORISE_ASSESSMENT, on="plan")
def end_in_need_plan(*, plan: Plan, told: InNeedEnded, by: Asker) -> AgreedPlanEnding:
    """End a child in need plan with the reason; it is not ended as reached on actions alone."""
    held = going_on(plan)
    if held.kind != PlanKind.CHILD_IN_NEED:
        raise BadInput("a conference ends a child protection plan", field="reason")
    on = check_day(told.on, "on", since=held.started_on)
    if told.reason is InNeedEnd.OUTCOMES:
        _check_reached(held)
    row = AgreedPlanEnding(
        plan=held,
        on=on,
        reason=told.reason,
        words=words_of(told.words, field="words", wanted="say why it ends"),
    )
    held.ended_on = on
    save(held, by=by)
    save(row, by=by)
    note(on=on.isoformat(), reason=str(told.reason))
    return row


def _check_reached(plan: Plan) -> None:
    """Of every need the outcome measured last is that it is reached."""
    found = NeedOutcome.objects.filter(need=OuterRef("pk")).order_by("-on", "-id")
    last = plan.needs.annotate(last=Subquery(found.values("change")[:1]))
    stands = set(last.values_list("last", flat=True))
    if None in stands:
        raise refused(
            "Of some needs nobody has said what is different for the child.",
            "what is different for the child, of every need",
            "Measure each outcome, or end the plan for another reason.",
        )
    if stands - {Change.REACHED.value}:
        raise refused(
            "Some outcomes are not reached: what was measured last says so.",
            "every outcome reached",
            "Go on with the plan, or end it for another reason.",
        )


def _of_case(child: UUID, episode: UUID) -> Plan:
    plan = Plan(person_id=child, episode_id=episode, kind=PlanKind.CHILD_IN_NEED)
    if plan.episode.person_id != child or plan.episode.closed_on is not None:
        raise refused("The child has no open case.", "an open case", "Record the referral first.")
    return plan


def _check_evidence(plan: Plan) -> None:
    """An assessment that a manager authorised, or a child protection plan stepped down from."""
    on, episode = plan.started_on, plan.episode_id
    stepped = Plan.objects.filter(
        episode_id=episode, kind=PlanKind.CHILD_PROTECTION, ended_on__lte=on
    )
    if not happened_under(episode, "assessment_authorised", by_day=on) and not stepped.exists():
        raise refused(
            "No assessment was authorised by that day.",
            "an assessment that a manager has authorised",
            "Authorise the assessment, then begin the plan.",
        )
