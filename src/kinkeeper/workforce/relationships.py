"""How a worker, their managers, duty cover and reviewing officers reach a child."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.memory import of_each, remembered
from kinkeeper.access.relationships import Relationship, register
from kinkeeper.access.teams import covered, is_live, live, managed
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Cover

REVIEWING = frozenset({AllocationRole.IRO.value, AllocationRole.CONFERENCE_CHAIR.value})
WORKING = frozenset(AllocationRole.values) - REVIEWING


def _people(on: date, **of: object) -> "QuerySet[Any, Any]":
    return Allocation.objects.filter(live(on), **of).values("person_id")


@of_each
def allocations_of(people: Collection[UUID]) -> Iterator[tuple[UUID, Allocation]]:
    """Every worker somebody has or had, whoever asks: to be filtered by who does."""
    rows = Allocation.objects.filter(person_id__in=people).select_related("worker", "team")
    return ((row.person_id, row) for row in rows.order_by("started_on", "id"))


def _allocations(person_id: UUID, on: date) -> list[Allocation]:
    return [row for row in allocations_of(person_id) if is_live(row, on)]


def _people_of(roles: Collection[str], user_id: UUID, on: date) -> "QuerySet[Any, Any]":
    return _people(on, worker__user_id=user_id, role__in=sorted(roles))


def _is_with(roles: Collection[str], user_id: UUID, person_id: UUID, on: date) -> bool:
    rows = _allocations(person_id, on)
    return any(row.role in roles and row.worker.user_id == user_id for row in rows)


def is_reviewer(user_id: UUID, person_id: UUID, on: date) -> bool:
    """Whether the user reviews or chairs for the person on the day, and does neither in their own work.

    Who works with a child, or manages somebody who does, is not independent of that work.
    """
    reviews = _is_with(REVIEWING, user_id, person_id, on)
    works = _is_with(WORKING, user_id, person_id, on)
    return reviews and not works and not is_in_line(user_id, person_id, on)


def chairs(person_id: UUID, on: date) -> frozenset[UUID]:
    """The workers who chair the person's conferences on the day."""
    rows = _allocations(person_id, on)
    return frozenset(r.worker_id for r in rows if r.role == AllocationRole.CONFERENCE_CHAIR)


def told_of(person_id: UUID, roles: Collection[str], on: date) -> frozenset[UUID]:
    """The users who work with the person in these roles on the day: whom an alert is for."""
    rows = _allocations(person_id, on)
    users = (r.worker.user_id for r in rows if r.role in roles)
    return frozenset(one for one in users if one is not None)


def is_in_line(user_id: UUID, person_id: UUID, on: date) -> bool:
    """Whether the user manages somebody who works with the person; reviewers stand outside the line."""
    teams = managed(user_id, on)
    return any(r.role in WORKING and r.team_id in teams for r in _allocations(person_id, on))


def has_worked_with(user_id: UUID, person_id: UUID, on: date) -> bool:
    """Whether the user ever worked with the person, or manages a team that ever did: by no means apart."""
    teams = managed(user_id, on)
    rows = [row for row in allocations_of(person_id) if row.role in WORKING]
    return any(row.worker.user_id == user_id or row.team_id in teams for row in rows)


def _is_of_a_team(teams: Collection[UUID], person_id: UUID, on: date) -> bool:
    return any(row.team_id in teams for row in _allocations(person_id, on))


def absent(user_id: UUID, on: date) -> "QuerySet[Any, Any]":
    """The workers whom the user covers for on the day, for use inside another query."""
    return Cover.objects.filter(live(on), covered_by__user_id=user_id).values("worker_id")


@remembered
def _away(user_id: UUID, on: date) -> frozenset[UUID]:
    return frozenset(absent(user_id, on).values_list("worker_id", flat=True))


def _is_covered(user_id: UUID, person_id: UUID, on: date) -> bool:
    workers = {row.worker_id for row in _allocations(person_id, on)}
    return bool(workers) and not workers.isdisjoint(_away(user_id, on))


ALLOCATED_WORKER = Relationship(
    kind="allocated_worker",
    title="Works with the child",
    people=lambda user, on: _people_of(WORKING, user, on),
    reaches=lambda user, person, on: _is_with(WORKING, user, person, on),
)
MANAGER = Relationship(
    kind="manager_of_the_worker",
    title="Manages the team of a worker of the child, or a team above it",
    people=lambda user, on: _people(on, team_id__in=managed(user, on)),
    reaches=lambda user, person, on: _is_of_a_team(managed(user, on), person, on),
)
DUTY_COVER = Relationship(
    kind="team_duty_cover",
    title="On duty for the team of a worker of the child",
    people=lambda user, on: _people(on, team_id__in=covered(user, on)),
    reaches=lambda user, person, on: _is_of_a_team(covered(user, on), person, on),
)
REVIEWING_OFFICER = Relationship(
    kind="reviewing_officer",
    title="Reviews the child's care, or chairs the child's conferences",
    people=lambda user, on: _people_of(REVIEWING, user, on),
    reaches=lambda user, person, on: _is_with(REVIEWING, user, person, on),
)
COVER = Relationship(
    kind="cover_for_absence",
    title="Covers for an absent worker of the child",
    people=lambda user, on: _people(on, worker_id__in=absent(user, on)),
    reaches=_is_covered,
)
RELATIONSHIPS = (ALLOCATED_WORKER, MANAGER, DUTY_COVER, REVIEWING_OFFICER, COVER)


def register_all() -> None:
    """Make these known to the rules of access."""
    for relationship in RELATIONSHIPS:
        register(relationship)
