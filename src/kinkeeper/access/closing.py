"""Questions about what closes records; each starts from what the asker may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from kinkeeper.access import against
from kinkeeper.access.action import require
from kinkeeper.access.models import Conflict, Restriction
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Asker, as_who

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One time a restriction was looked at again; without a day it was lifted."""

    on: date
    by: str
    until_on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Closed:
    """One restriction, as people read it."""

    id: UUID
    person_id: UUID
    reason: str
    closes: str
    permitted: tuple[str, ...]
    set_by: str
    started_on: date
    due_on: date
    lifted_on: date | None
    lifted_by: str
    reviews: tuple[Reviewed, ...]

    def overdue(self, on: date) -> bool:
        """Whether it should have been looked at again before the day."""
        return self.lifted_on is None and self.due_on < on


@dataclass(frozen=True, slots=True)
class Tied:
    """One conflict of interest, as people read it."""

    full_name: str
    person_id: UUID
    reason: str
    named_on: date
    named_by: str


def restrictions_to_review(who: Asker) -> tuple[Closed, ...]:
    """Every restriction in force, the one to be looked at first at the top."""
    require(who, Permission.OVERSEE_RESTRICTIONS)
    found = map(_closed, _rows().filter(lifted_on__isnull=True))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.started_on, one.id)))


def restriction(who: Asker, restriction_id: UUID) -> Restriction | None:
    """One restriction, for those it lets through and those who oversee them all; or nothing."""
    asker, rows = as_who(who), _rows()
    if not asker.permits(Permission.OVERSEE_RESTRICTIONS):
        rows = visible(asker, Permission.RESTRICT, rows)
    return rows.filter(id=restriction_id).first()


def shown(row: Restriction) -> Closed:
    """A restriction as people read it."""
    return _closed(row)


def restrictions_of(who: Asker, person_id: UUID) -> tuple[Closed, ...]:
    """What closes this record, or a section of it, to others; for those who may restrict it."""
    if not may(who, Permission.RESTRICT, person_id):
        return ()
    in_force = [row.id for row in against.closing(person_id, as_who(who).on)]
    return tuple(map(_closed, _rows().filter(id__in=in_force))) if in_force else ()


def conflicts_named(who: Asker, *, limit: int = 100) -> tuple[Tied, ...]:
    """Conflicts of interest, the latest first, but the asker's own."""
    require(who, Permission.OVERSEE_RESTRICTIONS)
    rows = Conflict.objects.select_related("user", "named_by").exclude(user_id=who.pk)
    return tuple(map(_tied, rows.order_by("-recorded_at")[:limit]))


def _rows() -> QuerySet[Restriction]:
    rows = Restriction.objects.select_related("set_by", "lifted_by")
    return rows.prefetch_related("reviews__reviewed_by", "permits__user").order_by("started_on")


def _closed(row: Restriction) -> Closed:
    permits = [one.user.full_name for one in row.permits.all() if one.ended_at is None]
    return Closed(
        row.id,
        row.person_id,
        row.get_reason_display(),
        Section(row.section).words if row.section else "The whole record",
        tuple(sorted(permits)),
        row.set_by.full_name,
        row.started_on,
        row.due_on,
        row.lifted_on,
        row.lifted_by.full_name if row.lifted_by else "",
        tuple(
            Reviewed(one.reviewed_on, one.reviewed_by.full_name, one.review_on, one.why)
            for one in row.reviews.all()
        ),
    )


def _tied(row: Conflict) -> Tied:
    reason = row.get_reason_display()
    return Tied(row.user.full_name, row.person_id, reason, row.named_on, row.named_by.full_name)
