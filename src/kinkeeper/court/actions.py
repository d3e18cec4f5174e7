"""The verbs of legal planning, pre-proceedings and proceedings: the only writers of their records."""

from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.court import reading, states
from kinkeeper.court.kinds import FinalOrder, OrderEnd, PlanningDecision, State, StepKind
from kinkeeper.court.models import Hearing, LegalCase, LegalPlanning, LegalStep
from kinkeeper.court.orders import conclude_with_the_case
from kinkeeper.court.reading import Course
from kinkeeper.court.states import MOVES, Step
from kinkeeper.court.told import Applied, Done, Listed, Met, Ordered
from kinkeeper.kernel.errors import BadInput
from kinkeeper.protection.told_of_harm import check_day

HELD = {
    PlanningDecision.NOTHING: Step.HOLD_NEITHER,
    PlanningDecision.BEFORE: Step.HOLD_BEFORE,
    PlanningDecision.ISSUE: Step.HOLD_ISSUE,
}


@action(Permission.DECIDE_PROTECTION, on="child")
def ask_for_planning(*, child: UUID, asked: Done, by: Asker) -> LegalCase:
    """Ask for a legal planning meeting: it is owed from that day."""
    course = reading.in_turn(child)
    states.check(course.standing.told(reason=asked.words.strip()), Step.ASK)
    on = check_day(asked.on, "on", since=course.last_on)
    row = LegalCase(person_id=child, asked_on=on, why=words_of(asked.words, field="words"))
    save(row, by=by)
    note(on=on.isoformat())
    return row


@action(Permission.OVERSEE_PROTECTION, on="child")
def hold_planning(*, child: UUID, met: Met, by: Asker) -> LegalPlanning:
    """Record a legal planning meeting as who chaired it, with the advice and what else was considered."""
    course = reading.in_turn(child)
    told = {
        name: words_of(getattr(met, name), field=name)
        for name in ("solicitor", "chronology", "family_conference", "kin", "advice", "reason")
    }
    states.check(course.standing.told(**told), HELD[met.decision])
    on = check_day(met.held_on, "held_on", since=course.last_on)
    words_of(met.solicitor, field="solicitor", most=200)
    row = LegalPlanning(
        case=_case(course), person_id=child, held_on=on, decision=met.decision, **told
    )
    save(row, by=by)
    note(on=on.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="child")
def send_letter(*, child: UUID, done: Done, by: Asker) -> LegalStep:
    """Record the day of the letter before proceedings, which gives the parents legal aid."""
    course = reading.in_turn(child)
    states.check(course.standing, Step.LETTER)
    return _keep(course, StepKind.LETTER, done, by)


@action(Permission.DECIDE_PROTECTION, on="child")
def hold_meeting(*, child: UUID, done: Done, by: Asker) -> LegalStep:
    """Record a meeting with the parents and their solicitors, and what was agreed there."""
    course = reading.in_turn(child)
    states.check(course.standing.told(agreed=done.words.strip()), Step.MEET)
    return _keep(course, StepKind.MEETING, done, by)


@action(Permission.OVERSEE_PROTECTION, on="child")
def review_planning(*, child: UUID, done: Done, by: Asker) -> LegalStep:
    """Record a review of pre-proceedings: the next is owed six weeks on."""
    course = reading.in_turn(child)
    states.check(course.standing.told(reason=done.words.strip()), Step.REVIEW)
    return _keep(course, StepKind.REVIEW, done, by)


@action(Permission.OVERSEE_PROTECTION, on="child")
def extend_planning(*, child: UUID, done: Done, by: Asker) -> LegalStep:
    """Extend pre-proceedings to a later day: their lateness is shown all the same."""
    course = reading.in_turn(child)
    told = course.standing.told(reason=done.words.strip(), until=_is_longer(course, done))
    states.check(told, Step.EXTEND)
    return _keep(course, StepKind.EXTENSION, done, by)


@action(Permission.OVERSEE_PROTECTION, on="child")
def step_down(*, child: UUID, done: Done, told_parents: bool, by: Asker) -> LegalStep:
    """End pre-proceedings since enough has changed, once a letter has told the parents so."""
    course = reading.in_turn(child)
    told = course.standing.told(told=told_parents, reason=done.words.strip())
    states.check(told, Step.STEP_DOWN)
    return _keep(course, StepKind.STEPPED_DOWN, done, by)


@action(Permission.OVERSEE_PROTECTION, on="child")
def issue(*, child: UUID, applied: Applied, by: Asker) -> LegalStep:
    """Record that the court issued the application: the day is the first of the 26 weeks."""
    course = reading.in_turn(child)
    step = Step.ISSUE_AT_ONCE if course.state is State.TO_ISSUE else Step.ISSUE
    require(by, MOVES[step].authorised_by, child)
    told = course.standing.told(
        application=applied.application,
        threshold=applied.threshold,
        care_plan=applied.care_plan,
        kin=applied.kin.strip(),
    )
    states.check(told, step)
    return _keep(course, StepKind.ISSUED, Done(on=applied.on, words=applied.kin), by)


