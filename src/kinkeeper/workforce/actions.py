"""Adding workers, giving children their workers, and saying who holds which post."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.teams import live, managed, places
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.covering import arranges_for, stands_in_line
from kinkeeper.workforce.kinds import (
    AllocationEnd,
    AllocationRole,
    Contract,
    Grade,
    SupervisionKind,
)
from kinkeeper.workforce.models import (
    LONGEST_COVER,
    WHOLE,
    Allocation,
    Cover,
    Employment,
    Post,
    Supervision,
    Worker,
)
from kinkeeper.workforce.relationships import REVIEWING


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms somebody holds a post; `start_origin` is where they came from."""

    contract: Contract
    grade: Grade
    fte_percent: int = WHOLE
    newly_qualified: bool = False
    start_origin: str | None = None


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


@action(Permission.CLOSE_CASE, on="child")
def end_with_the_case(*, child: UUID, ended_on: date, by: Asker) -> int:
    """End every allocation that a closed case leaves; a care leaver keeps their personal adviser."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=ended_on)
    rows = Allocation.objects.filter(still, person_id=child)
    left = list(rows.exclude(role=AllocationRole.PERSONAL_ADVISER).select_for_update())
    for allocation in left:
        allocation.ended_on = max(ended_on, allocation.started_on)
        allocation.end_reason = AllocationEnd.CASE_CLOSED
        save(allocation, by=by)
    note(allocations=len(left), ended_on=ended_on.isoformat())
    return len(left)


@action(Permission.ARRANGE_COVER)
def cover(*, worker: UUID, covered_by: UUID, started_on: date, ended_on: date, by: Asker) -> Cover:
    """Let one worker stand in for another: `ended_on` is the day on which it holds no longer."""
    who = as_who(by)
    if not arranges_for(who, worker) or worker == covered_by:
        raise Refused(
            "You cannot arrange this cover.",
            missing="a worker in your own line, covered by somebody else",
            do="Ask the manager of the worker who is away.",
        )
    _check_days(who.on, started_on, ended_on)
    _check_covered_once(worker, covered_by, started_on, ended_on)
    if stands_in_line(worker, covered_by, started_on):
        raise Refused(
            "They work with children whom the absent worker reviews, or their team does.",
            missing="cover from outside the line",
            do="Choose somebody from another service.",
        )
    found = Cover(
        worker_id=worker, covered_by_id=covered_by, started_on=started_on, ended_on=ended_on
    )
    save(found, by=by)
    note(worker=worker, covered_by=covered_by, started_on=started_on, ended_on=ended_on)
    return found


@action(Permission.ARRANGE_COVER)
def end_cover(*, cover: Cover, by: Asker) -> Cover:
    """End a cover today: what it reached is not reached at the next request."""
    who = as_who(by)
    if not arranges_for(who, cover.worker_id) or cover.ended_on <= who.on:
        raise Refused("There is no such cover of yours to end.", do="Look at who covers for whom.")
    cover.ended_on = max(who.on, cover.started_on)
    save(cover, by=by)
    note(worker=cover.worker_id, covered_by=cover.covered_by_id, ended_on=cover.ended_on)
    return cover


@action(Permission.MANAGE_WORKFORCE)
def add_post(
    *,
    reference: str,
    team: UUID,
    grade: Grade,
    started_on: date,
    by: Asker,
    fte_percent: int = WHOLE,
    case_holding: bool = True,
) -> Post:
    """Add a post to the structure."""
    if Post.objects.filter(reference=reference).exists():
        raise Refused(
            "A post with this reference is here already.",
            missing="a reference that no other post has",
            do="Use the post that is here, or correct the reference.",
        )
    post = Post(
        reference=reference,
        team_id=team,
        grade=grade,
        fte_percent=fte_percent,
        case_holding=case_holding,
        started_on=started_on,
    )
    save(post, by=by)
    note(grade=str(grade), started_on=started_on.isoformat())
    return post


@action(Permission.MANAGE_WORKFORCE)
def employ(*, worker: UUID, post: Post, terms: Terms, started_on: date, by: Asker) -> Employment:
    """Put a worker into a post from a day on."""
    _check_post_stands(post, started_on)
    _check_not_in_post(post, worker, started_on)
    employment = Employment(worker_id=worker, post=post, started_on=started_on, **asdict(terms))
    save(employment, by=by)
    note(contract=str(terms.contract), started_on=started_on.isoformat())
    return employment


@action(Permission.MANAGE_WORKFORCE)
def end_employment(
    *,
    employment: Employment,
    ended_on: date,
    by: Asker,
    leave_reason: str | None = None,
    leaver_destination: str | None = None,
) -> Employment:
    """End a worker's time in a post; a move within the authority has no reason for leaving."""
    if employment.ended_on is not None or ended_on < employment.started_on:
        raise Refused(
            "This time in the post has ended already, or would end before it started.",
            missing=f"an end on or after {employment.started_on:%-d %B %Y}",
            do="Check the dates.",
        )
    employment.ended_on = ended_on
    employment.leave_reason = leave_reason
    employment.leaver_destination = leaver_destination
    save(employment, by=by)
    note(ended_on=ended_on.isoformat())
    return employment


@action(Permission.MANAGE_WORKFORCE)
def record_supervision(
    *,
    worker: UUID,
    held_on: date,
    kind: SupervisionKind,
    by: Asker,
    supervisor: UUID | None = None,
    minutes: int | None = None,
    short_reason: str | None = None,
) -> Supervision:
    """Record that a worker was supervised."""
    if held_on > today() or worker == supervisor:
        raise Refused(
            "A supervision is recorded once it was held, and by somebody else.",
            missing="a day that has come, and another worker as supervisor",
            do="Check the date and the supervisor.",
        )
    supervision = Supervision(
        worker_id=worker,
        supervisor_id=supervisor,
        held_on=held_on,
        kind=kind,
        minutes=minutes,
        short_reason=short_reason,
    )
    save(supervision, by=by)
    note(kind=str(kind), held_on=held_on.isoformat())
    return supervision


def _check_days(today_on: date, started_on: date, ended_on: date) -> None:
    if started_on < today_on:
        raise BadInput("it cannot start before today", field="started_on")
    if not started_on < ended_on <= started_on + LONGEST_COVER:
        raise BadInput(
            f"it ends after it starts, and lasts {LONGEST_COVER.days} days at most",
            field="ended_on",
        )


def _check_covered_once(worker: UUID, covered_by: UUID, started_on: date, ended_on: date) -> None:
    rows = Cover.objects.filter(worker_id=worker, covered_by_id=covered_by)
    if rows.filter(started_on__lt=ended_on, ended_on__gt=started_on).exists():
        raise Refused(
            "They cover for this worker in that time already.",
            missing="days on which they do not",
            do="End the other cover first, or choose other days.",
        )


def _check_post_stands(post: Post, on: date) -> None:
    if on < post.started_on or (post.ended_on is not None and on >= post.ended_on):
        raise Refused(
            "The post is not in the structure on that day.",
            missing="a day on which the post stands",
            do="Check the date, or add the post.",
        )


def _check_not_in_post(post: Post, worker: UUID, on: date) -> None:
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    if Employment.objects.filter(still, post=post, worker_id=worker).exists():
        raise Refused(
            "The worker is in this post from that day or later.",
            missing="the end of the present time in the post",
            do="End that first; the new one may start on the day it ends.",
        )


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
