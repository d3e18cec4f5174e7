"""A child whose records are complete, to take one thing away from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from kinkeeper.care.models import CarePeriod, LegalStatusPeriod, Placement
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.people.models import Person, PersonIdentifier
from kinkeeper.protection.models import AbuseCategoryPeriod, Conference, Plan
from kinkeeper.reviews.models import Review
from kinkeeper.workforce.models import Allocation, Worker

TODAY = date(2026, 11, 23)
SPRING = date(2026, 3, 2)
JUNE = date(2026, 6, 1)


@dataclass
class Records:
    """Everything recorded about one child."""

    child: Person
    upn: PersonIdentifier
    episode: HelpEpisode
    allocation: Allocation
    conference: Conference
    plan: Plan
    category: AbuseCategoryPeriod
    care: CarePeriod
    status: LegalStatusPeriod
    placement: Placement
    review: Review

    @property
    def id(self) -> str:
        """The child's id as frames hold it."""
        return str(self.child.id)


def make_whole() -> Records:
    """An open case, a protection plan and a time in care, with nothing missing."""
    child = Person.objects.create(born_on=date(2015, 5, 5))
    of: dict[str, Any] = {"person": child}
    PersonIdentifier.objects.create(**of, kind="la_child_id", value=str(child.id))
    episode = HelpEpisode.objects.create(**of, referred_on=SPRING)
    conference = Conference.objects.create(
        **of, episode=episode, kind="initial", held_on=date(2026, 3, 20)
    )
    plan = Plan.objects.create(
        **of, episode=episode, conference=conference, kind="cp", started_on=date(2026, 3, 20)
    )
    care = CarePeriod.objects.create(**of, started_on=JUNE)
    worker = Worker.objects.create(full_name="Ann Lee")
    return Records(
        child,
        PersonIdentifier.objects.create(**of, kind="upn", value="A123"),
        episode,
        Allocation.objects.create(**of, worker=worker, role="lead", started_on=SPRING),
        conference,
        plan,
        AbuseCategoryPeriod.objects.create(plan=plan, category="NEG", started_on=plan.started_on),
        care,
        LegalStatusPeriod.objects.create(**of, care_period=care, code="C2", started_on=JUNE),
        Placement.objects.create(**of, care_period=care, kind="U6", started_on=JUNE),
        Review.objects.create(**of, kind="cla", care_period=care, held_on=date(2026, 6, 25)),
    )


@pytest.fixture
def whole(db: None) -> Records:
    """One such child."""
    return make_whole()
