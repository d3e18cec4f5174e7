"""A child whose protection is taken from suspicion to the end of a plan, by those who do each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.protection import actions
from kinkeeper.protection.kinds import (
    ConferenceDecision,
    EnquiryResult,
    StrategyDecision,
    TakesPart,
    View,
)
from kinkeeper.protection.models import ConferenceBooking, Plan, Section47Enquiry
from kinkeeper.protection.told_of_harm import (
    Attended,
    Booked,
    Discussed,
    Found,
    Held,
    Spoke,
    Suspected,
    Terms,
)
from kinkeeper.workforce.models import Worker

Make = Callable[..., Any]
LOCAL, POLICE, HEALTH = TakesPart.LOCAL_AUTHORITY, TakesPart.POLICE, TakesPart.HEALTH
REFERRED, STRATEGY = date(2014, 12, 15), date(2014, 12, 17)
CAME = tuple(Attended(agency=one, name="Somebody") for one in (LOCAL, POLICE, HEALTH))
SPOKE = tuple(Spoke(agency=one, name="Somebody") for one in (LOCAL, POLICE, HEALTH))
DISSENT = Spoke(agency=POLICE, name="PC Vale", view=View.DISSENTS, words="He is out on bail.")
SAFE_NOW = "Grandmother has moved in until the conference."


def discussed(on: date = STRATEGY, **changed: Any) -> Discussed:
    """A discussion of the three agencies that begins a joint enquiry."""
    told = Discussed(
        held_on=on,
        decision=StrategyDecision.JOINT,
        attended=CAME,
        shared="Police: a call on Sunday. Health: bruises seen by the nurse.",
        safety=SAFE_NOW,
        seen_by="Sam Roe",
        see_by_on=on + timedelta(1),
    )
    return replace(told, **changed)


def found(on: date, result: EnquiryResult = EnquiryResult.CONTINUING, **changed: Any) -> Found:
    """What the enquiry found."""
    words = {"reason": "The harm goes on.", "account": "I am scared at night.", "feedback": "Told."}
    return Found(result=result, on=on, **{**words, **changed})


@dataclass
class Strand:
    """The child, their episode, and those who record; each step by who does it."""

    child: Any
    episode: Any
    manager: Any
    chair: Any
    head: Any
    lead: Worker
    chairs: Worker

    def suspect(self, on: date = STRATEGY, **changed: Any) -> Any:
        told = Suspected(on=on, cause="A bruise nobody explains.", **changed)
        return actions.suspect_harm(
            child=self.child.id, episode=self.episode.id, suspected=told, by=self.manager
        )

    def discuss(self, on: date = STRATEGY, **changed: Any) -> Any:
        told = discussed(on, **{"lead": self.lead.id, **changed})
        return actions.hold_strategy(child=self.child.id, discussed=told, by=self.manager)

    def enquire(self, on: date = STRATEGY) -> Section47Enquiry:
        self.suspect(on)
        return Section47Enquiry.objects.get(strategy=self.discuss(on))

    def find(self, on: date, **changed: Any) -> Any:
        enquiry = Section47Enquiry.objects.get(person=self.child, ended_on=None)
        return actions.record_outcome(enquiry=enquiry, found=found(on, **changed), by=self.manager)

    def book(self, on: date, booked_for: date, chair: Worker | None = None) -> ConferenceBooking:
        told = Booked(booked_on=on, booked_for=booked_for, chair=(chair or self.chairs).id)
        return actions.book_conference(child=self.child.id, booked=told, by=self.manager)

    def held(self, on: date, review_by: date, **changed: Any) -> Held:
        told = Held(
            on=on,
            decision=ConferenceDecision.PLAN,
            reasons="He is likely to be hurt again.",
            childs_view="Told his advocate that he wants it to stop.",
            spoke=SPOKE,
            terms=self.terms(review_by),
        )
        return replace(told, **changed)

    def terms(self, review_by: date, **changed: Any) -> Terms:
        told = Terms(
            category="PHY",
            lead=self.lead.id,
            core_group=(("Sam Roe", LOCAL), ("Mother", None)),
            visit_days=10,
            review_by=review_by,
            outline="Nobody hits him. Stepfather lives elsewhere.",
            contingency="A legal planning meeting the same week.",
        )
        return replace(told, **changed)

    def on_plan(self, held_on: date = date(2015, 1, 12)) -> Plan:
        """From suspicion to a plan, in the order of practice."""
        self.enquire()
        self.find(date(2014, 12, 31))
        booking = self.book(date(2014, 12, 31), held_on)
        told = self.held(held_on, date(2015, 4, 10))
        actions.hold_conference(booking=booking, held=told, by=self.chair)
        return Plan.objects.get(person=self.child, kind="cp")


@pytest.fixture
def strand(child: Any, granted: Make, make: Make) -> Strand:
    """A child with a worker in a manager's team, and a chair in no line of theirs."""
    manager, chair, head = map(granted, ("team_manager", "reviewing_officer", "head_of_service"))
    teams = apps.get_model("access.Team").objects
    team = teams.create(name="North", service="East", started_on=date(2014, 1, 1))
    for user in (manager, head):
        apps.get_model("access.TeamMember").objects.create(
            user=user, team=team, kind="manager", started_on=date(2014, 1, 1)
        )
    lead = make(Worker, full_name="Sam Roe", user=granted("social_worker"))
    since = {"started_on": REFERRED, "team": team, "role": "lead"}
    make(apps.get_model("workforce.Allocation"), worker=lead, **since)
    chairs = make(Worker, full_name="Ann Chair", user=chair)
    episode = make(HelpEpisode, referred_on=REFERRED)
    return Strand(child, episode, manager, chair, head, lead, chairs)
