"""Who works with whom: every answer is what the asker may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import members_of
from kinkeeper.access.rules import may, visible
from kinkeeper.access.teams import covered, is_live, live, managed, places, under
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.moment import today
from kinkeeper.law.codes.coded import Coded, coded
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Cover, Employment, Post, Worker
from kinkeeper.workforce.relationships import absent, allocations_of


@dataclass(frozen=True, slots=True)
class ChildsWorker:
    """A worker of a child, in a role, for a time."""

    allocation_id: UUID
    person_id: UUID
    worker_id: UUID
    worker: str
    role: str
    role_title: str
    team_id: UUID | None
    team: str | None
    started_on: date
    ended_on: date | None
    change_reason: Coded | None


@dataclass(frozen=True, slots=True)
class LeadWorker:
    """Whom to ask about a child: no more than who it is, and where."""

    worker: str
    team: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A worker in a post of a team."""

    team_id: UUID
    worker_id: UUID
    name: str
    grade: str  # of the post


@dataclass(frozen=True, slots=True)
class Caseload:
    """A worker of a team, and how many children they carry there, as lead worker or as adviser."""

    team_id: UUID
    worker_id: UUID
    name: str
    user_id: UUID | None
    cases: int
    led: int  # of them as their lead worker

    @property
    def advises(self) -> bool:
        """Whether they carry every one of them as a personal adviser."""
        return not self.led


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts on a day, and how many have somebody in them."""

    posts: int
    filled: int

    @property
    def vacant(self) -> int:
        """Posts with nobody."""
        return self.posts - self.filled


def lead_worker(*, who: Asker, person_id: UUID) -> LeadWorker | None:
    """The lead worker of a child today, for anybody who may know that the child is known here."""
    rows = _of_child(who, Permission.SEE_EXISTS, person_id)
    leading = (one for one in rows if one.role == AllocationRole.LEAD and is_live(one, today()))
    row = next(leading, None)
    if row is None:
        return None
    return LeadWorker(str(row.worker), row.team.name if row.team else None)


def current_workers(*, who: Asker, person_id: UUID) -> tuple[ChildsWorker, ...]:
    """The workers of a child today, the lead first."""
    rows = _of_child(who, Permission.SEE_BANNER, person_id)
    now = (_shown(row) for row in rows if is_live(row, today()))
    return tuple(sorted(now, key=_lead_first))


def past_workers(*, who: Asker, person_id: UUID) -> tuple[ChildsWorker, ...]:
    """The workers a child had, the latest first."""
    rows = _of_child(who, Permission.SEE_BANNER, person_id)
    past = ((row.started_on, row.ended_on, row) for row in rows if row.ended_on)
    over = [one for one in past if one[1] <= today()]
    return tuple(_shown(row) for *_, row in sorted(over, key=itemgetter(0, 1), reverse=True))


def lead_workers(*, who: Asker, person_ids: list[UUID]) -> dict[UUID, ChildsWorker]:
    """The lead worker today of each of these children who has one."""
    rows = _visible(who).filter(live(today()), role=AllocationRole.LEAD, person_id__in=person_ids)
    return {row.person_id: _shown(row) for row in rows}


def children_of(*, who: Asker, worker_id: UUID) -> tuple[ChildsWorker, ...]:
    """The children a worker is with today, in the order they came."""
    rows = _visible(who).filter(live(today()), worker_id=worker_id)
    return tuple(map(_shown, rows.order_by("started_on", "id")))


def own_children(*, who: Asker) -> tuple[ChildsWorker, ...]:
    """The children the asker is with today, in the order they came."""
    rows = _visible(who).filter(live(today()), worker__user_id=who.pk)
    return tuple(map(_shown, rows.order_by("started_on", "id")))


def carried_by(*, who: Asker, worker_id: UUID) -> tuple[ChildsWorker, ...]:
    """The children a worker carries today, as `leads` has them, in the order they came."""
    rows = _visible(who).filter(id__in=_carrying(today()), worker_id=worker_id)
    return tuple(map(_shown, rows.order_by("started_on", "id")))


def team_children(*, who: Asker, team_id: UUID) -> tuple[ChildsWorker, ...]:
    """The children with the workers of a team, or of a team below it, today."""
    rows = _visible(who).filter(live(today()), team_id__in=under([team_id], today()))
    return tuple(map(_shown, rows.order_by("team__name", "started_on", "id")))


def worker_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What these workers are called, whoever asks: for what they signed. None is asked for without any."""
    rows = Worker.objects.filter(id__in=ids) if ids else ()
    return {row.id: str(row) for row in rows}


