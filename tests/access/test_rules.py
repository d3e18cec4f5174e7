"""Role, relationship, and what stands against: each is needed, denial beats all."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from kinkeeper.access.depth import Depth
from kinkeeper.access.models import Conflict, Restriction, RestrictionPermit, RoleGrant, Team, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import WrongThing, depth, may, visible
from kinkeeper.access.sections import Section
from kinkeeper.kernel.moment import held, now, today
from kinkeeper.people.models import Person
from tests.access.conftest import MakeUser, Restrict
from tests.access.worlds import allocate


def test_no_grant_no_sight(user: MakeUser, person: UUID) -> None:
    """Somebody allocated but without a role sees nothing."""
    one = user()
    allocate(one, person)
    assert depth(one, person) is Depth.NONE


def test_a_role_alone_shows_only_that_a_child_is_known(user: MakeUser, person: UUID) -> None:
    """A social worker sees of a stranger that they exist, and no more."""
    assert depth(user("social_worker"), person) is Depth.EXISTS


def test_role_and_relationship_open_the_record(user: MakeUser, person: UUID) -> None:
    """The allocated social worker sees the record and may write in it."""
    one = user("social_worker")
    allocate(one, person)
    assert depth(one, person) is Depth.RECORD
    assert may(one, Permission.RECORD_ASSESSMENT, person)


def test_a_shallow_relationship_opens_no_record(user: MakeUser, person: UUID) -> None:
    """A relationship that reaches `exists` gives no more, whatever the role's depth."""
    one = user("social_worker")
    allocate(one, person, kind="duty")
    assert depth(one, person) is Depth.EXISTS


def test_a_role_that_lacks_the_verb_never_has_it(user: MakeUser, person: UUID) -> None:
    """A worker in the closest relationship still cannot authorise their own work."""
    one = user("social_worker")
    allocate(one, person)
    assert not may(one, Permission.AUTHORISE_ASSESSMENT, person)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_relationship_ended_is_gone(user: MakeUser, person: UUID, days: int) -> None:
    """An allocation ended today, or before, no longer reaches the record."""
    one = user("social_worker")
    allocate(one, person, ended_on=today() - timedelta(days=days))
    assert depth(one, person) is Depth.EXISTS


def test_a_relationship_of_tomorrow_is_not_yet(user: MakeUser, person: UUID) -> None:
    """An allocation that starts tomorrow opens nothing today."""
    one = user("social_worker")
    allocate(one, person, started_on=today() + timedelta(days=1))
    assert depth(one, person) is Depth.EXISTS


def test_a_grant_ended_today_is_gone_today(user: MakeUser, person: UUID) -> None:
    """A role ended today holds no longer."""
    one = user("director")
    RoleGrant.objects.filter(user=one).update(ended_on=today())
    assert depth(one, person) is Depth.NONE


def test_a_disabled_user_may_nothing(user: MakeUser, person: UUID) -> None:
    """A disabled director sees nothing and signs no return."""
    one = user("director")
    User.objects.filter(pk=one.pk).update(is_active=False)
    assert not may(one, Permission.SIGN_RETURN)
    assert not visible(one, Permission.SEE_RECORD, Person.objects.all()).exists()


def test_a_restriction_beats_the_director(user: MakeUser, person: UUID, restrict: Restrict) -> None:
    """A restricted record is as though it were not there, for those not permitted."""
    director = user("director")
    restrict(person)
    assert depth(director, person) is Depth.NONE
    assert not visible(director, Permission.SEE_EXISTS, Person.objects.all()).exists()


def test_a_permit_lets_through_but_grants_nothing(
    user: MakeUser, person: UUID, restrict: Restrict
) -> None:
    """A permitted director sees the record; a permitted user without a role does not."""
    director, nobody = user("director"), user()
    restrict(person, director, nobody)
    assert depth(director, person) is Depth.RECORD
    assert depth(nobody, person) is Depth.NONE


def test_every_restriction_must_be_passed(user: MakeUser, person: UUID, restrict: Restrict) -> None:
    """A permit past one restriction is none past another."""
    director = user("director")
    restrict(person, director)
    restrict(person)
    assert depth(director, person) is Depth.NONE


def test_a_permit_ended_lets_nobody_through(
    user: MakeUser, person: UUID, restrict: Restrict
) -> None:
    """A permit that has ended is as though never given."""
    director = user("director")
    restrict(person, director)
    RestrictionPermit.objects.update(ended_at=now())
    assert depth(director, person) is Depth.NONE


