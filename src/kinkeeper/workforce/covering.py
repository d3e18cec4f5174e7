"""Cover for absence: who covers for whom, who may arrange it, and arranging it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import members_of
from kinkeeper.access.teams import live, managed, places, under
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.workforce.models import Allocation, Cover, Worker
from kinkeeper.workforce.relationships import REVIEWING, WORKING

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Covering:
    """One cover: for whom, by whom, from the first day to the day it holds no longer."""

    id: UUID
    worker_id: UUID
    worker: str
    covered_by_id: UUID
    covered_by: str
    started_on: date
    ended_on: date


@dataclass(frozen=True, slots=True)
class Colleague:
    """A worker as a form offers them."""

    id: UUID
    name: str


def may_arrange(who: Asker, team_id: UUID) -> bool:
    """Whether the asker arranges cover for the people of a team: it is in the line they manage."""
    asker = as_who(who)
    return asker.permits(Permission.ARRANGE_COVER) and team_id in managed(asker.id, asker.on)


def covers(*, who: Who, teams: Collection[UUID]) -> tuple[Covering, ...]:
    """Cover today and to come for people of these teams, or by them; names of workers are no secret."""
    people = _workers(teams, who.on).values("id")
    rows = Cover.objects.filter(Q(worker__in=people) | Q(covered_by__in=people))
    rows = rows.filter(ended_on__gt=who.on).select_related("worker", "covered_by")
    return tuple(map(_covering, rows.order_by("started_on", "worker__full_name", "id")))


def covered_for(*, who: Who) -> tuple[Covering, ...]:
    """Whom the asker covers for today."""
    rows = Cover.objects.filter(live(who.on), covered_by__user_id=who.id)
    return tuple(map(_covering, rows.select_related("worker", "covered_by").order_by("ended_on")))


def one_cover(*, who: Who, cover_id: UUID) -> Cover | None:
    """One cover that the asker may end: of somebody in the line they manage; or nothing."""
    found = Cover.objects.filter(id=cover_id).select_related("worker", "covered_by").first()
    return found if found and arranges_for(who, found.worker_id) else None


def people_of(team_id: UUID, on: date) -> tuple[Colleague, ...]:
    """The workers of a team and of those below it, by name."""
    return _offered(under([team_id], on), on)


def people_near(team_id: UUID, parent_id: UUID | None, on: date) -> tuple[Colleague, ...]:
    """Those who may cover: the workers of the team and of the teams beside it, with a sign-in."""
    return _offered(under([parent_id or team_id], on), on)


def arranges_for(who: Who, worker_id: UUID) -> bool:
    """Whether a worker stands in the line that the asker manages on the day."""
    if not who.permits(Permission.ARRANGE_COVER):
        return False
    return _workers(managed(who.id, who.on), who.on).filter(id=worker_id).exists()


def stands_in_line(worker_id: UUID, cover_id: UUID, on: date) -> bool:
    """Whether somebody would review, as cover, children whom their own teams work with."""
    theirs = Allocation.objects.filter(live(on), worker_id=worker_id, role__in=REVIEWING)
    if not theirs.exists():
        return False
    user = Worker.objects.get(id=cover_id).user_id
    line = managed(user, on) | places(user, on, "member", "manager", "duty") if user else ()
    rows = Allocation.objects.filter(live(on), person_id__in=theirs.values("person_id"))
    return rows.filter(Q(team_id__in=line) | Q(worker_id=cover_id), role__in=WORKING).exists()


def _offered(teams: Collection[UUID], on: date) -> tuple[Colleague, ...]:
    rows = _workers(teams, on).filter(user__is_active=True).order_by("full_name", "id")
    return tuple(Colleague(one.id, str(one)) for one in rows)


def _workers(teams: Collection[UUID], on: date) -> QuerySet[Worker]:
    """Whoever has a place in these teams, or a child allocated from them, on the day."""
    placed = members_of(teams, on).order_by().values("user_id")
    allocated = Allocation.objects.filter(live(on), team_id__in=list(teams)).values("worker_id")
    return Worker.objects.filter(Q(user_id__in=placed) | Q(id__in=allocated))


def _covering(row: Cover) -> Covering:
    return Covering(
        row.id,
        row.worker_id,
        str(row.worker),
        row.covered_by_id,
        str(row.covered_by),
        row.started_on,
        row.ended_on,
    )
