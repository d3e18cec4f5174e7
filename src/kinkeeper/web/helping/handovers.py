"""Answering a handover, taking it back, and recording its meeting, as question pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.earlyhelp import actions
from kinkeeper.earlyhelp.queries import Handing, HandoverShown
from kinkeeper.earlyhelp.told import Met
from kinkeeper.web.decision_form import Form
from kinkeeper.web.questions import Fields, choice, day, long, the_day


@dataclass(frozen=True, slots=True)
class Answering:
    """A question page of a handover: its words, its fields, the verb, and when it fits."""

    title: str
    purpose: str
    fields: Callable[[Who], Fields]
    act: Callable[[Handing, Form, Who], object]
    needs: Permission
    fits: Callable[[HandoverShown, Who], bool]
    button: str = "Keep this"


def _answer(who: Who) -> Fields:
    offered = (("yes", "Accept the family"), ("no", "Refuse, and say why"))
    return (
        choice("accepted", "Do you accept the family?", "Choose whether you accept", offered),
        long("reason", "If you refuse, why?"),
        day("on", "On which day?", "Enter the day you answered", first=who.on),
    )


def _keep_answer(found: Handing, form: Form, who: Who) -> None:
    accepted, reason = form.value("accepted") == "yes", form.value("reason")
    on = the_day(form, "on")
    actions.answer_handover(handover=found, accepted=accepted, on=on, reason=reason, by=who)


def _back(who: Who) -> Fields:
    return (
        long("reason", "Why do you take it back?", "Say why"),
        day("on", "On which day?", "Enter the day you took it back", first=who.on),
    )


def _keep_back(found: Handing, form: Form, who: Who) -> None:
    actions.take_back(handover=found, on=the_day(form, "on"), reason=form.value("reason"), by=who)


def _meeting(who: Who) -> Fields:
    came = (("yes", "Yes"), ("no", "No"))
    return (
        day("held_on", "When did you meet?", "Enter the day you met", first=who.on),
        long("came", "Who came?", "Say who came", "The new lead, the outgoing worker, the family"),
        choice("family_came", "Did the family come?", "Choose whether the family came", came),
        long("family_absent_why", "If they did not, why?"),
    )


def _keep_meeting(found: Handing, form: Form, who: Who) -> None:
    met = Met(
        held_on=the_day(form, "held_on"),
        came=form.value("came"),
        family_came=form.value("family_came") == "yes",
        family_absent_why=form.value("family_absent_why"),
    )
    actions.record_handover_meeting(handover=found, met=met, by=who)


# fmt: off
ANSWERINGS: Final[Mapping[str, Answering]] = MappingProxyType({
    "answer": Answering("Answer the handover",
        "Accept the family you are asked to receive, or refuse and say why. Until you answer they stay.",
        _answer, _keep_answer, Permission.ANSWER_HANDOVER,
        lambda told, who: told.waits and told.offered_by_id != who.id, "Give this answer"),
    "take-back": Answering("Take the handover back",
        "Take back what you offered while nobody has answered, with the reason for it.",
        _back, _keep_back, Permission.OFFER_HANDOVER,
        lambda told, who: told.waits and told.offered_by_id == who.id, "Take it back"),
    "meeting": Answering("The handover meeting",
        "Record the meeting at which the family, the outgoing worker and the new lead handed over.",
        _meeting, _keep_meeting, Permission.OFFER_HANDOVER, lambda told, _: told.wants_meeting),
})
# fmt: on
