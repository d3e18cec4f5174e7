"""A child who is looked after has an open case; of one who was, a head of service closes it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.care.models import CarePeriod
from kinkeeper.chronology.guards import CLOSE_BY_TEAM_MANAGER, CLOSE_EPISODE, END_WORK, hold_up
from kinkeeper.frontdoor.queries import times_of
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today


def is_looked_after(episode_id: UUID) -> Refused | None:
    """Whoever is looked after is a child in need until care ends."""
    if not _of(episode_id).filter(ended_on=None).exists():
        return None
    return Refused(
        "The child is looked after, so the case may not close.",
        missing="the end of care",
        who_can_waive="nobody",
        do="Close the case once the child is looked after no longer.",
    )


def care_goes_on(person_id: UUID) -> Refused | None:
    """While somebody is looked after, their workers stay, whatever case closes."""
    still = Q(ended_on=None) | Q(ended_on__gt=today())
    if not CarePeriod.objects.filter(still, person_id=person_id).exists():
        return None
    return Refused("The child is looked after.", missing="the end of care", who_can_waive="nobody")


def was_looked_after(episode_id: UUID) -> Refused | None:
    """Of a child who was looked after in this case, a team manager alone does not close it."""
    if not _of(episode_id).exists():
        return None
    return Refused(
        "The child was looked after in this case.",
        missing="the authority of a head of service",
        who_can_waive="a head of service or the director, by closing it",
        do="Ask your head of service to close it.",
    )


def register_all() -> None:
    """Have each asked before an episode closes, or the work with a child ends."""
    hold_up(CLOSE_EPISODE, is_looked_after)
    hold_up(CLOSE_BY_TEAM_MANAGER, was_looked_after)
    hold_up(END_WORK, care_goes_on)


def _of(episode_id: UUID) -> QuerySet[CarePeriod]:
    """The times looked after, of the episode's child, that reach into the episode."""
    person_id, referred_on = times_of(episode_id)
    since = Q(ended_on=None) | Q(ended_on__gte=referred_on)
    return CarePeriod.objects.filter(since, person_id=person_id)
