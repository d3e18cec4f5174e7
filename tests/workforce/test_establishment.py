"""Posts, who holds them, and supervision: agency cover hides no vacancy."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.actions import (
    Terms,
    add_post,
    employ,
    end_employment,
    record_supervision,
)
from kinkeeper.workforce.establishment import establishment, supervisions, vacancies
from kinkeeper.workforce.kinds import Contract, Grade, SupervisionKind
from kinkeeper.workforce.models import Post, Worker

Make = Callable[..., Any]
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))
OWN = Terms(contract=Contract.PERMANENT, grade=Grade.SENIOR)
AGENCY = Terms(contract=Contract.AGENCY, grade=Grade.SOCIAL_WORKER)


@pytest.fixture
def lead(granted: Make) -> Any:
    """Somebody who manages the workforce."""
    return granted("workforce_lead")


@pytest.fixture
def post(make: Make, lead: Any) -> Post:
    """A post in a team."""
    team = make(apps.get_model("access.Team"), name="North", service="East")
    return add_post(
        reference="SW1", team=team.id, grade=Grade.SOCIAL_WORKER, started_on=D1, by=lead
    )


@pytest.fixture
def worker(make: Make) -> Worker:
    """A worker."""
    found: Worker = make(Worker, full_name="Sam Roe")
    return found


def test_a_post_nobody_holds_is_vacant(post: Post, lead: Any) -> None:
    """It is in the structure from its first day, with or without anybody in it."""
    (vacant,) = vacancies(who=lead, on=D1)
    assert (vacant.reference, vacant.team, vacant.is_empty) == ("SW1", "North", True)
    assert establishment(who=lead, on=D1 - timedelta(1)) == ()


def test_agency_cover_leaves_the_vacancy_one(post: Post, worker: Worker, lead: Any) -> None:
    """Somebody sits there, and nobody holds it."""
    employ(worker=worker.id, post=post, terms=AGENCY, started_on=D2, by=lead)
    (covered,) = vacancies(who=lead, on=D2)
    assert (covered.is_empty, covered.vacant_percent) == (False, 100)
    assert covered.holders[0].is_agency


def test_part_of_a_post_can_be_vacant(post: Post, worker: Worker, lead: Any) -> None:
    """Sixty hundredths held leave forty."""
    part = Terms(contract=Contract.PERMANENT, grade=Grade.SENIOR, fte_percent=60)
    employ(worker=worker.id, post=post, terms=part, started_on=D2, by=lead)
    assert [one.vacant_percent for one in vacancies(who=lead, on=D3)] == [40]


def test_a_post_is_held_until_the_day_it_is_left(post: Post, worker: Worker, lead: Any) -> None:
    """On that day it is vacant again, and another may start."""
    employment = employ(worker=worker.id, post=post, terms=OWN, started_on=D1, by=lead)
    with pytest.raises(Refused, match="in this post"):
        employ(worker=worker.id, post=post, terms=OWN, started_on=D2, by=lead)
    end_employment(employment=employment, ended_on=D2, leave_reason="1", by=lead)
    assert (len(vacancies(who=lead, on=D1)), len(vacancies(who=lead, on=D2))) == (0, 1)
    with pytest.raises(Refused, match="ended already"):
        end_employment(employment=employment, ended_on=D3, by=lead)


def test_nobody_starts_outside_the_structure(post: Post, worker: Worker, lead: Any) -> None:
    """Nor is a reference used twice."""
    with pytest.raises(Refused, match="not in the structure"):
        employ(worker=worker.id, post=post, terms=OWN, started_on=D1 - timedelta(1), by=lead)
    with pytest.raises(Refused, match="reference"):
        add_post(reference="SW1", team=post.team_id, grade=Grade.SENIOR, started_on=D1, by=lead)


def test_supervisions_are_shown_the_latest_first(worker: Worker, make: Make, lead: Any) -> None:
    """With who held them and for how long."""
    told: Any = {"worker": worker.id, "kind": SupervisionKind.BOTH, "minutes": 90, "by": lead}
    other = make(Worker, full_name="Bo Ek")
    for on in (D1, D2):
        record_supervision(supervisor=other.id, held_on=on, **told)
    shown = supervisions(who=lead, worker_id=worker.id)
    assert [(one.held_on, one.minutes) for one in shown] == [(D2, 90), (D1, 90)]
    assert {one.supervisor for one in shown} == {"Bo Ek"}


def test_supervision_is_by_another_and_in_the_past(worker: Worker, lead: Any) -> None:
    """Nobody supervises themselves, and what is planned has not been held."""
    for given in ({"supervisor": worker.id, "held_on": D3}, {"held_on": today() + timedelta(1)}):
        with pytest.raises(Refused, match="somebody else"):
            record_supervision(worker=worker.id, kind=SupervisionKind.CASES, by=lead, **given)


def test_the_workforce_is_managed_by_those_who_may(
    post: Post, worker: Worker, granted: Make
) -> None:
    """A director sees it and changes nothing; a social worker does neither."""
    director = granted("director")
    assert len(establishment(who=director, on=D1, team_id=post.team_id)) == 1
    assert establishment(who=granted("social_worker"), on=D1) == ()
    with pytest.raises(NotAllowed):
        employ(worker=worker.id, post=post, terms=OWN, started_on=D1, by=director)
