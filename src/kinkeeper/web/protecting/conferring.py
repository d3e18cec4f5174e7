"""Conferences as question pages: booked, asked to, reported to, held, and what is sent after."""

from __future__ import annotations

from collections.abc import Callable

from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput
from kinkeeper.protection import actions
from kinkeeper.protection.harm_queries import Booking, ProtectionShown, invitations_waiting, to_send
from kinkeeper.protection.kinds import ConferenceDecision, TakesPart, View
from kinkeeper.protection.told_of_harm import Booked, Held, Spoke, Terms
from kinkeeper.reviews.actions import hold_review
from kinkeeper.web.decision_form import Form
from kinkeeper.web.protecting import asked
from kinkeeper.web.questions import (
    Fields,
    choice,
    chosen,
    day,
    long,
    pick,
    said_yes,
    several,
    text,
    the_day,
    yes_no,
)

REVIEW = "review"
FIRST = (ConferenceDecision.PLAN, ConferenceDecision.NO_PLAN)
LATER = (ConferenceDecision.CONTINUE, ConferenceDecision.END)


def book_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked when a conference is booked."""
    return (
        day("booked_for", "When is the conference?", "Enter the day of the conference"),
        pick("chair", "Who chairs it?", "Choose who chairs it", asked.chairs(who),
            "Somebody outside the line of the team that works with the child"),
        day("booked_on", "When was it booked?", "Enter the day it was booked", first=who.on),
    )  # fmt: skip


def book(told: ProtectionShown, form: Form, who: Who) -> object:
    """The conference that is owed."""
    chair = chosen(form, "chair")
    if chair is None:
        raise BadInput("choose who chairs it", field="chair")
    booked = Booked(
        booked_on=the_day(form, "booked_on"), booked_for=the_day(form, "booked_for"), chair=chair
    )
    return actions.book_conference(child=told.person_id, booked=booked, by=who)


def move_fields(_: ProtectionShown, __: Who) -> Fields:
    """What is asked when a conference is put on another day."""
    return (
        day("booked_for", "When is the conference now?", "Enter the new day"),
        long("why", "Why is it moved?", "Say why it is moved"),
    )


def move(told: ProtectionShown, form: Form, who: Who) -> object:
    """Another day."""
    booked_for, why = the_day(form, "booked_for"), form.value("why")
    return actions.move_conference(booking=_now(told), booked_for=booked_for, why=why, by=who)


def call_off_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked when a conference is called off."""
    return (
        long("why", "Why is it called off?", "Say why it is called off"),
        day("on", "When was that decided?", "Enter the day it was decided", first=who.on),
    )


def call_off(told: ProtectionShown, form: Form, who: Who) -> object:
    """Called off."""
    on, why = the_day(form, "on"), form.value("why")
    return actions.call_off_conference(booking=_now(told), on=on, why=why, by=who)