@action(Permission.RECORD_PROTECTION, on="child")
def file_documents(*, child: UUID, done: Done, by: Asker) -> LegalStep:
    """Record the day on which statement, chronology, genogram, threshold and care plan were filed."""
    course = reading.in_turn(child)
    states.check(course.standing, Step.FILE)
    return _keep(course, StepKind.DOCUMENTS, done, by, since=course.day(StepKind.ISSUED))


@action(Permission.RECORD_PROTECTION, on="child")
def record_directions(*, child: UUID, done: Done, by: Asker) -> LegalStep:
    """Record the day on which the court gave standard directions."""
    course = reading.in_turn(child)
    states.check(course.standing, Step.DIRECT)
    return _keep(course, StepKind.DIRECTIONS, done, by, since=course.day(StepKind.ISSUED))


@action(Permission.RECORD_PROTECTION, on="child")
def list_hearing(*, child: UUID, listed: Listed, by: Asker) -> Hearing:
    """Record the day for which the court listed a hearing."""
    course = reading.in_turn(child)
    states.check(course.standing, Step.LIST)
    on = check_day(listed.listed_on, "listed_on", since=course.day(StepKind.ISSUED))
    if listed.listed_for < on:
        raise BadInput("give a day from the listing on", field="listed_for")
    row = Hearing(
        case=_case(course),
        person_id=child,
        kind=listed.kind,
        listed_on=on,
        listed_for=listed.listed_for,
    )
    save(row, by=by)
    note(listed_for=listed.listed_for.isoformat())
    return row


@action(Permission.RECORD_PROTECTION, on="hearing")
def record_hearing(*, hearing: Hearing, done: Done, by: Asker) -> Hearing:
    """Record that a hearing was held, and what the court ordered."""
    course = reading.in_turn(hearing.person_id)
    row = Hearing.objects.select_for_update(no_key=True).get(pk=hearing.pk)
    listed = row.held_on is None and course.case is not None and row.case_id == course.case.id
    told = course.standing.told(listed=listed, outcome=done.words.strip())
    states.check(told, Step.HEAR)
    row.held_on = check_day(done.on, "on", since=row.listed_on)
    row.outcome = words_of(done.words, field="words")
    save(row, by=by)
    note(on=row.held_on.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="child")
def lengthen_timetable(*, child: UUID, done: Done, by: Asker) -> LegalStep:
    """Record that the court extended the timetable, with its reason: by eight weeks at most."""
    course = reading.in_turn(child)
    ends_by, until = course.ends_by, done.until
    told = course.standing.told(
        reason=done.words.strip(),
        until=_is_longer(course, done),
        eight_weeks=not ends_by or (until and until <= reading.most(ends_by, done.on)),
    )
    states.check(told, Step.LENGTHEN)
    return _keep(course, StepKind.COURT_EXTENSION, done, by, since=course.day(StepKind.ISSUED))


@action(Permission.DECIDE_PROTECTION, on="child")
def end_proceedings(*, child: UUID, ordered: Ordered, by: Asker) -> LegalStep:
    """Record the final order, or that there is none: proceedings have ended, and interim orders with them."""
    course = reading.in_turn(child)
    told = course.standing.told(order=ordered.order, reason=ordered.words.strip())
    states.check(told, Step.END)
    done = Done(on=ordered.on, words=ordered.words)
    row = _keep(course, StepKind.FINAL, done, by, order=str(ordered.order))
    how = OrderEnd.DISCHARGED if ordered.order is FinalOrder.NONE else OrderEnd.REPLACED
    conclude_with_the_case(course, on=row.on, how=how, why=row.words, by=by)
    return row


def _keep(
    course: Course,
    kind: StepKind,
    done: Done,
    by: Asker,
    *,
    since: date | None = None,
    order: str = "",
) -> LegalStep:
    case = _case(course)
    row = LegalStep(
        case=case,
        person_id=case.person_id,
        kind=kind,
        on=check_day(done.on, "on", since=since or course.last_on),
        words=words_of(done.words, field="words"),
        until=done.until,
        order=order,
    )
    save(row, by=by)
    note(kind=str(kind), on=row.on.isoformat())
    return row


def _is_longer(course: Course, done: Done) -> bool:
    if done.until is None:
        return False
    return done.until > done.on and (course.ends_by is None or done.until > course.ends_by)


def _case(course: Course) -> LegalCase:
    if course.case is None:
        raise LookupError("a step before court follows a legal planning meeting asked for")
    return course.case
