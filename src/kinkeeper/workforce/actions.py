"""Adding workers, and giving children their workers."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.teams import live, managed, places
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Worker
from kinkeeper.workforce.relationships import REVIEWING


@action(Permission.MANAGE_WORKFORCE)
def add_worker(*, full_name: str, swe_number: str | None = None, by: Asker) -> Worker:
    """Add somebody who works with children."""
    worker = Worker(full_name=full_name.strip() or None, swe_number=swe_number)
    if swe_number and Worker.objects.filter(swe_number=swe_number).exists():
        raise Refused(
            "A worker with this Social Work England number is here already.",
            missing="a number that no other worker has",
            do="Use the worker who is here, or correct the number.",
        )
    save(worker, by=by)
    return worker


@action(Permission.MANAGE_WORKFORCE, on="worker")
def link_user(*, worker: Worker, user: UUID, by: Asker) -> Worker:
    """Say which sign-in is this worker's; from then on it reaches the worker's children."""
    if worker.user_id not in (None, user) or _linked_elsewhere(worker, user):
        raise Refused(
            "This worker, or this sign-in, is linked already.",
            missing="a worker and a sign-in that are both free",
            do="Choose the sign-in that belongs to this worker.",
        )
    worker.user_id = user
    save(worker, by=by)
    return worker


@action(Permission.ALLOCATE, on="child")
def allocate(
    *,
    child: UUID,
    worker: UUID,
    team: UUID | None,
    role: AllocationRole,
    started_on: date,
    by: Asker,
    change_reason: str | None = None,
) -> Allocation:
    """Give a child a worker from a day on."""
    _check_one_lead(child, role, started_on)
    _check_outside_the_line(child, worker, role, started_on)
    allocation = Allocation(
        person_id=child,
        worker_id=worker,
        team_id=team,
        role=role,
        started_on=started_on,
        change_reason=change_reason,
    )
    save(allocation, by=by)
    note(role=str(role), started_on=started_on.isoformat())
    return allocation


@action(Permission.ALLOCATE, on="allocation")
def end_allocation(*, allocation: Allocation, ended_on: date, by: Asker) -> Allocation:
    """End a worker's time with a child; the next may start on the same day."""
    if allocation.ended_on is not None or ended_on < allocation.started_on:
        raise Refused(
            "The allocation has ended already, or would end before it started.",
            missing=f"an end on or after {allocation.started_on:%-d %B %Y}",
            do="Check the dates.",
        )
    allocation.ended_on = ended_on
    save(allocation, by=by)
    note(role=allocation.role, ended_on=ended_on.isoformat())
    return allocation


def _linked_elsewhere(worker: Worker, user: UUID) -> bool:
    return Worker.objects.filter(user_id=user).exclude(id=worker.id).exists()


def _check_one_lead(child: UUID, role: AllocationRole, started_on: date) -> None:
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=started_on)
    leads = Allocation.objects.filter(still, person_id=child, role=AllocationRole.LEAD)
    if role == AllocationRole.LEAD and leads.exists():
        raise Refused(
            "The child has a lead worker from that day or later.",
            missing="the end of the present lead worker's allocation",
            do="End that allocation first; the new one may start on the day it ends.",
        )


def _check_outside_the_line(
    child: UUID, worker: UUID, role: AllocationRole, started_on: date
) -> None:
    """Who reviews a child stands in no team, and manages none, that works with the child."""
    user = Worker.objects.values_list("user_id", flat=True).get(id=worker)
    if role not in REVIEWING or user is None:
        return
    rows = Allocation.objects.filter(live(started_on), person_id=child).exclude(role__in=REVIEWING)
    teams = frozenset(rows.values_list("team_id", flat=True))
    line = managed(user, started_on) | places(user, started_on, "member", "manager", "duty")
    if teams & line:
        raise Refused(
            "A reviewing officer or chair stands outside the team that works with the child.",
            missing="a reviewing officer or chair from outside the line",
            do="Choose somebody from another service.",
        )