def test_a_lifted_restriction_stands_no_more(
    user: MakeUser, person: UUID, restrict: Restrict
) -> None:
    """Lifting a restriction opens the record at once."""
    director = user("director")
    restriction = restrict(person)
    Restriction.objects.update(lifted_on=today(), lifted_by=restriction.set_by)
    assert depth(director, person) is Depth.RECORD


def test_a_restriction_past_its_review_still_stands(
    user: MakeUser, person: UUID, restrict: Restrict
) -> None:
    """A review forgotten opens nothing."""
    director = user("director")
    restriction = restrict(person)
    with held(restriction.review_on + timedelta(days=1)):
        assert depth(director, person) is Depth.NONE


def test_a_conflict_beats_a_permit(
    user: MakeUser,
    person: UUID,
    restrict: Restrict,
    conflict: Callable[[User, UUID], Conflict],
) -> None:
    """Nothing opens a conflict of interest: not a role, a relationship or a permit."""
    director = user("director")
    allocate(director, person)
    restrict(person, director)
    conflict(director, person)
    assert depth(director, person) is Depth.NONE


def test_a_section_needs_its_own_grant(user: MakeUser, person: UUID) -> None:
    """The record is open to an allocated worker; its sections only where each was granted."""
    plain, opened = user("social_worker"), user("social_worker", Section.STRATEGY)
    allocate(plain, person)
    allocate(opened, person)
    assert not may(plain, Permission.SEE_STRATEGY, person)
    assert may(opened, Permission.SEE_STRATEGY, person)
    assert not may(opened, Permission.SEE_ADOPTION, person)


def test_a_role_opens_only_sections_it_may_hold(user: MakeUser, person: UUID) -> None:
    """A grant of a section that the role may not hold opens nothing."""
    one = user("performance_analyst", Section.STRATEGY)
    assert not may(one, Permission.SEE_STRATEGY, person)


def test_a_section_outlives_no_role(user: MakeUser, person: UUID) -> None:
    """A section granted under a role is closed when the role ends."""
    one = user("director", Section.ADOPTION)
    RoleGrant.objects.filter(user=one, section="").update(ended_on=today())
    assert not may(one, Permission.SEE_ADOPTION, person)


def test_a_restricted_section_leaves_the_record(
    user: MakeUser, person: UUID, restrict: Restrict
) -> None:
    """Closing one section leaves the rest of the record, and other sections, as they were."""
    one = user("director", Section.ADOPTION, Section.STRATEGY)
    restrict(person, section=Section.ADOPTION)
    assert depth(one, person) is Depth.RECORD
    assert not may(one, Permission.SEE_ADOPTION, person)
    assert may(one, Permission.SEE_STRATEGY, person)


@pytest.mark.parametrize("what", [Permission.SEE_NARRATIVE, Permission.SEE_NAME])
@pytest.mark.parametrize("role", ["performance_analyst", "finance_partner", "workforce_lead"])
def test_no_narrative_and_no_names_for_analysts_finance_and_workforce(
    user: MakeUser, person: UUID, role: str, what: Permission
) -> None:
    """Those who work with coded data never reach words or names, even when allocated."""
    one = user(role)
    allocate(one, person)
    assert not may(one, what, person)


def test_asking_about_the_wrong_kind_of_thing_is_loud(user: MakeUser, person: UUID) -> None:
    """A mistake in the program is an error, never a quiet yes or no."""
    one = user("director")
    for wrong in (None, Team(name="a", service="b")):
        with pytest.raises(WrongThing):
            may(one, Permission.SEE_RECORD, wrong)
    with pytest.raises(WrongThing):
        may(one, Permission.SIGN_RETURN, person)
    with pytest.raises(WrongThing):
        visible(one, Permission.SEE_RECORD, Team.objects.all())
    with pytest.raises(WrongThing):
        visible(one, Permission.SIGN_RETURN, Person.objects.all())


def test_what_is_about_nobody_needs_only_the_role(user: MakeUser) -> None:
    """A list about no person is whole for who may see it and empty for others."""
    Team.objects.create(name="Duty", service="Front door")
    teams = Team.objects.all()
    assert visible(user("workforce_lead"), Permission.SEE_WORKFORCE, teams).count() == 1
    assert visible(user("social_worker"), Permission.SEE_WORKFORCE, teams).count() == 0


def test_visible_asks_a_bounded_number_of_questions(
    user: MakeUser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A list costs the same few queries for two people as for forty."""
    one = user("social_worker")
    Person.objects.bulk_create([Person() for _ in range(40)])
    with django_assert_num_queries(3):
        list(visible(one, Permission.SEE_EXISTS, Person.objects.all()))
