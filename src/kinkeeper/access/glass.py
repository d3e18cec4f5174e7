"""Records open by the clock: how an emergency opening reaches a person, and who is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from kinkeeper.access import against
from kinkeeper.access.action import require
from kinkeeper.access.looks import Seen
from kinkeeper.access.memory import remembered
from kinkeeper.access.models import AuditEntry, BreakGlass, Team, TeamMember, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import holdings
from kinkeeper.access.relationships import Relationship, register
from kinkeeper.access.teams import live, managed, places
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.kernel.moment import now

if TYPE_CHECKING:
    from django.db.models import QuerySet

GOVERNANCE: Final = "information_governance_officer"


def _open(user_id: UUID) -> QuerySet[BreakGlass]:
    """What is open to a user at this instant: the clock decides, not the day."""
    at = now()
    return BreakGlass.objects.filter(user_id=user_id, opened_at__lte=at, ends_at__gt=at)


@remembered
def open_until(user_id: UUID, person_id: UUID) -> datetime | None:
    """When an emergency opening of this record to this user ends; None where there is none."""
    ends = _open(user_id).filter(person_id=person_id).values_list("ends_at", flat=True)
    return ends.first()


BREAK_GLASS = Relationship(
    kind="break_glass",
    title="Opened the record in an emergency, for sixty minutes",
    people=lambda user, _on: _open(user).order_by().values("person_id"),
    reaches=lambda user, person, _on: open_until(user, person) is not None,
    only_reads=True,
)


def register_it() -> None:
    """Make it known to the rules of access."""
    register(BREAK_GLASS)


@dataclass(frozen=True, slots=True)
class Opening:
    """One emergency opening, for those who review it."""

    id: UUID
    person_id: UUID
    user_id: UUID
    full_name: str
    reason: str
    why: str
    opened_at: datetime
    ends_at: datetime
    review_by_on: date
    told: tuple[tuple[str, str], ...]  # each name, and in what part
    outcome: str = ""
    reviewed: str = ""  # what was found
    reviewed_by: str = ""
    reviewed_at: datetime | None = None

    def overdue(self, on: date) -> bool:
        """Whether its review should have been closed before the day."""
        return not self.outcome and self.review_by_on < on


def openings(who: Asker, *, reviewed: bool, limit: int = 100) -> tuple[Opening, ...]:
    """Those the asker may review: the one to be closed first at the top, or the latest closed."""
    rows = _reviewable(as_who(who)).filter(review__isnull=not reviewed)
    order = ("-review__reviewed_at",) if reviewed else ("review_by_on", "opened_at")
    return tuple(map(_opening, rows.order_by(*order)[:limit]))


def opening(who: Asker, glass_id: UUID) -> Opening | None:
    """One of them, or nothing."""
    return next(map(_opening, _reviewable(as_who(who)).filter(id=glass_id)), None)


def looks_in(who: Asker, one: Opening) -> tuple[Seen, ...]:
    """Each look at the record by whoever opened it, while it was open, in order."""
    if opening(who, one.id) is None:
        return ()
    rows = AuditEntry.objects.filter(verb="read", person_id=one.person_id, actor_id=one.user_id)
    during = rows.filter(at__gte=one.opened_at, at__lt=one.ends_at).order_by("id")
    return tuple(Seen(r.at, one.person_id, str(r.details.get("page", ""))) for r in during)


def waiting(who: Asker) -> tuple[int, int]:
    """How many wait for the asker's review, and how many of those are overdue."""
    asker = as_who(who)
    if not asker.permits(Permission.REVIEW_BREAK_GLASS):
        return 0, 0
    rows = _reviewable(asker).filter(review__isnull=True).exclude(user_id=asker.id)
    late = Count("id", filter=Q(review_by_on__lt=asker.on))
    found = rows.aggregate(all=Count("id"), late=late)
    return found["all"], found["late"]


def managers_of(user_id: UUID, on: date) -> frozenset[UUID]:
    """Whoever manages the nearest team above a user that somebody else manages."""
    teams = places(user_id, on, "member", "manager", "duty")
    while teams:
        rows = TeamMember.objects.filter(live(on), team_id__in=teams, kind="manager")
        found = frozenset(rows.exclude(user_id=user_id).values_list("user_id", flat=True))
        if found:
            return found
        above = Team.objects.filter(id__in=teams, parent__isnull=False)
        teams = frozenset(above.values_list("parent_id", flat=True))
    return frozenset()


def officers(on: date) -> frozenset[UUID]:
    """Every information governance officer of the day."""
    rows = holdings(GOVERNANCE, on).filter(user__is_active=True)
    return frozenset(rows.values_list("user_id", flat=True))


def _reviewable(who: Who) -> QuerySet[BreakGlass]:
    """All for those who read the logs; for a manager, those of people in their line.

    Nobody is told of a record that a conflict of interest closes to them.
    """
    require(who, Permission.REVIEW_BREAK_GLASS)
    rows = BreakGlass.objects.select_related("user", "review__reviewed_by")
    rows = rows.prefetch_related("alerts__to")
    rows = rows.exclude(Exists(against.conflicts(who).filter(person_id=OuterRef("person_id"))))
    return rows if who.permits(Permission.SEE_AUDIT) else rows.filter(user_id__in=_line(who))


def _line(who: Who) -> Iterable[UUID]:
    rows = TeamMember.objects.filter(live(who.on), team_id__in=managed(who.id, who.on))
    return User.objects.filter(id__in=rows.values("user_id")).values_list("id", flat=True)


def _opening(row: BreakGlass) -> Opening:
    told = tuple((one.to.full_name, one.get_told_as_display()) for one in row.alerts.all())
    found = Opening(
        row.id,
        row.person_id,
        row.user_id,
        row.user.full_name,
        row.get_reason_display(),
        row.why,
        row.opened_at,
        row.ends_at,
        row.review_by_on,
        told,
    )
    review = getattr(row, "review", None)
    if review is None:
        return found
    said = (review.get_outcome_display(), review.why, review.reviewed_by.full_name)
    return replace(
        found,
        outcome=said[0],
        reviewed=said[1],
        reviewed_by=said[2],
        reviewed_at=review.reviewed_at,
    )
