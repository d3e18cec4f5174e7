"""What each step before court and in proceedings asks, and the verb that keeps the answers."""

from __future__ import annotations

from collections.abc import Callable

from kinkeeper.access.who import Who
from kinkeeper.court import actions
from kinkeeper.court.kinds import FinalOrder, HearingKind, PlanningDecision
from kinkeeper.court.queries import CourtShown, to_be_held
from kinkeeper.court.told import Applied, Done, Listed, Met, Ordered
from kinkeeper.kernel.errors import BadInput
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.questions import Fields, choice, chosen, day, long, pick, several, text, the_day

READY = (
    ("application", "The application"),
    ("threshold", "The threshold document"),
    ("care_plan", "The care plan"),
)
KIN = "Which family and friends were considered, and what came of it?"


def day_fields(label: str) -> Callable[[CourtShown, Who], Fields]:
    """A step of which the day is all that is asked."""
    return lambda _, who: (_on(who, label),)


def ask_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked when a legal planning meeting is."""
    return (
        _on(who, "When was it asked for?"),
        long("words", "Why may court be needed?", "Say why court may be needed"),
    )


def ask(told: CourtShown, form: Form, who: Who) -> object:
    """A meeting asked for."""
    return actions.ask_for_planning(child=told.person_id, asked=_done(form), by=who)


def planning_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked of a legal planning meeting."""
    return (
        day("held_on", "When was it held?", "Enter the day it was held", first=who.on),
        text("solicitor", "Which solicitor advised?", "Name the solicitor"),
        long(
            "chronology",
            "Which chronology was before the meeting?",
            "Say which chronology, and up to which day it goes",
        ),
        long(
            "family_conference",
            "What came of a family group conference?",
            "Say what came of it, or why none was offered",
        ),
        long("kin", KIN, "Say who was considered"),
        long("advice", "What was the legal advice?", "Record the advice"),
        choice(
            "decision", "What was decided?", "Choose what was decided", PlanningDecision.choices
        ),
        long("reason", "Why?", "Say why"),
    )


def planning(told: CourtShown, form: Form, who: Who) -> object:
    """The meeting held."""
    met = Met(
        held_on=the_day(form, "held_on"),
        decision=PlanningDecision(form.value("decision")),
        solicitor=form.value("solicitor"),
        chronology=form.value("chronology"),
        family_conference=form.value("family_conference"),
        kin=form.value("kin"),
        advice=form.value("advice"),
        reason=form.value("reason"),
    )
    return actions.hold_planning(child=told.person_id, met=met, by=who)


def letter(told: CourtShown, form: Form, who: Who) -> object:
    """The letter sent."""
    return actions.send_letter(child=told.person_id, done=_done(form), by=who)


def meeting_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked of a pre-proceedings meeting."""
    label = "What was agreed, and what is done if it fails?"
    return (_on(who, "When was it held?"), long("words", label, "Say what was agreed"))


def meeting(told: CourtShown, form: Form, who: Who) -> object:
    """The meeting held."""
    return actions.hold_meeting(child=told.person_id, done=_done(form), by=who)


def review_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked of a review of pre-proceedings."""
    label = "What has changed, and what is to be done?"
    return (_on(who, "When was it reviewed?"), long("words", label, "Say what has changed"))


def review(told: CourtShown, form: Form, who: Who) -> object:
    """Reviewed."""
    return actions.review_planning(child=told.person_id, done=_done(form), by=who)


def extend_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked when something goes on for longer."""
    return (
        _on(who, "When was it decided?"),
        day("until", "On which day does it then end?", "Enter the day on which it ends"),
        long("words", "Why?", "Say why"),
    )


def extend(told: CourtShown, form: Form, who: Who) -> object:
    """Extended by the head of service."""
    return actions.extend_planning(child=told.person_id, done=_done(form), by=who)


def step_down_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked at the end of pre-proceedings."""
    return (
        _on(who, "On which day do they end?"),
        long("words", "What has changed?", "Say what has changed"),
        several(
            "sent",
            "Which letter has been sent?",
            "Send the letter that ends pre-proceedings first",
            (("end", "The letter that tells the parents of the end"),),
        ),
    )


