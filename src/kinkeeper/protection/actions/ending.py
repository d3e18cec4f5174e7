"""Ending a plan without a conference here, and looking at one between conferences."""

from datetime import date

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.protection import plan_course, reading, states
from kinkeeper.protection.kinds import CheckKind, PlanEnd, Way
from kinkeeper.protection.models import Plan, PlanCheck, PlanEnding, Transfer
from kinkeeper.protection.states import NOBODY, Step
from kinkeeper.protection.told_of_harm import Ended, check_day

GROWN_UP = 18  # Children Act 1989 s105: a child is a person under eighteen
STEPS = {
    PlanEnd.MOVED: Step.END_MOVED,
    PlanEnd.EIGHTEEN: Step.END_EIGHTEEN,
    PlanEnd.DIED: Step.END_DIED,
}


@action(Permission.RECORD_REVIEW, on="plan")
def end_plan(*, plan: Plan, ended: Ended, by: Asker) -> PlanEnding:
    """End the plan of a child who moved away for good, turned 18 or died: the chair records it."""
    stands = reading.in_turn(plan.person_id)
    step = STEPS.get(ended.reason)
    if step is None:
        raise BadInput("only a conference ends a plan for this reason", field="reason")
    on = check_day(ended.on, "on", since=plan.started_on)
    told = stands.told(
        reason=ended.words.strip(),
        received=_received(plan, on),
        grown=_is_grown(plan.person.born_on, on),
        death=plan.person.died_on and plan.person.died_on <= on,
    )
    states.check(told, step)
    if plan.ended_on is not None:
        raise _over()
    row = plan_course.end(plan, on=on, reason=ended.reason, words=ended.words, by=by)
    note(on=on.isoformat(), reason=str(ended.reason))
    return row


@action(Permission.RECORD_REVIEW, on="plan")
def record_midway(*, plan: Plan, on: date, words: str, by: Asker) -> PlanCheck:
    """Record the chair's check of a plan between conferences."""
    return _check(plan, CheckKind.MIDPOINT, on, words, by)


@action(Permission.OVERSEE_PROTECTION, on="plan")
def record_senior_review(*, plan: Plan, on: date, words: str, by: Asker) -> PlanCheck:
    """Record a head of service's review of a plan that has lasted long."""
    return _check(plan, CheckKind.SENIOR, on, words, by)


def _check(plan: Plan, kind: CheckKind, on: date, words: str, by: Asker) -> PlanCheck:
    if plan.ended_on is not None:
        raise _over()
    row = PlanCheck(
        plan=plan,
        person_id=plan.person_id,
        episode_id=plan.episode_id,
        kind=kind,
        on=check_day(on, "on", since=plan.started_on),
        words=words_of(words, field="words", wanted="say what was found"),
    )
    save(row, by=by)
    note(kind=str(kind), on=on.isoformat())
    return row


def _received(plan: Plan, on: date) -> bool:
    rows = Transfer.objects.filter(plan=plan, way=Way.OUT, received_on__lte=on)
    return rows.exists()


def _is_grown(born_on: date | None, on: date) -> bool:
    if born_on is None:
        return False
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day)) >= GROWN_UP


def _over() -> Refused:
    return Refused(
        "The plan has ended.",
        missing="a plan that goes on",
        who_can_waive=NOBODY,
        do="Look at what was recorded.",
    )