def invite_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked when an agency is asked to a conference."""
    return (
        choice("agency", "Which agency?", "Choose the agency", asked.agencies()),
        text("name", "Who, or which team or school?", "Enter who is asked"),
        day("on", "When were they asked?", "Enter the day they were asked", first=who.on),
    )


def invite(told: ProtectionShown, form: Form, who: Who) -> object:
    """One agency asked."""
    agency, name = TakesPart(form.value("agency")), form.value("name")
    on = the_day(form, "on")
    return actions.invite(booking=_now(told), agency=agency, name=name, on=on, by=who)


def report_fields(told: ProtectionShown, who: Who) -> Fields:
    """Which of the agencies asked has sent its report."""
    waiting = invitations_waiting(who=who, booking=told.booking) if told.booking else ()
    offered = [(str(one.id), f"{TakesPart(one.agency).label}: {one.name}") for one in waiting]
    return (
        choice("invitation", "Whose report has come?", "Choose whose report has come", offered),
        day("on", "When did it reach the chair?", "Enter the day it came", first=who.on),
    )


def report_in(told: ProtectionShown, form: Form, who: Who) -> object:
    """One report in."""
    waiting = {str(one.id): one for one in invitations_waiting(who=who, booking=_now(told))}
    one = waiting.get(form.value("invitation"))
    if one is None:
        raise BadInput("choose whose report has come", field="invitation")
    return actions.receive_report(invitation=one, on=the_day(form, "on"), by=who)


def day_fields(label: str) -> Callable[[ProtectionShown, Who], Fields]:
    """A form that asks for one day."""

    def fields(_: ProtectionShown, who: Who) -> Fields:
        return (day("on", label, "Enter the day", first=who.on),)

    return fields


def share(told: ProtectionShown, form: Form, who: Who) -> object:
    """The report shared."""
    return actions.share_report(booking=_now(told), on=the_day(form, "on"), by=who)


def send_decisions(told: ProtectionShown, form: Form, who: Who) -> object:
    """The decisions sent, of the earliest conference of which they were not."""
    found = _to_send(told, who, "decisions")
    return actions.send_decisions(booking=found, on=the_day(form, "on"), by=who)


def send_minutes(told: ProtectionShown, form: Form, who: Who) -> object:
    """The minutes sent, of the earliest conference of which they were not."""
    found = _to_send(told, who, "minutes")
    return actions.send_minutes(booking=found, on=the_day(form, "on"), by=who)


def hold_fields(told: ProtectionShown, who: Who) -> Fields:
    """What is asked of a conference that was held."""
    is_review = told.booking is not None and told.booking.kind == REVIEW
    decisions = [(one.value, one.label) for one in (LATER if is_review else FIRST)]
    return (
        day("on", "When was it held?", "Enter the day it was held", first=who.on),
        several("came", "Which agencies came?", "Choose who came", asked.agencies()),
        long("not_quorate_why", "If fewer than three came, why did you go ahead?"),
        choice("decision", "What did the conference decide?", "Choose what was decided", decisions),
        long("reasons", "Why?", "Say why"),
        several("dissent", "Which agencies dissent?", "", asked.agencies()),
        long("dissent_why", "Why do they dissent?"),
        long("childs_view", "How did the child take part, and what do they say?",
            "Say how the child took part, or how their view was sought"),
        long("family_view", "What does the family say?"),
        *_terms_fields(told, who),
        *(_end_fields() if is_review else ()),
    )  # fmt: skip


def hold(told: ProtectionShown, form: Form, who: Who) -> object:
    """An initial, transfer-in or review conference held."""
    booking = _now(told)
    dissent = asked.ticked(form, "dissent")
    spoke = [
        Spoke(
            agency=one,
            view=View.DISSENTS if one in dissent else View.AGREES,
            words=form.value("dissent_why") if one in dissent else "",
        )
        for one in asked.ticked(form, "came")
    ]
    held = Held(
        on=the_day(form, "on"),
        decision=ConferenceDecision(form.value("decision")),
        reasons=form.value("reasons"),
        childs_view=form.value("childs_view"),
        family_view=form.value("family_view"),
        not_quorate_why=form.value("not_quorate_why"),
        spoke=spoke,
        terms=_terms(form),
        looked_after=said_yes(form, "looked_after") is True,
        cin_offered=said_yes(form, "cin_offered"),
    )
    if booking.kind == REVIEW:
        return hold_review(booking=booking, held=held, by=who)
    return actions.hold_conference(booking=booking, held=held, by=who)


def _terms_fields(told: ProtectionShown, who: Who) -> Fields:
    return (
        pick("category", "If there is a plan: for which category?", "", asked.categories()),
        *asked.lead_field(who, told.person_id),
        long("core_group", "Who is in the core group?",
            hint="One on each line: the name, a comma, the agency. Family without an agency"),
        text("visit_days", "How many working days between visits, at most?"),
        day("review_by", "By which day is the next review conference?", ""),
        long("outline", "What has to change, and what is done?"),
        long("contingency", "What is done if the plan does not work?"),
    )  # fmt: skip


def _end_fields() -> Fields:
    return (
        yes_no("looked_after", "If the plan ends: is the child looked after?", ""),
        yes_no("cin_offered", "Was a child in need plan offered?", ""),
    )


def _terms(form: Form) -> Terms:
    return Terms(
        category=form.value("category"),
        lead=chosen(form, "lead"),
        core_group=asked.members(form, "core_group"),
        visit_days=asked.number(form, "visit_days"),
        review_by=form.on("review_by"),
        outline=form.value("outline"),
        contingency=form.value("contingency"),
    )


def _now(told: ProtectionShown) -> Booking:
    if told.booking is None:
        raise BadInput("no conference is booked", field="on")
    return told.booking


def _to_send(told: ProtectionShown, who: Who, what: str) -> Booking:
    found = to_send(who=who, person_id=told.person_id, what=what)
    if found is None:
        raise BadInput("everything was sent already", field="on")
    return found
