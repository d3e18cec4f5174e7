"""Posts and who holds them: the structure on a day, and who works in it. Agency cover fills no post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker
from kinkeeper.workforce.kinds import Contract, Grade, SupervisionKind
from kinkeeper.workforce.models import Employment, Post, Supervision


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post on a day."""

    employment_id: UUID
    worker_id: UUID
    worker: str
    contract: str
    contract_title: str
    grade: str
    grade_title: str
    fte_percent: int
    newly_qualified: bool
    started_on: date

    @property
    def is_agency(self) -> bool:
        """Whether an agency pays them."""
        return self.contract == Contract.AGENCY


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post of the structure, with those in it on the day."""

    id: UUID
    reference: str
    team_id: UUID
    team: str
    grade: str
    grade_title: str
    fte_percent: int
    case_holding: bool
    holders: tuple[Holder, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody at all is in it."""
        return not self.holders

    @property
    def vacant_percent(self) -> int:
        """Hours nobody holds in their own right, whether or not an agency covers them."""
        own = sum(one.fte_percent for one in self.holders if not one.is_agency)
        return max(self.fte_percent - own, 0)


@dataclass(frozen=True, slots=True)
class SupervisionShown:
    """A supervision that was held."""

    held_on: date
    kind: str
    kind_title: str
    supervisor: str | None
    minutes: int | None
    short_reason: str | None


def establishment(*, who: Asker, on: date, team_id: UUID | None = None) -> tuple[PostShown, ...]:
    """The posts of the structure on a day, of one team or of all, with those in them."""
    rows = Post.objects.filter(live(on)).select_related("team")
    if team_id is not None:
        rows = rows.filter(team_id=team_id)
    seen = visible(who, Permission.SEE_WORKFORCE, rows).order_by("team__name", "reference")
    posts = list(seen)
    holders = _holders([post.id for post in posts], on)
    return tuple(_post(post, holders.get(post.id, ())) for post in posts)


def vacancies(*, who: Asker, on: date) -> tuple[PostShown, ...]:
    """The posts not wholly held in their own right on a day: agency cover leaves a vacancy one."""
    return tuple(post for post in establishment(who=who, on=on) if post.vacant_percent)


def supervisions(*, who: Asker, worker_id: UUID) -> tuple[SupervisionShown, ...]:
    """The supervisions of a worker, the latest first."""
    rows = Supervision.objects.filter(worker_id=worker_id).select_related("supervisor")
    seen = visible(who, Permission.SEE_WORKFORCE, rows)
    return tuple(map(_supervision, seen.order_by("-held_on", "kind")))


def _holders(posts: Iterable[UUID], on: date) -> dict[UUID, list[Holder]]:
    rows = Employment.objects.filter(live(on), post_id__in=posts).select_related("worker")
    found: dict[UUID, list[Holder]] = {}
    for row in rows.order_by("started_on", "id"):
        found.setdefault(row.post_id, []).append(_holder(row))
    return found


def _holder(row: Employment) -> Holder:
    return Holder(
        employment_id=row.id,
        worker_id=row.worker_id,
        worker=str(row.worker),
        contract=row.contract,
        contract_title=Contract(row.contract).label,
        grade=row.grade,
        grade_title=Grade(row.grade).label,
        fte_percent=row.fte_percent,
        newly_qualified=row.newly_qualified,
        started_on=row.started_on,
    )


def _post(row: Post, holders: Iterable[Holder]) -> PostShown:
    return PostShown(
        id=row.id,
        reference=row.reference,
        team_id=row.team_id,
        team=row.team.name,
        grade=row.grade,
        grade_title=Grade(row.grade).label,
        fte_percent=row.fte_percent,
        case_holding=row.case_holding,
        holders=tuple(holders),
    )


def _supervision(row: Supervision) -> SupervisionShown:
    return SupervisionShown(
        row.held_on,
        row.kind,
        SupervisionKind(row.kind).label,
        str(row.supervisor) if row.supervisor else None,
        row.minutes,
        row.short_reason,
    )
