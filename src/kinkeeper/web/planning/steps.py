"""Each step of a plan as questions: begun, needs, what is done, what is different, met, ended."""

from __future__ import annotations

from typing import TypeVar

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.kernel.errors import BadInput
from kinkeeper.protection import actions
from kinkeeper.protection.harm_queries import OurPlan
from kinkeeper.protection.kinds import Change, InNeedEnd, MeetingDecision
from kinkeeper.protection.plan_queries import open_need, open_plan, open_step
from kinkeeper.protection.told_of_plans import InNeedEnded, InNeedPlan, Measured, Met, NeedTold
from kinkeeper.web.decision_form import Form
from kinkeeper.web.planning.told import PROTECTION, PlansTold
from kinkeeper.web.protecting.asked import members
from kinkeeper.web.protecting.harm import no_case
from kinkeeper.web.questions import Fields, choice, chosen, day, long, pick, text, the_day

T = TypeVar("T")
AGREED = "When was it agreed?"
CAME = "A name a line, with the agency after a comma: police, health, probation. Family has none"


def need_fields(_: object, who: Who) -> Fields:
    """What is asked of a need."""
    return (
        long("need", "What does the child need?", "Say what the child needs"),
        long(
            "outcome",
            "What will be different for the child?",
            "Say what will be different for the child",
        ),
        long("action", "What will be done?", "Say what will be done"),
        text("who", "Who does it?", "Enter who does it"),
        day("by_when", "By which day?", "Enter the day"),
        day("on", AGREED, "Enter the day", first=who.on),
    )


def start_fields(told: PlansTold, who: Who) -> Fields:
    """What is asked when a child in need plan begins: consent, the first review, and its first need."""
    return (
        long("consent", "Who consented, and how?", "Say who consented, and how"),
        day("review_by", "When is it first reviewed?", "Enter the day of the first review"),
        *need_fields(told, who),
        long(
            "contingency",
            "What is done if the plan does not work?",
            "Say what is done if the plan does not work",
        ),
    )


def start(told: PlansTold, form: Form, who: Who) -> object:
    """A child in need plan begins."""
    plan = InNeedPlan(
        consent=form.value("consent"),
        review_by=the_day(form, "review_by"),
        contingency=form.value("contingency"),
        first=_need(form),
    )
    case = involvement(who=who, person_id=told.person_id)
    if case is None:
        raise no_case()
    return actions.start_in_need_plan(
        child=told.person_id, episode=case.episode_id, told=plan, by=who
    )


def add(told: PlansTold, form: Form, who: Who) -> object:
    """One more need."""
    return actions.add_need(plan=_plan(told, who, "need"), told=_need(form), by=who)


def done_fields(told: PlansTold, who: Who) -> Fields:
    """What is asked when an action was done."""
    return (
        pick(
            "what",
            "What was done?",
            "Choose what was done",
            [(str(one.id), f"{one.what} ({one.who})"[:100]) for one in told.to_do],
        ),
        day("on", "On which day?", "Enter the day", first=who.on),
    )


def done(told: PlansTold, form: Form, who: Who) -> object:
    """An action was done; nothing is said of whether the child is better off."""
    key = chosen(form, "what")
    found = open_step(who=who, person_id=told.person_id, step_id=key) if key else None
    step = _there(found, "what")
    return actions.record_done(step=step, on=the_day(form, "on"), by=who)


def outcome_fields(told: PlansTold, who: Who) -> Fields:
    """What is asked of an outcome."""
    return (
        pick(
            "need",
            "Which outcome?",
            "Choose which outcome",
            [(str(one.id), one.outcome[:100]) for one in told.needs],
        ),
        choice("change", "How is it for the child now?", "Choose how it is", Change.choices),
        long(
            "different",
            "What is different for the child?",
            "Say what is different for the child",
            "What the child, the family and others see: not what was done",
        ),
        day("on", "On which day?", "Enter the day", first=who.on),
    )


def measure(told: PlansTold, form: Form, who: Who) -> object:
    """What is different for the child."""
    key = chosen(form, "need")
    found = open_need(who=who, person_id=told.person_id, need_id=key) if key else None
    need = _there(found, "need")
    measured = Measured(
        on=the_day(form, "on"),
        change=Change(form.value("change")),
        different=form.value("different"),
    )
    return actions.measure_outcome(need=need, told=measured, by=who)


def meeting_fields(told: PlansTold, who: Who) -> Fields:
    """What is asked of a meeting; a core group steps nothing down."""
    core = told.now is not None and told.now.kind == PROTECTION
    offered = [one for one in MeetingDecision if not core or one is not MeetingDecision.STEP_DOWN]
    return (
        day("on", "When was it held?", "Enter the day", first=who.on),
        long("came", "Who came?", "Enter who came", CAME),
        long("progress", "What progress is there?", "Say what progress there is"),
        long("childs_view", "What does the child say?", "Say what the child says, or why not"),
        choice(
            "decision",
            "What was decided?",
            "Choose what was decided",
            [(one.value, one.label) for one in offered],
        ),
        day("next_on", "When is the next meeting?", ""),
    )


def meet(told: PlansTold, form: Form, who: Who) -> object:
    """A meeting held."""
    met = Met(
        on=the_day(form, "on"),
        came=members(form, "came"),
        progress=form.value("progress"),
        childs_view=form.value("childs_view"),
        decision=MeetingDecision(form.value("decision")),
        next_on=form.on("next_on"),
    )
    return actions.hold_plan_meeting(plan=_plan(told, who, "on"), met=met, by=who)


def end_fields(_: PlansTold, who: Who) -> Fields:
    """What is asked when a child in need plan ends."""
    return (
        choice("reason", "Why does the plan end?", "Choose why", InNeedEnd.choices),
        long("words", "What is different for the child now?", "Say what is different now"),
        day("on", "On which day does it end?", "Enter the day", first=who.on),
    )


def end(told: PlansTold, form: Form, who: Who) -> object:
    """A child in need plan ends."""
    reason, words = InNeedEnd(form.value("reason")), form.value("words")
    ended = InNeedEnded(on=the_day(form, "on"), reason=reason, words=words)
    return actions.end_in_need_plan(plan=_plan(told, who, "reason"), told=ended, by=who)


def _need(form: Form) -> NeedTold:
    return NeedTold(
        on=the_day(form, "on"),
        need=form.value("need"),
        outcome=form.value("outcome"),
        action=form.value("action"),
        who=form.value("who"),
        by_when=the_day(form, "by_when"),
    )


def _plan(told: PlansTold, who: Who, field: str) -> OurPlan:
    found = None
    if told.now is not None:
        found = open_plan(who=who, person_id=told.person_id, plan_id=told.now.id)
    return _there(found, field)


def _there(found: T | None, field: str) -> T:
    if found is None:
        raise BadInput("that is no longer there: look at the plan again", field=field)
    return found
