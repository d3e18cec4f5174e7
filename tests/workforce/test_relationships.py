"""How a worker, a manager, duty cover and a reviewing officer reach a child."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.access.relationships import Relationship, registered
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Worker
from kinkeeper.workforce.relationships import (
    ALLOCATED_WORKER,
    DUTY_COVER,
    MANAGER,
    RELATIONSHIPS,
    REVIEWING_OFFICER,
)

START, ON = date(2025, 1, 1), date(2025, 6, 1)
Make = Callable[..., Any]


@pytest.fixture
def place(make: Make) -> Callable[..., Any]:
    """`place(team, kind)`: a user with a place in a team."""

    def user(team: Any, kind: str) -> Any:
        users = apps.get_model("access.User")
        one = users.objects.create_user(f"u{users.objects.count()}", full_name="Sam Roe")
        make(apps.get_model("access.TeamMember"), user=one, team=team, kind=kind, started_on=START)
        return one

    return user


@pytest.fixture
def team(make: Make) -> Any:
    """A team under another."""
    model = apps.get_model("access.Team")
    above = make(model, name="Service", started_on=START)
    return make(model, name="Team", parent=above, started_on=START)


def _agree(relationship: Relationship, user: Any, child: Any, on: date) -> bool:
    """The answer of both forms, which must be one answer."""
    people = set(relationship.people(user.id, on).values_list("person_id", flat=True))
    plain = relationship.reaches(user.id, child.id, on)
    assert (child.id in people) is plain
    return plain


@pytest.mark.parametrize(
    ("role", "relationship"),
    [
        (AllocationRole.LEAD, ALLOCATED_WORKER),
        (AllocationRole.CO_WORKER, ALLOCATED_WORKER),
        (AllocationRole.PERSONAL_ADVISER, ALLOCATED_WORKER),
        (AllocationRole.ADOPTION, ALLOCATED_WORKER),
        (AllocationRole.IRO, REVIEWING_OFFICER),
        (AllocationRole.CONFERENCE_CHAIR, REVIEWING_OFFICER),
    ],
)
def test_an_allocated_worker_reaches_the_child_until_the_day_it_ends(
    make: Make, child: Any, granted: Make, role: AllocationRole, relationship: Relationship
) -> None:
    """From the first day on; on the last day no longer; and by one relationship alone."""
    user = granted("social_worker")
    worker = make(Worker, full_name="Sam Roe", user=user)
    make(Allocation, worker=worker, role=role, started_on=START, ended_on=ON)
    days = [START - timedelta(1), START, ON - timedelta(1), ON]
    assert [_agree(relationship, user, child, day) for day in days] == [False, True, True, False]
    others = set(RELATIONSHIPS) - {relationship}
    assert not any(_agree(other, user, child, START) for other in others)


def test_a_manager_reaches_the_children_of_the_line(
    make: Make, child: Any, team: Any, place: Make
) -> None:
    """The manager of the team and of the team above reach the child; a member does not."""
    make(Worker, full_name="Sam Roe")
    make(Allocation, team=team, started_on=START)
    users = [place(team, "manager"), place(team.parent, "manager"), place(team, "member")]
    assert [_agree(MANAGER, user, child, ON) for user in users] == [True, True, False]


def test_duty_cover_reaches_the_children_of_the_team(
    make: Make, child: Any, team: Any, place: Make
) -> None:
    """Who is on duty for the team reaches the child; duty for the team above does not."""
    make(Worker, full_name="Sam Roe")
    make(Allocation, team=team, started_on=START)
    users = [place(team, "duty"), place(team.parent, "duty")]
    assert [_agree(DUTY_COVER, user, child, ON) for user in users] == [True, False]


def test_an_allocation_without_a_team_is_in_nobodys_line(
    make: Make, child: Any, team: Any, place: Make
) -> None:
    """A manager of no team is not the manager of an allocation that names none."""
    make(Worker, full_name="Sam Roe")
    make(Allocation, team=None, started_on=START)
    users = [place(team, "manager"), place(team, "duty")]
    assert not any(_agree(r, user, child, ON) for r in RELATIONSHIPS for user in users)


def test_every_relationship_is_known_to_the_rules() -> None:
    """What this app declares is what the rules of access ask."""
    assert set(RELATIONSHIPS) <= set(registered())


SPELL = st.tuples(
    st.sampled_from(sorted({*AllocationRole.values} - {AllocationRole.LEAD})),  # never two leads
    st.integers(0, 30),
    st.integers(0, 30) | st.none(),
)


@given(spells=st.lists(SPELL, max_size=4), day=st.integers(0, 40))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_both_forms_agree_on_random_histories(
    make: Make, granted: Make, child: Any, spells: list[Any], day: int
) -> None:
    """The query and the plain form give one answer, whatever the allocations were."""
    Allocation.objects.all().delete()
    worker = Worker.objects.first() or make(Worker, full_name="A", user=granted("social_worker"))
    for role, start, length in spells:
        begin = START + timedelta(start)
        end = None if length is None else begin + timedelta(length)
        make(Allocation, worker=worker, role=role, started_on=begin, ended_on=end)
    for relationship in RELATIONSHIPS:
        _agree(relationship, worker.user, child, START + timedelta(day))
