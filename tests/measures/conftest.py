"""A small service: two teams of one district, children with them, and figures worked out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from kinkeeper.access.models import Team
from kinkeeper.kernel import moment
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Allocation, Worker
from tests.duties.told import announced

TODAY, BEGAN = date(2026, 11, 23), date(2026, 1, 5)


@dataclass
class Service:
    """A district of two teams, with a worker each."""

    district: Team
    north: Team
    south: Team
    workers: dict[Any, Worker] = field(default_factory=dict)

    def child(self, team: Team | None = None, **given: Any) -> Person:
        """A child; with a team, one whose lead worker is of it."""
        person: Person = announced(Person, **{"born_on": date(2018, 5, 5), **given})
        if team:
            self.lead(person, team)
        return person

    def lead(self, person: Person, team: Team, **given: Any) -> Allocation:
        """A lead worker of the team for the child."""
        worker = self.workers.get(team.id) or Worker.objects.create(full_name=f"Of {team.name}")
        self.workers[team.id] = worker
        days = {"started_on": BEGAN, **given}
        made: Allocation = announced(
            Allocation, person=person, worker=worker, team=team, role="lead", **days
        )
        return made


def two_teams() -> Service:
    """Two teams of one district, of which each has a worker once it has a child."""
    district = Team.objects.create(name="East", service="Children", started_on=BEGAN)

    def below(name: str) -> Team:
        return Team.objects.create(name=name, service="Children", parent=district, started_on=BEGAN)

    return Service(district, below("East 1"), below("East 2"))


@pytest.fixture
def service(db: None) -> Service:
    """A service that has just begun."""
    return two_teams()


@pytest.fixture
def pinned() -> Iterator[None]:
    """Today is the day the figures are of."""
    moment.pin(TODAY)
    yield
    moment.pin(None)
