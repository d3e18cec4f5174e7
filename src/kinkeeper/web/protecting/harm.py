"""Suspicion, the strategy discussion and the outcome of section 47, as question pages."""

from __future__ import annotations

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.protection import actions
from kinkeeper.protection.harm_queries import ProtectionShown, enquiry_going_on
from kinkeeper.protection.kinds import EnquiryResult, StrategyDecision, TakesPart
from kinkeeper.protection.states import Harm
from kinkeeper.protection.told_of_harm import Attended, Discussed, Found, Said, Suspected
from kinkeeper.web.decision_form import Form
from kinkeeper.web.protecting.asked import agencies, lead_field, ticked
from kinkeeper.web.questions import Fields, choice, chosen, day, long, several, text, the_day


def suspect_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked when significant harm is suspected."""
    return (
        day("on", "When was it decided?", "Enter the day it was decided", first=who.on),
        long("cause", "Why is significant harm suspected?", "Say why harm is suspected"),
        long("backdated_why", "If that day is before the referral, why?"),
    )


def suspect(told: ProtectionShown, form: Form, who: Who) -> object:
    """Harm suspected, in the child's open case."""
    told_of = Suspected(
        on=the_day(form, "on"),
        cause=form.value("cause"),
        backdated_why=form.value("backdated_why"),
    )
    found = involvement(who=who, person_id=told.person_id)
    if found is None:
        raise no_case()
    child, episode = told.person_id, found.episode_id
    return actions.suspect_harm(child=child, episode=episode, suspected=told_of, by=who)


def strategy_fields(told: ProtectionShown, who: Who) -> Fields:
    """What is asked of a strategy discussion; one that goes with an enquiry begins no other."""
    again = told.stands.harm is not Harm.STRATEGY
    offered = [one for one in StrategyDecision if not again or not one.value.startswith("s47")]
    asked = [
        text(
            _came(one), f"{one.label}: who took part?", hint="Name and role; leave empty if nobody"
        )
        for one in TakesPart
    ]
    enquiry: Fields = () if again else (*_sees(), *lead_field(who, told.person_id))
    return (
        day("held_on", "When was it held?", "Enter the day it was held", first=who.on),
        *asked,
        several("absent", "Which agencies were asked but did not come?", "", agencies()),
        long("shared", "What did each agency share?", "Say what each agency shared"),
        choice(
            "decision",
            "What was decided?",
            "Choose what was decided",
            [(one.value, one.label) for one in offered],
        ),
        long("reason", "Why?", hint="Needed where no section 47 enquiry begins"),
        long("safety", "What keeps the child safe now?", "Say what keeps the child safe now"),
        *enquiry,
    )


def discuss(told: ProtectionShown, form: Form, who: Who) -> object:
    """A strategy discussion held."""
    came = [
        Attended(agency=one, name=form.value(_came(one)))
        for one in TakesPart
        if form.value(_came(one))
    ]
    absent = [Attended(agency=one, came=False) for one in ticked(form, "absent")]
    said = Discussed(
        held_on=the_day(form, "held_on"),
        decision=StrategyDecision(form.value("decision")),
        attended=(*came, *absent),
        shared=form.value("shared"),
        safety=form.value("safety"),
        reason=form.value("reason"),
        plan=form.value("plan"),
        seen_by=form.value("seen_by"),
        see_by_on=form.on("see_by_on"),
        lead=chosen(form, "lead"),
    )
    return actions.hold_strategy(child=told.person_id, discussed=said, by=who)


def outcome_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked of the outcome of a section 47 enquiry."""
    return (
        day("on", "When was it decided?", "Enter the day it was decided", first=who.on),
        choice(
            "result", "What did the enquiry find?", "Choose what it found", EnquiryResult.choices
        ),
        long("reason", "Why?", "Say why"),
        long(
            "account", "What did the child tell?", "Say what the child told, or how it was sought"
        ),
        long(
            "feedback", "When and how was the family told?", "Say when and how the family was told"
        ),
        several(
            "agree",
            "Which agencies agree that no conference is needed?",
            "",
            agencies(),
            "Asked where harm was found and no conference is to be held",
        ),
        several("ask", "Which agencies ask for a conference?", "", agencies()),
        long("views", "What did they say?"),
    )


def decide_outcome(told: ProtectionShown, form: Form, who: Who) -> object:
    """The outcome of the enquiry that goes on."""
    enquiry = enquiry_going_on(who=who, person_id=told.person_id)
    if enquiry is None:
        raise BadInput("no enquiry goes on", field="result")
    asks, agree = ticked(form, "ask"), ticked(form, "agree")
    words = form.value("views")
    views = [
        Said(agency=one, asks_for_conference=one in asks, words=words)
        for one in TakesPart
        if one in asks or one in agree
    ]
    found = Found(
        result=EnquiryResult(form.value("result")),
        on=the_day(form, "on"),
        reason=form.value("reason"),
        account=form.value("account"),
        feedback=form.value("feedback"),
        views=views,
    )
    return actions.record_outcome(enquiry=enquiry, found=found, by=who)


def no_case() -> Refused:
    """What is said where the child has no open case."""
    return Refused(
        "The child has no open case.",
        missing="an open case",
        who_can_waive="nobody",
        do="Record the referral first.",
    )


def _sees() -> Fields:
    return (
        long("plan", "What is planned: visit, medical, interview?"),
        text("seen_by", "If an enquiry begins: who sees the child?"),
        day("see_by_on", "By which day?", ""),
    )


def _came(one: TakesPart) -> str:
    return f"came_{one.value}"