def workers(*, who: Asker) -> "QuerySet[Worker]":
    """Every worker, by name."""
    return visible(who, Permission.SEE_WORKFORCE, Worker.objects.all()).order_by(
        "full_name", "swe_number"
    )


def allocation(*, who: Asker, allocation_id: UUID) -> Allocation | None:
    """One allocation, or nothing where there is none the asker may see."""
    return _visible(who).filter(id=allocation_id).first()


def children_of_user(user_id: UUID, on: date) -> "QuerySet[Any, Any]":
    """The ids of the children a user works with, or covers for, on the day, for another query."""
    theirs = Q(worker__user_id=user_id) | Q(worker_id__in=absent(user_id, on))
    return Allocation.objects.filter(live(on), theirs).values("person_id")


def children_of_team(user_id: UUID, on: date) -> "QuerySet[Any, Any]":
    """The ids of the children with the teams a user manages, covers or belongs to on the day."""
    teams = [
        *managed(user_id, on),
        *covered(user_id, on),
        *under(places(user_id, on, "member"), on),
    ]
    return Allocation.objects.filter(live(on), team_id__in=teams).values("person_id")


def children_led(
    on: date,
    *,
    teams: Collection[UUID] = (),
    workers: Collection[UUID] = (),
    in_a_team: bool = False,
) -> "QuerySet[Any, Any]":
    """The ids of the children carried on the day by these workers, or from these teams, for a query."""
    rows = Allocation.objects.filter(id__in=_carrying(on))
    if teams:
        rows = rows.filter(team_id__in=teams)
    if in_a_team:
        rows = rows.filter(team_id__isnull=False)
    if workers:
        rows = rows.filter(worker_id__in=workers)
    return rows.values("person_id")


def leads(on: date) -> "QuerySet[Any, Any]":
    """The team and the worker that carry each child on the day, once, for use inside another query.

    The lead worker; a young person without one who has a personal adviser is the adviser's.
    """
    return _carriers(on).values("person_id", "team_id", "worker_id")


def caseloads(*, who: Asker, teams: Collection[UUID], on: date) -> tuple[Caseload, ...]:
    """How many children each worker of these teams carries on the day, as `leads` has them.

    Children the asker may see; all of them for an asker who sees workers and nobody's record.
    """
    rows = Allocation.objects.filter(id__in=_carrying(on), team_id__in=teams)
    if as_who(who).permits(Permission.SEE_BANNER):
        rows = visible(who, Permission.SEE_BANNER, rows)
    else:
        require(who, Permission.SEE_WORKFORCE)
    led = Count("id", filter=Q(role=AllocationRole.LEAD))
    counted = list(rows.values("team_id", "worker_id").annotate(cases=Count("id"), led=led))
    known = Worker.objects.in_bulk({row["worker_id"] for row in counted})
    found = [_caseload(known[row["worker_id"]], **row) for row in counted]
    return tuple(sorted(found, key=lambda one: (-one.cases, one.name)))


def posts_of(teams: Collection[UUID], on: date) -> Posts | None:
    """Posts of these teams on the day, and how many have somebody; None where no post is recorded."""
    if not Post.objects.filter(team_id__in=teams).exists():
        return None
    open_ = Post.objects.filter(live(on), team_id__in=teams)
    held = Employment.objects.filter(live(on), post__in=open_).values("post_id").distinct()
    return Posts(open_.count(), held.count())


def holders_of(teams: Collection[UUID], on: date) -> tuple[Holder, ...]:
    """Everybody in a post of these teams on the day, by name; who holds two of one team, once."""
    rows = Employment.objects.filter(
        live(on), post__in=Post.objects.filter(live(on), team_id__in=teams)
    ).select_related("worker", "post")
    found = {(row.post.team_id, row.worker_id): row for row in rows}
    held = (
        Holder(team, worker, str(row.worker), row.post.grade)
        for (team, worker), row in found.items()
    )
    return tuple(sorted(held, key=lambda one: one.name))


