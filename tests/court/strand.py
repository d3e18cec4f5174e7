"""A child whose case is taken to court, by those who do each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.court import actions
from kinkeeper.court.kinds import PlanningDecision
from kinkeeper.court.told import Applied, Done, Met
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.workforce.models import Worker

ASKED, HELD, ISSUED = date(2014, 4, 22), date(2014, 5, 1), date(2014, 5, 6)
BEFORE, AT_ONCE = PlanningDecision.BEFORE, PlanningDecision.ISSUE
ADVICE = "The threshold is met on the injuries alone."


def met(on: date = HELD, **changed: Any) -> Met:
    """A meeting that decided on pre-proceedings, with all it needs."""
    told = Met(
        held_on=on,
        decision=BEFORE,
        solicitor="Ada Law",
        chronology="To 20 April 2014.",
        family_conference="Held in March: no plan was safe.",
        kin="Grandmother, assessed.",
        advice=ADVICE,
        reason="The plan has failed twice.",
    )
    return replace(told, **changed)


def applied(on: date = ISSUED, **changed: Any) -> Applied:
    """An application with all that goes before the court."""
    told = Applied(on=on, application=True, threshold=True, care_plan=True, kin="Grandmother.")
    return replace(told, **changed)


@dataclass
class Strand:
    """The child, and those who record; each step by who does it."""

    child: Any
    manager: Any
    head: Any
    director: Any
    worker: Any

    def ask(self, on: date = ASKED) -> Any:
        told = Done(on=on, words="Two plans have failed.")
        return actions.ask_for_planning(child=self.child.id, asked=told, by=self.manager)

    def hold(self, on: date = HELD, **changed: Any) -> Any:
        return actions.hold_planning(child=self.child.id, met=met(on, **changed), by=self.head)

    def letter(self, on: date = ISSUED) -> Any:
        return actions.send_letter(child=self.child.id, done=Done(on=on), by=self.manager)

    def issue(self, on: date = ISSUED, **changed: Any) -> Any:
        told = applied(on, **changed)
        return actions.issue(child=self.child.id, applied=told, by=self.head)

    def before(self) -> None:
        """As far as pre-proceedings with the letter sent."""
        self.ask()
        self.hold()
        self.letter()


@pytest.fixture
def strand(child: Any, granted: Callable[..., Any], make: Callable[..., Any]) -> Strand:
    """A child with a worker in a team of a manager and a head of service."""
    roles = ("team_manager", "head_of_service", "director", "social_worker")
    manager, head, director, user = map(granted, roles)
    started = date(2014, 1, 1)
    team = apps.get_model("access.Team").objects.create(
        name="North", service="East", started_on=started
    )
    for one in (manager, head):
        apps.get_model("access.TeamMember").objects.create(
            user=one, team=team, kind="manager", started_on=started
        )
    lead = make(Worker, full_name="Sam Roe", user=user)
    allocation = apps.get_model("workforce.Allocation")
    make(allocation, worker=lead, started_on=started, team=team, role="lead")
    make(HelpEpisode, referred_on=started)
    return Strand(child, manager, head, director, user)
