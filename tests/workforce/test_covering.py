"""Cover for absence: who arranges it, whom it reaches, and when it ends."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.chronology.models import Revision
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.workforce import covering
from kinkeeper.workforce.actions import cover, end_cover
from kinkeeper.workforce.models import Allocation, Cover, Worker
from kinkeeper.workforce.queries import children_of_user
from kinkeeper.workforce.relationships import COVER

Make = Callable[..., Any]
SINCE = date(2025, 1, 1)


@pytest.fixture
def team(make: Make) -> Any:
    """A team."""
    return make(apps.get_model("access.Team"), name="Assessment", started_on=SINCE)


@pytest.fixture
def worker(make: Make, granted: Make, team: Any) -> Callable[[str], Worker]:
    """`worker(role)`: somebody who signs in, with a place in the team."""

    def made(role: str, kind: str = "member") -> Worker:
        user = granted(role)
        members = apps.get_model("access.TeamMember")
        make(members, user=user, team=team, kind=kind, started_on=SINCE)
        found: Worker = make(Worker, full_name=user.full_name, user=user)
        return found

    return made


@pytest.fixture
def away(worker: Make, make: Make, child: Any, team: Any) -> Worker:
    """A social worker with the child, who is away."""
    one: Worker = worker("social_worker")
    make(Allocation, person=child, worker=one, team=team, role="lead", started_on=SINCE)
    return one


@pytest.fixture
def manager(worker: Make) -> Any:
    """Whoever manages the team."""
    return worker("team_manager", "manager").user


def arranged(away: Worker, by: Worker, manager: Any, days: int = 7, first: int = 0) -> Cover:
    """Cover from a day on, for so many days."""
    start = today() + timedelta(days=first)
    end = start + timedelta(days=days)
    return cover(worker=away.id, covered_by=by.id, started_on=start, ended_on=end, by=manager)


def test_the_cover_reaches_what_the_absent_worker_reaches_until_it_ends(
    away: Worker, worker: Make, manager: Any, child: Any
) -> None:
    """With the cover's own role; ended, it is gone at the next request, and its end is in history."""
    other = worker("social_worker")
    assert not may(other.user, Permission.RECORD_ASSESSMENT, child)
    one = arranged(away, other, manager)
    assert may(other.user, Permission.RECORD_ASSESSMENT, child)
    assert children_of_user(other.user_id, today()).count() == 1
    end_cover(cover=one, by=manager)
    assert not may(other.user, Permission.SEE_RECORD, child)
    assert Revision.objects.filter(field="ended_on", entity_id=one.id).exists()


def test_both_forms_agree_on_every_day(
    away: Worker, worker: Make, manager: Any, child: Any
) -> None:
    """From the first day to the last, and of another child never."""
    other = worker("social_worker")
    arranged(away, other, manager, days=2, first=1)
    for day, held in ((0, False), (1, True), (2, True), (3, False)):
        on, user = today() + timedelta(days=day), other.user_id
        people = set(COVER.people(user, on).values_list("person_id", flat=True))
        assert (child.id in people, COVER.reaches(user, child.id, on)) == (held, held)
        assert not COVER.reaches(user, UUID(int=1), on)


def test_only_the_line_arranges_it(away: Worker, worker: Make, granted: Make, child: Any) -> None:
    """Neither a worker nor the manager of another team."""
    other = worker("social_worker")
    with pytest.raises(NotAllowed):
        arranged(away, other, away.user)
    with pytest.raises(Refused, match="cannot arrange"):
        arranged(away, other, granted("team_manager"))
    assert not Cover.objects.exists()


@pytest.mark.parametrize(("first", "days"), [(-1, 7), (0, 0), (0, 91)])
def test_it_is_for_days_to_come_and_not_for_ever(
    away: Worker, worker: Make, manager: Any, first: int, days: int
) -> None:
    """Whoever is away for longer is replaced, child by child."""
    with pytest.raises(BadInput):
        arranged(away, worker("social_worker"), manager, days=days, first=first)


def test_once_at_a_time_and_never_oneself(away: Worker, worker: Make, manager: Any) -> None:
    """Said in words before the database refuses it."""
    other = worker("social_worker")
    arranged(away, other, manager)
    with pytest.raises(Refused, match="already"):
        arranged(away, other, manager, first=3)
    with pytest.raises(Refused):
        arranged(away, away, manager)
    later = today() + timedelta(days=2)
    with pytest.raises(IntegrityError):
        Cover.objects.create(worker=away, covered_by=away, started_on=today(), ended_on=later)


def test_who_works_with_a_child_does_not_cover_its_review(
    away: Worker, worker: Make, make: Make, manager: Any, child: Any, team: Any
) -> None:
    """A reviewing officer is covered from outside the line."""
    officer = worker("reviewing_officer")
    make(Allocation, person=child, worker=officer, team=None, role="iro", started_on=SINCE)
    assert covering.stands_in_line(officer.id, away.id, today())
    with pytest.raises(Refused, match="reviews"):
        arranged(officer, away, manager)
