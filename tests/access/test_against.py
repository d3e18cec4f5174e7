"""Closing a record and opening it again."""

from datetime import timedelta
from uuid import UUID

import pytest

from kinkeeper.access import actions, closing
from kinkeeper.access.depth import Depth
from kinkeeper.access.models import ConflictReason, Restriction, RestrictionReason, User
from kinkeeper.access.rules import depth
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate

WHY = RestrictionReason.DANGER
OVER = "The trial is over."


@pytest.fixture
def manager(user: MakeUser, person: UUID) -> User:
    """A team manager whose team has the person."""
    one = user("team_manager")
    allocate(one, person)
    return one


def close(person: UUID, by: User, *permitted: User, days: int = 30) -> Restriction:
    """Restrict the person's record for so many days."""
    return actions.restrict(
        person_id=person,
        reason=WHY,
        permitted=permitted,
        review_on=today() + timedelta(days=days),
        by=by,
    )


def test_a_manager_closes_a_record_to_all_but_the_named(
    manager: User, user: MakeUser, person: UUID
) -> None:
    """The named go on seeing it; the rest of the line does not."""
    worker, other = user("social_worker"), user("social_worker")
    allocate(worker, person)
    allocate(other, person)
    close(person, manager, worker, manager)
    assert [depth(one, person) for one in (worker, other)] == [Depth.RECORD, Depth.NONE]


def test_a_worker_may_not_close_a_record(user: MakeUser, person: UUID) -> None:
    """Closing is for managers."""
    worker = user("social_worker")
    allocate(worker, person)
    with pytest.raises(NotAllowed):
        close(person, worker, worker)


def test_a_record_is_never_closed_to_everybody(manager: User, person: UUID) -> None:
    """A child nobody can see is a child nobody looks after."""
    with pytest.raises(Refused, match="Nobody could see"):
        close(person, manager)


@pytest.mark.parametrize("days", [0, 91])
def test_a_review_is_within_ninety_days(manager: User, person: UUID, days: int) -> None:
    """A date too early or too late is refused in words before the database does."""
    with pytest.raises(BadInput, match="90 days"):
        close(person, manager, manager, days=days)


def test_a_permit_is_given_and_ended(manager: User, user: MakeUser, person: UUID) -> None:
    """One more user is let through, then no longer."""
    director = user("director")
    restriction = close(person, manager, manager)
    actions.permit(restriction=restriction, user=director, by=manager)
    assert depth(director, person) is Depth.RECORD
    assert actions.end_permit(restriction=restriction, user=director, by=manager) == 1
    assert depth(director, person) is Depth.NONE


def test_whoever_is_shut_out_cannot_let_themselves_in(
    manager: User, user: MakeUser, person: UUID
) -> None:
    """A director not permitted can neither permit themselves nor lift the restriction."""
    director = user("director")
    restriction = close(person, manager, manager)
    with pytest.raises(NotAllowed):
        actions.permit(restriction=restriction, user=director, by=director)
    with pytest.raises(NotAllowed):
        actions.lift_restriction(restriction=restriction, why=OVER, by=director)


def test_a_restriction_is_lifted_once(manager: User, person: UUID) -> None:
    """Lifted by somebody who may see the record, on a day, and not again."""
    restriction = close(person, manager, manager)
    actions.lift_restriction(restriction=restriction, why=OVER, by=manager)
    assert (restriction.lifted_on, restriction.lifted_by_id) == (today(), manager.pk)
    with pytest.raises(Refused, match="already"):
        actions.lift_restriction(restriction=restriction, why=OVER, by=manager)


def test_an_officer_overrides_without_seeing(manager: User, user: MakeUser, person: UUID) -> None:
    """Information governance lists restrictions and may lift one, yet sees no record."""
    officer = user("information_governance_officer")
    restriction = close(person, manager, manager)
    assert [one.id for one in closing.restrictions_to_review(officer)] == [restriction.id]
    actions.override_restriction(restriction=restriction, why=OVER, by=officer)
    assert depth(officer, person) is Depth.EXISTS


def test_a_conflict_is_named_by_a_manager(manager: User, user: MakeUser, person: UUID) -> None:
    """The named worker loses the record at once."""
    worker = user("social_worker")
    allocate(worker, person)
    actions.name_conflict(person_id=person, user=worker, reason=ConflictReason.FAMILY, by=manager)
    assert depth(worker, person) is Depth.NONE


def test_nobody_names_themselves(manager: User, person: UUID) -> None:
    """A manager cannot name their own conflict; somebody else does."""
    with pytest.raises(Refused, match="somebody else"):
        actions.name_conflict(
            person_id=person, user=manager, reason=ConflictReason.FRIEND, by=manager
        )


def test_a_restriction_is_kept_with_a_reason_and_another_date(
    manager: User, user: MakeUser, person: UUID
) -> None:
    """By who may see the record or by who oversees; the first date stays in the record."""
    restriction, later = close(person, manager, manager), today() + timedelta(days=90)
    actions.renew_restriction(restriction=restriction, review_on=later, why="Not yet.", by=manager)
    assert (restriction.due_on, restriction.review_on) == (later, today() + timedelta(days=30))
    officer = user("information_governance_officer")
    with pytest.raises(BadInput, match="say why"):
        actions.extend_restriction(restriction=restriction, review_on=later, why=" ", by=officer)
    with pytest.raises(NotAllowed):
        actions.extend_restriction(restriction=restriction, review_on=later, why=OVER, by=manager)
