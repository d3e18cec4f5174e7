"""Adding workers, and giving children their workers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.chronology.models import Event, Revision
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.actions import add_worker, allocate, end_allocation, link_user
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Worker

Make = Callable[..., Any]
START = date(2025, 1, 1)


@pytest.fixture
def director(granted: Make) -> Any:
    """Somebody who may allocate any child."""
    return granted("director")


@pytest.fixture
def worker(make: Make) -> Worker:
    """A worker."""
    found: Worker = make(Worker, full_name="Sam Roe")
    return found


def _lead(child: Any, worker: Worker, by: Any, on: date = START) -> Allocation:
    return allocate(
        child=child.id,
        worker=worker.id,
        team=None,
        role=AllocationRole.LEAD,
        started_on=on,
        by=by,
    )


def test_allocating_is_an_event_and_is_audited(child: Any, worker: Worker, director: Any) -> None:
    """The child's chronology tells of the worker, and the audit of who decided it."""
    allocation = _lead(child, worker, director)
    event = Event.objects.get(kind="worker_allocated")
    assert (event.person_id, event.happened_on, event.detail) == (child.id, START, "lead")
    entry = apps.get_model("access.AuditEntry").objects.get(verb="workforce.allocate")
    assert (entry.actor_id, entry.person_id) == (director.id, child.id)
    assert allocation.recorded_by == director.id


def test_a_second_lead_worker_waits_for_the_first_to_end(
    child: Any, worker: Worker, director: Any
) -> None:
    """A child has one lead worker; the next starts on the day the first ends."""
    first, later = _lead(child, worker, director), START + timedelta(30)
    with pytest.raises(Refused, match="lead worker"):
        _lead(child, worker, director, later)
    end_allocation(allocation=first, ended_on=later, by=director)
    assert _lead(child, worker, director, later).started_on == first.ended_on


def test_ending_leaves_the_trail_and_an_event(child: Any, worker: Worker, director: Any) -> None:
    """That the allocation ended is told, and that it was open is kept."""
    end_allocation(allocation=_lead(child, worker, director), ended_on=START, by=director)
    assert Event.objects.get(kind="worker_unallocated").happened_on == START
    revision = Revision.objects.get(field="ended_on")
    assert (revision.old, revision.new) == (None, "2025-01-01")


@pytest.mark.parametrize("ended_on", [START - timedelta(1), START + timedelta(9)])
def test_an_allocation_ends_once_and_after_it_started(
    make: Make, child: Any, worker: Worker, director: Any, ended_on: date
) -> None:
    """It is neither ended before its start nor ended again."""
    after = ended_on > START
    allocation = make(Allocation, started_on=START, ended_on=START if after else None)
    with pytest.raises(Refused, match="ended already"):
        end_allocation(allocation=allocation, ended_on=ended_on, by=director)


def test_who_may_not_allocate_is_refused(child: Any, worker: Worker, granted: Make) -> None:
    """A social worker allocates nobody, and nothing is stored."""
    with pytest.raises(NotAllowed):
        _lead(child, worker, granted("social_worker"))
    assert not Allocation.objects.exists()


def test_a_reviewing_officer_stands_outside_the_line(
    make: Make, child: Any, worker: Worker, director: Any, granted: Make
) -> None:
    """Somebody with a place in the team that works with the child cannot review the child."""
    team = make(apps.get_model("access.Team"), name="Team", started_on=START)
    make(Allocation, worker=worker, team=team, role=AllocationRole.LEAD, started_on=START)
    member = make(Worker, full_name="Jo Ash", user=granted("reviewing_officer"))
    make(apps.get_model("access.TeamMember"), user=member.user, team=team, started_on=START)
    facts = {"child": child.id, "team": None, "role": AllocationRole.IRO, "started_on": START}
    with pytest.raises(Refused, match="outside the team"):
        allocate(worker=member.id, by=director, **facts)
    assert allocate(worker=worker.id, by=director, **facts).role == "iro"


def test_a_linked_worker_reaches_the_children_at_once(
    make: Make, child: Any, worker: Worker, granted: Make
) -> None:
    """From the link on, the sign-in sees the record of the worker's children, not before."""
    make(Allocation, role=AllocationRole.LEAD, started_on=today())
    user = granted("social_worker")
    assert not may(user, Permission.SEE_RECORD, child)
    link_user(worker=worker, user=user.id, by=granted("workforce_lead"))
    assert may(user, Permission.SEE_RECORD, child)


def test_a_sign_in_is_one_worker(worker: Worker, granted: Make) -> None:
    """A sign-in linked to one worker is not linked to a second."""
    lead, user = granted("workforce_lead"), granted("social_worker")
    link_user(worker=worker, user=user.id, by=lead)
    other = add_worker(full_name="Jo Ash", by=lead)
    with pytest.raises(Refused, match="linked already"):
        link_user(worker=other, user=user.id, by=lead)


def test_a_number_is_added_once(granted: Make) -> None:
    """A Social Work England number that is here already is refused in words."""
    lead = granted("workforce_lead")
    add_worker(full_name="Sam Roe", swe_number="SW10324", by=lead)
    with pytest.raises(Refused, match="here already"):
        add_worker(full_name="Sam Roe", swe_number="SW10324", by=lead)