def step_down(told: CourtShown, form: Form, who: Who) -> object:
    """Ended without court."""
    sent = "end" in form.values("sent")
    return actions.step_down(child=told.person_id, done=_done(form), told_parents=sent, by=who)


def issue_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked when the application is issued."""
    return (
        _on(who, "On which day did the court issue it?"),
        several("ready", "What was put before the court?", "Choose what was put before it", READY),
        long("kin", KIN, "Say who was considered"),
    )


def issue(told: CourtShown, form: Form, who: Who) -> object:
    """The application issued."""
    ready = form.values("ready")
    applied = Applied(
        on=the_day(form, "on"),
        application="application" in ready,
        threshold="threshold" in ready,
        care_plan="care_plan" in ready,
        kin=form.value("kin"),
    )
    return actions.issue(child=told.person_id, applied=applied, by=who)


def documents(told: CourtShown, form: Form, who: Who) -> object:
    """The documents filed."""
    return actions.file_documents(child=told.person_id, done=_done(form), by=who)


def directions(told: CourtShown, form: Form, who: Who) -> object:
    """The directions given."""
    return actions.record_directions(child=told.person_id, done=_done(form), by=who)


def list_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked of a hearing that is listed."""
    return (
        choice("kind", "Which hearing?", "Choose the hearing", HearingKind.choices),
        day("listed_on", "When was it listed?", "Enter the day it was listed", first=who.on),
        day("listed_for", "For which day?", "Enter the day of the hearing"),
    )


def listed(told: CourtShown, form: Form, who: Who) -> object:
    """A hearing listed."""
    hearing = Listed(
        kind=HearingKind(form.value("kind")),
        listed_on=the_day(form, "listed_on"),
        listed_for=the_day(form, "listed_for"),
    )
    return actions.list_hearing(child=told.person_id, listed=hearing, by=who)


def hearing_fields(told: CourtShown, who: Who) -> Fields:
    """What is asked of a hearing that was held."""
    waiting = [
        (str(one.id), f"{one.kind}, {words.short_date(one.listed_for)}")
        for one in told.hearings
        if one.held_on is None
    ]
    return (
        pick("hearing", "Which hearing?", "Choose the hearing", waiting),
        _on(who, "When was it held?"),
        long("words", "What did the court order?", "Say what was ordered"),
    )


def heard(told: CourtShown, form: Form, who: Who) -> object:
    """A hearing held."""
    key = chosen(form, "hearing")
    waiting = to_be_held(who=who, person_id=told.person_id)
    found = next((one for one in waiting if one.id == key), None)
    if found is None:
        raise BadInput("choose a hearing that waits to be held", field="hearing")
    return actions.record_hearing(hearing=found, done=_done(form), by=who)


def lengthen(told: CourtShown, form: Form, who: Who) -> object:
    """Extended by the court."""
    return actions.lengthen_timetable(child=told.person_id, done=_done(form), by=who)


def final_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked at the end of proceedings."""
    return (
        choice("order", "How did they end?", "Choose how they ended", FinalOrder.choices),
        _on(who, "On which day?"),
        long("words", "What does the order say?", "Say what the order says"),
    )


def final(told: CourtShown, form: Form, who: Who) -> object:
    """Ended by a final order."""
    order, on = FinalOrder(form.value("order")), the_day(form, "on")
    ordered = Ordered(on=on, order=order, words=form.value("words"))
    return actions.end_proceedings(child=told.person_id, ordered=ordered, by=who)


def _on(who: Who, label: str) -> Field:
    return day("on", label, "Enter the day", first=who.on)


def _done(form: Form) -> Done:
    return Done(on=the_day(form, "on"), words=form.value("words"), until=form.on("until"))
