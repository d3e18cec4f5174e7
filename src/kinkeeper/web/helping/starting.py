"""Asking for early help, and stepping a family down to it: what is asked, and the verbs."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kinkeeper.access.queries import names
from kinkeeper.access.who import Who
from kinkeeper.earlyhelp import actions
from kinkeeper.earlyhelp.kinds import Beginning, Said
from kinkeeper.earlyhelp.queries import Handing, Help
from kinkeeper.earlyhelp.told import Agreed, Asked, Named, Offered
from kinkeeper.frontdoor.kinds import HelpLevel
from kinkeeper.frontdoor.queries import contacts, involvement
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.helping.fields import level_fields, rated, teams, workers
from kinkeeper.web.questions import Fields, choice, chosen, day, long, text, the_day

NOT_YET: Final = "not_yet"
AGREES: Final = (("yes", "Yes"), ("no", "No"), (NOT_YET, "They have not been asked yet"))


def start_fields(who: Who) -> Fields:
    """What is asked when early help is asked for."""
    froms = [one for one in Beginning.choices if one[0] != Beginning.STEP_DOWN]
    return (
        long("need", "What is needed?", "Say what is needed"),
        day("need_on", "When was the need first known?", "Enter the day the need was known"),
        choice("began_from", "What does it follow from?", "Choose what it follows from", froms),
        choice("agrees", "Does the family agree?", "Choose whether the family agrees", AGREES),
        text("by_whom", "If you asked, who of the family answered?", hint="For example, mother"),
        Field(
            "coordinator",
            "Who coordinates it?",
            "select",
            "Choose who coordinates it",
            "They reach this family's record until early help ends",
            workers(who),
        ),
    )


def start(child: UUID, form: Form, who: Who) -> Help:
    """Early help asked for; linked to the contact and the episode it follows from."""
    user = UUID(form.value("coordinator"))
    began = Beginning(form.value("began_from"))
    asked = Asked(
        need=form.value("need"),
        need_on=the_day(form, "need_on"),
        began_from=began,
        coordinator=Named(name=names([user])[user], agency="Early help", user=user),
        contact=_contact(child, who) if began is Beginning.CONTACT else None,
        episode=_episode(child, who, early=True),
    )
    return actions.start(child=child, asked=asked, agreed=_said(form, who), by=who)


def _said(form: Form, who: Who) -> Agreed | None:
    """What the family said, where it was asked."""
    if form.value("agrees") == NOT_YET:
        return None
    if not form.value("by_whom"):
        raise BadInput("enter who of the family answered", field="by_whom")
    said = Said.GIVEN if form.value("agrees") == "yes" else Said.REFUSED
    by_whom = form.value("by_whom")
    return Agreed(said=said, by_whom=by_whom, on=who.on, told_by=who.full_name)


def down_fields(who: Who) -> Fields:
    """What is asked when a family is to step down."""
    return (
        long("reason", "What help does the family still need?", "Say what help is still needed"),
        *level_fields(who.on),
        choice("agrees", "Does the family agree?", "Choose whether the family agrees", AGREES),
        text("family_by", "If they agree, who said so?", hint="For example, mother"),
        text("name", "Who is to lead?", hint="It cannot be accepted without a lead"),
        text("agency", "Which agency are they of?"),
        text("telephone", "Their telephone number"),
        Field(
            "user", "Which early help worker is to receive them?", "select", choices=workers(who)
        ),
        Field("team", "Or which team?", "select", choices=teams()),
        day("decided_on", "When was it decided?", "Enter the day it was decided", first=who.on),
    )


def step_down(child: UUID, form: Form, who: Who) -> Handing:
    """A step down, offered. Refused where no case of social care is open."""
    episode = _episode(child, who, early=False)
    if episode is None:
        raise Refused(
            "There is no open case of social care to step down from.",
            missing="an open case",
            who_can_waive="nobody",
            do="Start early help instead.",
        )
    if chosen(form, "user") is None and chosen(form, "team") is None:
        raise BadInput("choose who is to receive them", field="user")
    lead, agency, telephone = (form.value(one) for one in ("name", "agency", "telephone"))
    offered = Offered(
        decided_on=the_day(form, "decided_on"),
        reason=form.value("reason"),
        rated=rated(form),
        to_user=chosen(form, "user"),
        to_team=chosen(form, "team"),
        lead=Named(name=lead, agency=agency, telephone=telephone),
        family_agrees={"yes": True, "no": False}.get(form.value("agrees")),
        family_by=form.value("family_by"),
    )
    return actions.offer_step_down(child=child, episode=episode, offered=offered, by=who)


def _contact(child: UUID, who: Who) -> UUID | None:
    """The contact it follows from: the latest that the asker sees."""
    return next((one.id for one in contacts(who=who, person_id=child)), None)


def _episode(child: UUID, who: Who, *, early: bool) -> UUID | None:
    """The child's open episode, where it is of early help, or where it is not."""
    found = involvement(who=who, person_id=child)
    if found is None or (found.level == HelpLevel.EARLY_HELP) is not early:
        return None
    return found.episode_id
