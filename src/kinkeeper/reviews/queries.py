"""Reviews: every answer is what the asker may see."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker
from kinkeeper.law.codes.coded import Coded, coded
from kinkeeper.reviews.kinds import ReviewKind
from kinkeeper.reviews.models import Review


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """A review that was held."""

    id: UUID
    kind: str
    kind_title: str
    plan_id: UUID | None
    care_period_id: UUID | None
    held_on: date
    participation: Coded | None


def reviews(
    *, who: Asker, person_id: UUID, kind: ReviewKind | None = None
) -> tuple[ReviewShown, ...]:
    """A child's reviews, of one kind or of both, the latest first."""
    return tuple(map(_shown, _visible(who, person_id, kind)))


def last_review(*, who: Asker, person_id: UUID, kind: ReviewKind) -> ReviewShown | None:
    """The latest review of a kind, or nothing where none was held."""
    row = _visible(who, person_id, kind).first()
    return _shown(row) if row else None


def _visible(who: Asker, person_id: UUID, kind: ReviewKind | None) -> "QuerySet[Review]":
    rows = Review.objects.filter(person_id=person_id).order_by("-held_on", "-id")
    return visible(who, Permission.SEE_RECORD, rows.filter(kind=kind) if kind else rows)


def _shown(row: Review) -> ReviewShown:
    return ReviewShown(
        id=row.id,
        kind=row.kind,
        kind_title=ReviewKind(row.kind).label,
        plan_id=row.plan_id,
        care_period_id=row.care_period_id,
        held_on=row.held_on,
        participation=coded("ssda903.REVIEW_CODE", row.participation),
    )
