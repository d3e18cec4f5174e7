"""One contact about a child, in words."""

from __future__ import annotations

from django.urls import reverse

from kinkeeper.access.queries import names as full_names
from kinkeeper.access.who import Who
from kinkeeper.frontdoor.contact_queries import ContactShown
from kinkeeper.frontdoor.kinds import Step
from kinkeeper.frontdoor.states import MOVES
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters import front_door

CLOSED = "Not open to you: it tells of another child too, or your role does not read it"


def page(who: Who, found: ContactShown, told: str | None, problem: str) -> dict[str, object]:
    """What was told, what was done, and whether it waits for the reader to take it."""
    takers = full_names({step.by for step in found.steps if step.by})
    came = words.full_moment(found.received_at) if found.received_at else ""
    return {
        "facts": [
            Fact("Came", came or words.full_date(found.received_on)),
            Fact("How", found.channel),
            Fact("From", str(found.referral_source) if found.referral_source else None),
            Fact("About", found.reason),
            Fact("In their words", CLOSED if told is None else told or None),
        ],
        "done": [front_door.done(step, takers) for step in found.steps],
        "takes": _waits(who, found),
        "problem": problem,
        "here": reverse("child-contact", args=[found.person_id, found.id]),
    }


def _waits(who: Who, found: ContactShown) -> bool:
    course = front_door.course_of(found)
    what = MOVES[Step.ACKNOWLEDGED].permission
    return course.may(Step.ACKNOWLEDGED) and front_door.allowed(who, what, found.person_id)