def workers_of(user_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """By sign-in, the worker it belongs to."""
    rows = Worker.objects.filter(user_id__in=user_ids)
    return dict(rows.values_list("user_id", "id"))


def users_with(*, who: Asker, person_id: UUID) -> set[UUID]:
    """The sign-ins of a child's workers today and of the managers of their teams."""
    rows = [o for o in _of_child(who, Permission.SEE_BANNER, person_id) if is_live(o, today())]
    teams = {one.team_id for one in rows if one.team_id}
    placed = members_of(teams, today()).filter(kind="manager").values_list("user_id", flat=True)
    return {one.worker.user_id for one in rows if one.worker.user_id} | set(placed)


def answerable(person_id: UUID, on: date) -> frozenset[UUID]:
    """The sign-ins of a child's lead worker, of who covers for them, and of their team's managers.

    Whoever asks: to be told of something, and never to be shown.
    """
    rows = [one for one in allocations_of(person_id) if is_live(one, on)]
    leads = [one for one in rows if one.role == AllocationRole.LEAD]
    cover = Cover.objects.filter(live(on), worker_id__in=[one.worker_id for one in leads])
    teams = {one.team_id for one in leads if one.team_id}
    placed = members_of(teams, on).filter(kind="manager").values_list("user_id", flat=True)
    people = {
        *(one.worker.user_id for one in leads),
        *cover.values_list("covered_by__user_id", flat=True),
        *placed,
    }
    return frozenset(one for one in people if one)


def worker_named(worker_id: UUID) -> str | None:
    """The name of a worker; names of workers are not kept from colleagues."""
    worker = Worker.objects.filter(id=worker_id).first()
    return None if worker is None else str(worker)


def allocated(on: date) -> "QuerySet[Any, Any]":
    """The ids of everybody with a lead worker on the day, for use inside another query."""
    return Allocation.objects.filter(live(on), role=AllocationRole.LEAD).values("person_id")


def _carriers(on: date) -> "QuerySet[Allocation]":
    """By child, the allocation of the lead worker on the day, or else of the first personal adviser."""
    first = Case(When(role=AllocationRole.LEAD, then=0), default=1)
    roles = (AllocationRole.LEAD, AllocationRole.PERSONAL_ADVISER)
    rows = Allocation.objects.filter(live(on), role__in=roles)
    return rows.order_by("person_id", first, "started_on", "id").distinct("person_id")


def _carrying(on: date) -> "QuerySet[Any, Any]":
    return _carriers(on).values("id")


def _caseload(worker: Worker, *, team_id: UUID, worker_id: UUID, cases: int, led: int) -> Caseload:
    return Caseload(team_id, worker_id, str(worker), worker.user_id, cases, led)


def _of_child(who: Asker, what: Permission, person_id: UUID) -> tuple[Allocation, ...]:
    """Every allocation of a child, for who may see so much of the record."""
    return allocations_of(person_id) if may(who, what, person_id) else ()


def _visible(who: Asker) -> "QuerySet[Allocation]":
    rows = Allocation.objects.select_related("worker", "team")
    return visible(who, Permission.SEE_BANNER, rows)


def _lead_first(row: ChildsWorker) -> tuple[bool, date, UUID]:
    return (row.role != AllocationRole.LEAD, row.started_on, row.allocation_id)


def _shown(row: Allocation) -> ChildsWorker:
    return ChildsWorker(
        allocation_id=row.id,
        person_id=row.person_id,
        worker_id=row.worker_id,
        worker=str(row.worker),
        role=row.role,
        role_title=AllocationRole(row.role).label,
        team_id=row.team_id,
        team=row.team.name if row.team else None,
        started_on=row.started_on,
        ended_on=row.ended_on,
        change_reason=coded("ssda903.SW_REASON", row.change_reason),
    )


def registration(user_id: UUID) -> str | None:
    """The number by which a user is registered as a social worker; None where none is recorded."""
    return Worker.objects.filter(user_id=user_id).values_list("swe_number", flat=True).first()
