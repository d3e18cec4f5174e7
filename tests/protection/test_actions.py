"""Visits in assessments, enquiries and plans: recorded as they were, and only what can have been."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.chronology.models import Event
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.protection.actions import record_plan_visit, record_visit
from kinkeeper.protection.kinds import PlanKind
from kinkeeper.protection.models import Plan
from kinkeeper.protection.queries import visits
from kinkeeper.workforce.models import Worker
from kinkeeper.workforce.visited import NotAlone, NotSeen, VisitMade

Make = Callable[..., Any]
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))
SEEN = VisitMade(held_on=D2, seen=True, seen_alone=True, bedroom_seen=True)


@pytest.fixture
def worker_who(granted: Make, child: Any, make: Make) -> Any:
    """A manager, with the child in a team of theirs, who may record."""
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


@pytest.fixture
def plan(make: Make, child: Any) -> Plan:
    """A child protection plan that stood in January and February."""
    found: Plan = make(Plan, kind=PlanKind.CHILD_PROTECTION, started_on=D1, ended_on=D3)
    return found


def test_a_visit_under_a_plan_is_of_the_plans_kind(plan: Plan, worker_who: Any) -> None:
    """It meets the plan's visiting duty, and the child was seen in the episode."""
    visit = record_plan_visit(plan=plan, visit=SEEN, by=worker_who)
    assert (visit.kind, visit.episode_id) == ("cp", plan.episode_id)
    told = dict(Event.objects.filter(record_id=visit.id).values_list("kind", "under"))
    assert told == {"child_seen": plan.episode_id, "cp_visit_made": plan.id}


def test_an_attempt_is_kept_and_meets_nothing(plan: Plan, worker_who: Any) -> None:
    """That somebody went is on the record; that the child was seen is not."""
    tried = VisitMade(held_on=D2, seen=False, attempted=True, not_seen_reason=NotSeen.NOT_IN)
    visit = record_plan_visit(plan=plan, visit=tried, by=worker_who)
    assert not Event.objects.filter(record_id=visit.id).exists()
    (shown,) = visits(who=worker_who, person_id=plan.person_id)
    assert (shown.attempted, shown.seen, shown.not_seen_reason) == (True, False, "Nobody was in")


@pytest.mark.parametrize("on", [D1 - timedelta(1), D3 + timedelta(1)])
def test_a_visit_falls_within_its_plan(plan: Plan, worker_who: Any, on: date) -> None:
    """Before it began or after it ended there was nothing to visit under."""
    with pytest.raises(Refused, match="did not stand"):
        record_plan_visit(plan=plan, visit=VisitMade(held_on=on, seen=True), by=worker_who)


@pytest.mark.parametrize(
    "made",
    [
        {"seen": True, "attempted": True},
        {"seen": True, "not_seen_reason": NotSeen.AWAY},
        {"seen": False, "seen_alone": True},
        {"seen": False, "bedroom_seen": False},
        {"seen": True, "seen_alone": True, "not_alone_reason": NotAlone.AGE},
        {"seen": True, "not_alone_reason": NotAlone.AGE},
    ],
)
def test_what_contradicts_itself_is_refused(
    plan: Plan, worker_who: Any, made: dict[str, Any]
) -> None:
    """A child is seen or not, alone or not, and a reason fits."""
    with pytest.raises(Refused, match="contradicts"):
        record_plan_visit(plan=plan, visit=VisitMade(held_on=D2, **made), by=worker_who)


def test_a_visit_to_come_is_not_recorded(plan: Plan, worker_who: Any) -> None:
    """What is planned has not been done."""
    ahead = VisitMade(held_on=today() + timedelta(1), seen=True)
    with pytest.raises(Refused, match="once it has been made"):
        record_plan_visit(plan=plan, visit=ahead, by=worker_who)


def test_a_visit_for_an_assessment_is_in_the_childs_own_episode(
    child: Any, make: Make, worker_who: Any
) -> None:
    """It is known by its episode, and another child's is refused."""
    episode, other = (
        make(HelpEpisode),
        make(HelpEpisode, person=make(apps.get_model("people.Person"))),
    )
    visit = record_visit(
        child=child.id, episode=episode.id, visit=SEEN, by=worker_who, enquiry=True
    )
    assert (visit.kind, visit.plan_id) == ("s47", None)
    with pytest.raises(Refused, match="another child"):
        record_visit(child=child.id, episode=other.id, visit=SEEN, by=worker_who)


def test_visits_are_recorded_by_those_who_may(plan: Plan, granted: Make) -> None:
    """Seeing a record is not writing in it."""
    with pytest.raises(NotAllowed):
        record_plan_visit(plan=plan, visit=SEEN, by=granted("performance_analyst"))
