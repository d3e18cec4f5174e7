"""A small authority to ask questions of: relationships over tables that access itself has.

A team named after a person stands for their case: a member of it is allocated to them, somebody
on duty for it may know only that they exist.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.db.models.functions import Cast

from kinkeeper.access.depth import Depth
from kinkeeper.access.models import BreakGlass, Team, TeamMember, User
from kinkeeper.access.models.glass import OPEN_FOR
from kinkeeper.access.relationships import Relationship
from kinkeeper.access.teams import is_live, live
from kinkeeper.kernel.moment import now, today


def _people(kind: str) -> Callable[[UUID, date], "QuerySet[Any, Any]"]:
    def people(user_id: UUID, on: date) -> "QuerySet[Any, Any]":
        rows = TeamMember.objects.filter(live(on), user_id=user_id, kind=kind)
        return rows.values_list(Cast("team__name", UUIDField()))

    return people


def _reaches(kind: str) -> Callable[[UUID, UUID, date], bool]:
    def reaches(user_id: UUID, person_id: UUID, on: date) -> bool:
        rows = TeamMember.objects.filter(team__name=str(person_id)).select_related("team")
        return any(r.user_id == user_id and r.kind == kind and is_live(r, on) for r in rows)

    return reaches


ALLOCATED = Relationship("allocated", "Allocated", _people("member"), _reaches("member"))
KNOWN = Relationship("known", "Knows of", _people("duty"), _reaches("duty"), Depth.EXISTS)


def allocate(user: User, person_id: UUID, kind: str = "member", **dates: date | None) -> TeamMember:
    """Put a user in a relationship to a person."""
    team, _ = Team.objects.get_or_create(
        name=str(person_id), service="cases", defaults={"started_on": date(2020, 1, 1)}
    )
    since: dict[str, date | None] = {"started_on": date(2020, 1, 1)}
    return TeamMember.objects.create(user=user, team=team, kind=kind, **(since | dates))


def open_glass(user: User, person_id: UUID, *, ago: int = 0) -> BreakGlass:
    """A record opened in an emergency, so many minutes ago."""
    at = now() - timedelta(minutes=ago)
    return BreakGlass.objects.create(
        user=user,
        person_id=person_id,
        reason="harm_now",
        why="A neighbour heard a child cry for help.",
        opened_at=at,
        ends_at=at + OPEN_FOR,
        review_by_on=today() + timedelta(days=4),
    )
