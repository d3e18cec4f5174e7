"""Who works with whom, as far as the asker may see."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.kernel.moment import today
from kinkeeper.workforce import queries
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Worker

Make = Callable[..., Any]
START = date(2025, 1, 1)


@pytest.fixture
def team(make: Make) -> Any:
    """A team under another."""
    model = apps.get_model("access.Team")
    above = make(model, name="Service", started_on=START)
    return make(model, name="Team", parent=above, started_on=START)


@pytest.fixture
def own(granted: Make) -> Any:
    """The sign-in of the child's lead worker."""
    return granted("social_worker")


@pytest.fixture
def lead(make: Make, child: Any, team: Any, own: Any) -> Allocation:
    """The child with its lead worker."""
    worker = make(Worker, full_name="Sam Roe", user=own)
    found: Allocation = make(
        Allocation, worker=worker, team=team, role=AllocationRole.LEAD, started_on=START
    )
    return found


def test_the_lead_comes_first_of_the_workers_of_today(
    make: Make, child: Any, lead: Allocation, granted: Make
) -> None:
    """Present workers are shown, the lead first; one whose last day is today is a past worker."""
    make(Allocation, role=AllocationRole.IRO, started_on=START - timedelta(9))
    make(Allocation, role=AllocationRole.CO_WORKER, started_on=START, ended_on=today())
    who = granted("director")
    now = queries.current_workers(who=who, person_id=child.id)
    assert [row.role for row in now] == ["lead", "iro"]
    assert (now[0].worker, now[0].team, now[0].started_on) == ("Sam Roe", "Team", START)
    past = queries.past_workers(who=who, person_id=child.id)
    assert [row.role_title for row in past] == ["Co-worker"]


def test_nobody_unrelated_sees_who_works_with_a_child(
    child: Any, lead: Allocation, own: Any, granted: Make
) -> None:
    """A social worker of other children is told nothing; the child's own worker is."""
    other = granted("social_worker")
    assert queries.current_workers(who=other, person_id=child.id) == ()
    assert queries.allocation(who=other, allocation_id=lead.id) is None
    assert len(queries.current_workers(who=own, person_id=child.id)) == 1
    assert queries.allocation(who=own, allocation_id=lead.id) == lead


def test_children_are_found_by_worker_team_and_line(
    child: Any, team: Any, lead: Allocation, own: Any, granted: Make
) -> None:
    """The same child is on the lists of the worker, of the team and of the team above."""
    who = granted("director")
    lists = [
        queries.children_of(who=who, worker_id=lead.worker_id),
        queries.own_children(who=own),
        queries.team_children(who=who, team_id=team.id),
        queries.team_children(who=who, team_id=team.parent_id),
    ]
    assert [[row.person_id for row in found] for found in lists] == [[child.id]] * 4


def test_lead_workers_of_many_are_read_at_once(
    child: Any, lead: Allocation, granted: Make, django_assert_max_num_queries: Any
) -> None:
    """A list of children is given its workers by one query beside the asker's own rights."""
    who = granted("director")
    with django_assert_max_num_queries(3):
        found = queries.lead_workers(who=who, person_ids=[child.id])
    assert found[child.id].worker == "Sam Roe"


def test_workers_are_for_those_who_manage_the_workforce(lead: Allocation, granted: Make) -> None:
    """The list of workers opens to the workforce lead and not to a social worker."""
    assert [str(row) for row in queries.workers(who=granted("workforce_lead"))] == ["Sam Roe"]
    assert not queries.workers(who=granted("social_worker"))


def test_a_worker_known_by_number_is_shown_by_it(make: Make, child: Any, granted: Make) -> None:
    """Where only the number was received, the number stands for the name."""
    make(Worker, swe_number="SW10324")
    make(Allocation, started_on=START)
    (row,) = queries.current_workers(who=granted("director"), person_id=child.id)
    assert row.worker == "SW10324"


def test_whom_to_ask_is_told_to_who_may_know_of_the_child(
    child: Any, lead: Allocation, granted: Make
) -> None:
    """A worker of other children, not somebody to whom no child is known."""
    other, nobody = granted("social_worker"), granted("finance_partner")
    found = queries.lead_worker(who=other, person_id=child.id)
    assert found == queries.LeadWorker("Sam Roe", "Team")
    assert queries.lead_worker(who=nobody, person_id=child.id) is None
    Allocation.objects.update(ended_on=today())
    assert queries.lead_worker(who=other, person_id=child.id) is None
