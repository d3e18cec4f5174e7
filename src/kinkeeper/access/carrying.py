"""What stands against seeing one record, made to stand against another that is the same person's."""

from uuid import UUID

from kinkeeper.access.models import (
    Conflict,
    Restriction,
    RestrictionPermit,
    RestrictionReview,
)
from kinkeeper.kernel.ids import uuid7


def carry_denials(one: UUID, other: UUID) -> None:
    """Every restriction in force and every conflict on either person stands on both from now on.

    It is called when two records are joined and when they are parted: whoever was kept out of one
    is never let in by the other. Only a person lifts what is then no longer needed.
    """
    for origin, target in ((one, other), (other, one)):
        _carry_restrictions(origin, target)
        _carry_conflicts(origin, target)


def _carry_restrictions(origin: UUID, target: UUID) -> None:
    known = {_gist(one) for one in Restriction.objects.filter(person_id=target, lifted_on=None)}
    for one in Restriction.objects.filter(person_id=origin, lifted_on=None):
        if _gist(one) not in known:
            permits = list(one.permits.filter(ended_at__isnull=True))
            reviews = list(one.reviews.all())
            _copy(one, target)
            for permit in permits:
                _copy_to(permit, one)
            for review in reviews:
                _copy_to(review, one)


def _gist(one: Restriction) -> tuple[object, ...]:
    return (one.reason, one.scope, one.section, one.started_on, one.review_on)


def _copy(one: Restriction, target: UUID) -> None:
    one.pk, one.person_id = uuid7(), target
    one.save(force_insert=True)


def _copy_to(row: RestrictionPermit | RestrictionReview, restriction: Restriction) -> None:
    row.pk, row.restriction = uuid7(), restriction
    row.save(force_insert=True)


def _carry_conflicts(origin: UUID, target: UUID) -> None:
    known = set(Conflict.objects.filter(person_id=target).values_list("user_id", flat=True))
    for one in Conflict.objects.filter(person_id=origin).exclude(user_id__in=known):
        one.pk, one.person_id = uuid7(), target
        one.save(force_insert=True)
