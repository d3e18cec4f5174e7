"""Moves between authorities, stays for a time, and the life of a plan between conferences, as pages."""

from __future__ import annotations

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.kernel.errors import BadInput
from kinkeeper.protection import actions
from kinkeeper.protection.harm_queries import OurPlan, ProtectionShown, plan_going_on
from kinkeeper.protection.kinds import PlanEnd
from kinkeeper.protection.told_of_harm import Ended, Stays
from kinkeeper.web.decision_form import Form
from kinkeeper.web.protecting.asked import categories
from kinkeeper.web.protecting.harm import no_case
from kinkeeper.web.questions import Fields, choice, day, long, text, the_day

ENDS = (PlanEnd.MOVED, PlanEnd.EIGHTEEN, PlanEnd.DIED)
WHICH = "Which authority?"


def move_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked of a notice between authorities."""
    return (
        text("authority", WHICH, "Enter the authority"),
        day("on", "On which day was the notice given?", "Enter the day", first=who.on),
    )


def move_in(told: ProtectionShown, form: Form, who: Who) -> object:
    """A child on another authority's plan has moved in for good."""
    found = involvement(who=who, person_id=told.person_id)
    if found is None:
        raise no_case()
    return actions.hear_of_move_in(
        child=told.person_id,
        episode=found.episode_id,
        authority=form.value("authority"),
        on=the_day(form, "on"),
        by=who,
    )


def move_out(told: ProtectionShown, form: Form, who: Who) -> object:
    """A child on our plan has moved away for good, and the other authority was told."""
    authority, on = form.value("authority"), the_day(form, "on")
    return actions.tell_of_move_out(plan=_plan(told, who), authority=authority, on=on, by=who)


def received(told: ProtectionShown, form: Form, who: Who) -> object:
    """The other authority held its conference."""
    if told.transfer_out is None:
        raise BadInput("no authority was told of a move", field="on")
    return actions.record_received(transfer=told.transfer_out, on=the_day(form, "on"), by=who)


def stay_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked of a child who lives here for a time on another authority's plan."""
    return (
        text("authority", "Whose plan is it?", "Enter the authority"),
        text("contact", "Whom do we ring there?", "Enter whom to ring, and the number"),
        choice("category", "For which category?", "Choose the category", categories()),
        day("started_on", "Since when do they live here?", "Enter the day", first=who.on),
    )


def stay(told: ProtectionShown, form: Form, who: Who) -> object:
    """On the list for a time."""
    stays = Stays(
        authority=form.value("authority"),
        contact=form.value("contact"),
        category=form.value("category"),
        started_on=the_day(form, "started_on"),
    )
    return actions.list_temporarily(child=told.person_id, stays=stays, by=who)


def why_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked when a stay ends."""
    return (
        long("why", "Why does it end?", "Say why it ends"),
        day("on", "On which day?", "Enter the day", first=who.on),
    )


def end_stay(told: ProtectionShown, form: Form, who: Who) -> object:
    """Off the list."""
    if told.stay is None:
        raise BadInput("the child is not on the list for a time", field="why")
    on, why = the_day(form, "on"), form.value("why")
    return actions.end_temporary(temporary=told.stay, on=on, why=why, by=who)


def end_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked when a plan ends without a conference here."""
    return (
        choice(
            "reason", "Why does the plan end?", "Choose why", [(e.value, e.label) for e in ENDS]
        ),
        long("words", "What happened?", "Say what happened"),
        day("on", "On which day does it end?", "Enter the day", first=who.on),
    )


def end(told: ProtectionShown, form: Form, who: Who) -> object:
    """The plan ended."""
    reason, words = PlanEnd(form.value("reason")), form.value("words")
    ended = Ended(reason=reason, on=the_day(form, "on"), words=words)
    return actions.end_plan(plan=_plan(told, who), ended=ended, by=who)


def check_fields(_: ProtectionShown, who: Who) -> Fields:
    """What is asked of a look at a plan."""
    return (
        long("words", "What did you find, and what is to be done?", "Say what you found"),
        day("on", "On which day?", "Enter the day", first=who.on),
    )


def midway(told: ProtectionShown, form: Form, who: Who) -> object:
    """The chair's check."""
    on, words = the_day(form, "on"), form.value("words")
    return actions.record_midway(plan=_plan(told, who), on=on, words=words, by=who)


def senior(told: ProtectionShown, form: Form, who: Who) -> object:
    """The head of service's review."""
    on, words = the_day(form, "on"), form.value("words")
    return actions.record_senior_review(plan=_plan(told, who), on=on, words=words, by=who)


def _plan(told: ProtectionShown, who: Who) -> OurPlan:
    found = plan_going_on(who=who, person_id=told.person_id)
    if found is None:
        raise BadInput("no child protection plan goes on", field="on")
    return found
