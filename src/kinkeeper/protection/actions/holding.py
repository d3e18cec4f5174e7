"""Holding a conference: what it decided, who dissented, and the plan that begins, goes on or ends."""

from __future__ import annotations

from datetime import date

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.listeners import together
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.law.codes.coded import coded
from kinkeeper.protection import plan_course, reading, states
from kinkeeper.protection.kinds import ConferenceDecision, ConferenceKind, PlanEnd, TakesPart, View
from kinkeeper.protection.models import (
    Conference,
    ConferenceBooking,
    ConferenceHeld,
    ConferenceView,
    Plan,
)
from kinkeeper.protection.states import NOBODY, Standing, Step
from kinkeeper.protection.told_of_harm import Held, Spoke, check_day
from kinkeeper.workforce.relationships import is_reviewer

INITIAL, REVIEW = ConferenceKind.INITIAL, ConferenceKind.REVIEW
STEPS = {
    (INITIAL, ConferenceDecision.PLAN): Step.PLAN,
    (INITIAL, ConferenceDecision.NO_PLAN): Step.NO_PLAN,
    (ConferenceKind.TRANSFER_IN, ConferenceDecision.PLAN): Step.TAKE_OVER,
    (ConferenceKind.TRANSFER_IN, ConferenceDecision.NO_PLAN): Step.LEAVE,
    (REVIEW, ConferenceDecision.CONTINUE): Step.CONTINUE,
    (REVIEW, ConferenceDecision.END): Step.END,
}


@action(Permission.RECORD_REVIEW, on="booking")
def hold_conference(*, booking: ConferenceBooking, held: Held, by: Asker) -> ConferenceHeld:
    """Record an initial or a transfer-in conference as its chair; a plan begins on its day."""
    if booking.kind == REVIEW:
        raise BadInput("a review conference is recorded as a review", field="decision")
    return _hold(booking, held, by)


@action(Permission.RECORD_REVIEW, on="booking")
def hold_review_conference(*, booking: ConferenceBooking, held: Held, by: Asker) -> ConferenceHeld:
    """Record what a review conference came to for the plan; the review itself is of a higher floor."""
    if booking.kind != REVIEW:
        raise BadInput("an initial conference is no review", field="decision")
    return _hold(booking, held, by)


def _hold(booking: ConferenceBooking, held: Held, by: Asker) -> ConferenceHeld:
    stands = reading.in_turn(booking.person_id)
    row = ConferenceBooking.objects.select_for_update(no_key=True).get(pk=booking.pk)
    step = STEPS.get((ConferenceKind(row.kind), held.decision))
    if step is None:
        raise BadInput("choose what such a conference can decide", field="decision")
    on = check_day(held.on, "on", since=row.booked_on)
    states.check(_told(stands, row, held, on, by), step)
    _check_terms(held)
    with together():  # the clocks of a child are set going once
        conference = _conference(row, on, by)
        row.held_on = on
        save(row, by=by)
        came_to = _came_to(row, conference, held, by)
        _plan(step, row, came_to, held, by)
    note(on=on.isoformat(), decision=str(held.decision))
    return came_to


def _told(stands: Standing, row: ConferenceBooking, held: Held, on: date, by: Asker) -> Standing:
    came = [(one.agency, one.name.strip()) for one in held.spoke if one.came]
    terms, why = held.terms, held.not_quorate_why.strip()
    due = plan_course.review_due(row.plan, on)
    waived = frozenset({"quorum"}) if why else frozenset()
    told = stands.told(
        anchor=row.enquiry and row.enquiry.strategy_id,
        notified=row.kind == ConferenceKind.TRANSFER_IN,
        booked=row.held_on is None and row.called_off_on is None,
        chaired=is_reviewer(by.pk, row.person_id, as_who(by).on),
        quorum=reading.is_quorate(came),
        child=held.childs_view.strip(),
        reason=held.reasons.strip(),
        category=terms.category,
        lead=terms.lead,
        group=terms.core_group,
        visits=terms.visit_days,
        review=terms.review_by and on < terms.review_by and (due is None or terms.review_by <= due),
        outline=terms.outline.strip(),
        contingency=terms.contingency.strip(),
        offer=held.cin_offered is not None,
    )
    return Standing(told.harm, told.plan, told.there, waived)


def _check_terms(held: Held) -> None:
    terms = held.terms
    if terms.category and coded("cin.category_of_abuse", terms.category) is None:
        raise BadInput("choose a category from the list", field="category")
    most = reading.most_visit_days(held.on)
    if terms.visit_days is not None and not 1 <= terms.visit_days <= most:
        raise BadInput(
            f"the child is visited every {most} working days at least", field="visit_days"
        )
    if any(one.view is View.DISSENTS and not one.words.strip() for one in held.spoke):
        raise BadInput("say why an agency dissents", field="dissent")


def _conference(row: ConferenceBooking, on: date, by: Asker) -> Conference | None:
    if row.kind == REVIEW:
        return None
    made = Conference(
        person_id=row.person_id,
        episode_id=row.episode_id,
        enquiry_id=row.enquiry_id,
        kind=row.kind,
        held_on=on,
    )
    save(made, by=by)
    return made


def _came_to(
    row: ConferenceBooking, conference: Conference | None, held: Held, by: Asker
) -> ConferenceHeld:
    made = ConferenceHeld(
        booking=row,
        conference=conference,
        on=held.on,
        decision=held.decision,
        reasons=words_of(held.reasons, field="reasons"),
        childs_view=words_of(held.childs_view, field="childs_view"),
        family_view=words_of(held.family_view, field="family_view"),
        not_quorate_why=words_of(held.not_quorate_why, field="not_quorate_why"),
    )
    save(made, by=by)
    for one in held.spoke:
        save(_view(made, one), by=by)
    return made


def _view(made: ConferenceHeld, one: Spoke) -> ConferenceView:
    return ConferenceView(
        held=made,
        agency=TakesPart(one.agency),
        name=words_of(one.name, field="spoke", most=200),
        came=one.came,
        view=one.view,
        words=words_of(one.words, field="dissent"),
    )


def _plan(
    step: Step, row: ConferenceBooking, came_to: ConferenceHeld, held: Held, by: Asker
) -> None:
    if step in (Step.PLAN, Step.TAKE_OVER):
        plan_course.start(row, came_to, held.terms, by)
    elif step is Step.CONTINUE:
        plan_course.go_on(_of(row), came_to, held.terms, by)
    elif step is Step.END:
        reason = PlanEnd.LOOKED_AFTER if held.looked_after else PlanEnd.NOT_NEEDED
        plan_course.end(
            _of(row),
            on=held.on,
            reason=reason,
            words=held.reasons,
            by=by,
            booking=row,
            cin_offered=held.cin_offered,
        )


def _of(row: ConferenceBooking) -> Plan:
    if row.plan is None:
        raise Refused(
            "This review is of no plan.",
            missing="the plan under review",
            who_can_waive=NOBODY,
            do="Book the review of the plan.",
        )
    return row.plan
