"""Closing a record, letting named users through, and conflicts of interest."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.models import (
    Conflict,
    ConflictReason,
    Restriction,
    RestrictionPermit,
    RestrictionReason,
    RestrictionReview,
    RestrictionScope,
    User,
)
from kinkeeper.access.models.against import LONGEST_WHY
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import LONGEST_WITHOUT_REVIEW
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import now, today


@action(Permission.RESTRICT, on="person_id")
def restrict(
    *,
    person_id: UUID,
    reason: RestrictionReason,
    permitted: Sequence[User],
    review_on: date,
    by: Asker,
    section: Section | None = None,
) -> Restriction:
    """Close a record, or one section of it, to all but the permitted, until it is lifted."""
    if not permitted:
        raise Refused("Nobody could see this record.", do="Name at least one person who may.")
    _check_review(review_on)
    restriction = Restriction.objects.create(
        person_id=person_id,
        reason=reason,
        scope=RestrictionScope.SECTION if section else RestrictionScope.RECORD,
        section=section or "",
        started_on=today(),
        review_on=review_on,
        set_by_id=by.pk,
    )
    for user in permitted:
        RestrictionPermit.objects.create(restriction=restriction, user=user, permitted_by_id=by.pk)
    note(reason=str(reason), review_on=review_on, permitted=[user.pk for user in permitted])
    return restriction


@action(Permission.RESTRICT, on="restriction")
def permit(*, restriction: Restriction, user: User, by: Asker) -> RestrictionPermit:
    """Let one more user through; it opens nothing their roles do not."""
    note(user=user.pk)
    return RestrictionPermit.objects.create(
        restriction=restriction, user=user, permitted_by_id=by.pk
    )


@action(Permission.RESTRICT, on="restriction")
def end_permit(*, restriction: Restriction, user: User, by: Asker) -> int:
    """Let a user through no longer; how many permits that ended."""
    note(user=user.pk)
    held = RestrictionPermit.objects.filter(
        restriction=restriction, user=user, ended_at__isnull=True
    )
    return held.update(ended_at=now())


@action(Permission.RESTRICT, on="restriction")
def lift_restriction(*, restriction: Restriction, why: str, by: Asker) -> Restriction:
    """Open the record again, by somebody who may see it."""
    return _lift(restriction, why, by)


@action(Permission.OVERSEE_RESTRICTIONS)
def override_restriction(*, restriction: Restriction, why: str, by: Asker) -> Restriction:
    """Open the record again, by an officer who oversees restrictions and sees no record."""
    return _lift(restriction, why, by)


@action(Permission.RESTRICT, on="restriction")
def renew_restriction(
    *, restriction: Restriction, review_on: date, why: str, by: Asker
) -> RestrictionReview:
    """Keep the record closed until it is looked at again, by somebody who may see it."""
    return _keep(restriction, review_on, why, by)


@action(Permission.OVERSEE_RESTRICTIONS)
def extend_restriction(
    *, restriction: Restriction, review_on: date, why: str, by: Asker
) -> RestrictionReview:
    """Keep the record closed, by an officer who oversees restrictions and sees no record."""
    return _keep(restriction, review_on, why, by)


@action(Permission.NAME_CONFLICT, on="person_id")
def name_conflict(*, person_id: UUID, user: User, reason: ConflictReason, by: Asker) -> Conflict:
    """This user never sees this person again, whatever role they hold."""
    if user.pk == by.pk:
        raise Refused(
            "A conflict of interest is named by somebody else.", do="Tell your manager of it."
        )
    note(user=user.pk, reason=str(reason))
    return Conflict.objects.create(
        person_id=person_id, user=user, reason=reason, named_by_id=by.pk, named_on=today()
    )


def _lift(restriction: Restriction, why: str, by: Asker) -> Restriction:
    _reviewed(restriction, None, why, by)
    restriction.lifted_on, restriction.lifted_by_id = today(), by.pk
    restriction.save(update_fields=["lifted_on", "lifted_by"])
    note(lifted_on=restriction.lifted_on)
    return restriction


def _keep(restriction: Restriction, review_on: date, why: str, by: Asker) -> RestrictionReview:
    _check_review(review_on)
    note(review_on=review_on)
    return _reviewed(restriction, review_on, why, by)


def _reviewed(
    restriction: Restriction, review_on: date | None, why: str, by: Asker
) -> RestrictionReview:
    Restriction.objects.select_for_update().get(pk=restriction.pk)
    restriction.refresh_from_db(fields=["lifted_on", "lifted_by"])
    if restriction.lifted_on is not None:
        raise Refused("That restriction has been lifted already.")
    if not why.strip() or len(why.strip()) > LONGEST_WHY:
        raise BadInput(f"say why, in {LONGEST_WHY} characters at most", field="why")
    return RestrictionReview.objects.create(
        restriction=restriction, review_on=review_on, why=why.strip(), reviewed_by_id=by.pk
    )


def _check_review(review_on: date) -> None:
    if not today() < review_on <= today() + timedelta(days=LONGEST_WITHOUT_REVIEW):
        raise BadInput(
            f"it must be reviewed within {LONGEST_WITHOUT_REVIEW} days from tomorrow",
            field="review_on",
        )
