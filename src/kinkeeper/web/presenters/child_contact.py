"""One contact about a child, in words."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from kinkeeper.access.queries import names as full_names
from kinkeeper.access.who import Who
from kinkeeper.frontdoor.contact_queries import ContactShown
from kinkeeper.frontdoor.group_queries import GroupShown
from kinkeeper.frontdoor.kinds import Step
from kinkeeper.frontdoor.states import MOVES
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters import front_door
from kinkeeper.web.presenters.said_of import said_of

CLOSED = "Not open to you: it tells of another child too, or your role does not read it"


def page(who: Who, found: ContactShown, told: GroupShown | None, problem: str) -> dict[str, object]:
    """What was told, what was done, and whether it waits for the reader to take it."""
    takers = full_names({step.by for step in found.steps if step.by})
    came = words.full_moment(found.received_at) if found.received_at else ""
    return {
        "facts": [
            Fact("Came", came or words.full_date(found.received_on)),
            Fact("How", found.channel),
            Fact("From", str(found.referral_source) if found.referral_source else None),
            Fact("Who told it", _teller(told)),
            Fact("About", found.reason),
            Fact("In their words", told.concern if told else CLOSED),
            Fact("Said of the child", _said_of(who, told, found.person_id)),
        ],
        "done": [front_door.done(step, takers) for step in found.steps],
        "takes": _waits(who, found),
        "problem": problem,
        "here": reverse("child-contact", args=[found.person_id, found.id]),
    }


def _teller(told: GroupShown | None) -> str | None:
    """Who rang or wrote, and how they are reached; None where they did not say."""
    if told is None:
        return CLOSED
    agency = (told.agency,) if told.agency else ()
    return ", ".join((*told.referrer, *agency)) or None


def _said_of(who: Who, told: GroupShown | None, person_id: UUID) -> str | None:
    """Age, address and what else was said of this child, and of no other."""
    if told is None:
        return CLOSED
    return said_of(who, told, person_id) or None


def _waits(who: Who, found: ContactShown) -> bool:
    course = front_door.course_of(found)
    what = MOVES[Step.ACKNOWLEDGED].permission
    return course.may(Step.ACKNOWLEDGED) and front_door.allowed(who, what, found.person_id)
