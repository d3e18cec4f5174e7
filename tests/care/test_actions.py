"""Visits in care and after it, and interviews after being missing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.care.actions import (
    record_adviser_visit,
    record_care_visit,
    record_return_interview,
)
from kinkeeper.care.models import CarePeriod, MissingEpisode
from kinkeeper.care.queries import missing_episodes, visits
from kinkeeper.chronology.models import Event
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.models import Worker
from kinkeeper.workforce.visited import NotAlone, VisitMade

Make = Callable[..., Any]
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))
SEEN = VisitMade(held_on=D2, seen=True, seen_alone=False, not_alone_reason=NotAlone.AGE)


@pytest.fixture
def manager(granted: Make, child: Any, make: Make) -> Any:
    """Somebody who may record, with the child in a team of theirs."""
    user = granted("team_manager")
    team = apps.get_model("access.Team").objects.create(name="North", service="East")
    apps.get_model("access.TeamMember").objects.create(
        user=user, team=team, kind="manager", started_on=D1
    )
    make(
        apps.get_model("workforce.Allocation"),
        worker=make(Worker, full_name="Sam Roe"),
        team=team,
        role="lead",
    )
    return user


def test_a_visit_in_care_meets_its_duty_in_that_care(make: Make, manager: Any) -> None:
    """And whether the child was seen alone is told with it."""
    care = make(CarePeriod, started_on=D1)
    visit = record_care_visit(care_period=care, visit=SEEN, by=manager)
    told = Event.objects.filter(record_id=visit.id)
    assert set(told.values_list("kind", "under")) == {
        ("care_visit_made", care.id),
        ("visit_alone_recorded", care.id),
    }
    (shown,) = visits(who=manager, person_id=care.person_id)
    assert (shown.kind_title, shown.not_alone_reason) == (
        "Visit to a child looked after",
        "Too young",
    )


@pytest.mark.parametrize("on", [D1 - timedelta(1), D3 + timedelta(1)])
def test_a_visit_falls_within_its_care(make: Make, manager: Any, on: date) -> None:
    """Nobody is visited as looked after before or after being so."""
    care = make(CarePeriod, started_on=D1, ended_on=D3)
    with pytest.raises(Refused, match="not looked after"):
        record_care_visit(care_period=care, visit=VisitMade(held_on=on, seen=True), by=manager)


def test_an_advisers_visit_is_on_the_young_persons_pathway(child: Any, manager: Any) -> None:
    """One young person has one pathway, known by the young person."""
    visit = record_adviser_visit(child=child.id, visit=SEEN, by=manager)
    told = set(Event.objects.filter(record_id=visit.id).values_list("kind", "key"))
    assert told == {("adviser_visit_made", child.id), ("leaver_contacted", child.id)}


def test_an_interview_is_offered_and_then_held(make: Make, child: Any, manager: Any) -> None:
    """The offer alone meets nothing; held or declined, it is done, once."""
    missing = make(MissingEpisode, started_on=D1, returned_on=D2)
    record_return_interview(missing=missing, offered_on=D2, by=manager)
    assert not Event.objects.filter(kind="return_interview_done").exists()
    record_return_interview(missing=missing, held_on=D3, by=manager)
    assert Event.objects.get(kind="return_interview_done").happened_on == D3
    (shown,) = missing_episodes(who=manager, person_id=child.id)
    assert (shown.interview_offered_on, shown.interview_held_on) == (D2, D3)
    with pytest.raises(Refused, match="after the return"):
        record_return_interview(missing=missing, declined_on=D3, by=manager)


@pytest.mark.parametrize(
    "told",
    [{}, {"held_on": D1}, {"held_on": D3, "declined_on": D3}, {"offered_on": date(2999, 1, 1)}],
)
def test_an_interview_has_one_outcome_after_the_return(
    make: Make, manager: Any, told: dict[str, date]
) -> None:
    """Not before it, not both, not ahead, and not nothing."""
    missing = make(MissingEpisode, started_on=D1, returned_on=D2)
    with pytest.raises(Refused):
        record_return_interview(missing=missing, by=manager, **told)


def test_a_child_still_missing_is_not_interviewed(make: Make, manager: Any) -> None:
    """The return comes first."""
    missing = make(MissingEpisode, started_on=D1)
    with pytest.raises(Refused):
        record_return_interview(missing=missing, held_on=today(), by=manager)


def test_visits_are_recorded_by_those_who_may(make: Make, child: Any, granted: Make) -> None:
    """Seeing a record is not writing in it."""
    care, analyst = make(CarePeriod, started_on=D1), granted("performance_analyst")
    with pytest.raises(NotAllowed):
        record_care_visit(care_period=care, visit=SEEN, by=analyst)
    with pytest.raises(NotAllowed):
        record_adviser_visit(child=child.id, visit=SEEN, by=analyst)
