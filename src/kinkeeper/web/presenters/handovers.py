"""A step up or down in words: what is offered, how it stands, and what may be done with it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.depth import Depth
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.duties.threads import Limit, open_limits
from kinkeeper.earlyhelp.queries import HandoverShown
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.due import due
from kinkeeper.web.helping.handovers import ANSWERINGS
from kinkeeper.web.parts import Fact, Link
from kinkeeper.web.presenters import people
from kinkeeper.web.scope import Subject

MEETING = ("eh_stepdown_meeting",)
AGREES = {True: "Yes", False: "No", None: "Not asked yet"}


def name(who: Who, subject: Subject) -> str:
    """Whose family it is; the reference where names are masked."""
    return people.title(subject.person, names_of(who, [subject.id]).get(subject.id, ()))


def meetings(who: Who, found: Collection[HandoverShown]) -> dict[UUID, Limit]:
    """By step down, until when all have to meet; it runs from the decision, accepted or not."""
    closing = {one.id: one.episode_id for one in found if one.episode_id and one.wants_meeting}
    limits = open_limits(who=who, threads=closing.values(), clocks=MEETING)
    return {one: limits[episode] for one, episode in closing.items() if episode in limits}


def facts(told: HandoverShown, who: Who) -> list[Fact]:
    """What is offered, and how it stands."""
    limit = meetings(who, [told]).get(told.id)
    by_when = [Fact("Meet by", str(due(limit.due_on)))] if limit else []
    answered = f" on {words.full_date(told.answered_on)}" if told.answered_on else ""
    by = f", by {told.answered_by}" if told.answered_by else ""
    met = f"{words.full_date(told.met_on)}: {told.who_came}" if told.met_on else None
    return [
        Fact("How it stands", f"{told.stands}{answered}{by}"),
        Fact("Decided", f"{words.full_date(told.decided_on)}, by {told.offered_by}"),
        Fact("Offered to", told.to),
        Fact("What is needed, and why", told.reason),
        Fact("The family agrees", AGREES[told.family_agrees]),
        Fact("New lead professional", told.lead or None),
        Fact("What the receiver said", told.answer_reason or None),
        Fact("Handover meeting", met),
        *by_when,
    ]


def ways(told: HandoverShown, who: Who) -> list[Link]:
    """What may be done with it by who reads it."""
    return [
        Link(one.title, reverse("handover-step", args=[told.id, slug]))
        for slug, one in ANSWERINGS.items()
        if one.fits(told, who) and may(who, one.needs, told.person_id)
    ]


def records(told: HandoverShown, subject: Subject) -> list[Link]:
    """The records around it that the reader may open."""
    if subject.depth < Depth.RECORD:
        return []
    found = told.early_help_id or told.began_id
    helped = [Link("The early help", reverse("early-help-one", args=[found]))] if found else []
    return [Link("The record", reverse("child", args=[subject.id])), *helped]
