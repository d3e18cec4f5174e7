"""Who stands where: a manager's line holds every team below theirs, on the day."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kinkeeper.access.models import Team, TeamMember, User
from kinkeeper.access.teams import covered, managed
from kinkeeper.kernel import moment
from kinkeeper.kernel.moment import today
from tests.access.conftest import MakeUser

TODAY = today()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def held() -> Iterator[None]:
    """Midnight may pass between the reading of this module and its tests."""
    with moment.held(TODAY):
        yield


@pytest.fixture
def teams(db: None) -> list[Team]:
    """A service, an area in it, a team in the area; and a team of another service."""
    service = Team.objects.create(name="Service", service="S")
    area = Team.objects.create(name="Area", service="S", parent=service)
    team = Team.objects.create(name="Team", service="S", parent=area)
    return [service, area, team, Team.objects.create(name="Other", service="O")]


def place(user: User, team: Team, kind: str) -> TeamMember:
    """A place from yesterday on."""
    return TeamMember.objects.create(user=user, team=team, kind=kind, started_on=YESTERDAY)


def test_the_line_holds_every_team_below(user: MakeUser, teams: list[Team]) -> None:
    """Whoever manages the service manages its areas and their teams, and no other."""
    head = user()
    place(head, teams[0], "manager")
    assert managed(head.pk, today()) == {team.pk for team in teams[:3]}


def test_a_member_manages_nothing(user: MakeUser, teams: list[Team]) -> None:
    """Belonging to a team puts nobody in one's line."""
    one = user()
    place(one, teams[2], "member")
    assert managed(one.pk, today()) == frozenset()


def test_a_team_closed_is_in_nobodys_line(user: MakeUser, teams: list[Team]) -> None:
    """A team that has ended, with what hangs from it, is reached no more."""
    head = user()
    place(head, teams[0], "manager")
    Team.objects.filter(name="Area").update(started_on=YESTERDAY, ended_on=today())
    assert managed(head.pk, today()) == {teams[0].pk}


def test_duty_holds_for_its_days_only(user: MakeUser, teams: list[Team]) -> None:
    """Duty cover of a day is gone the next."""
    one = user()
    cover = place(one, teams[2], "duty")
    cover.ended_on = TOMORROW
    cover.save()
    assert covered(one.pk, today()) == {teams[2].pk}
    assert covered(one.pk, TOMORROW) == frozenset()


def test_teams_in_a_ring_do_not_hang(user: MakeUser, teams: list[Team]) -> None:
    """A mistake in the tree of teams costs nobody their page."""
    head = user()
    place(head, teams[0], "manager")
    Team.objects.filter(name="Service").update(parent=teams[2])
    assert managed(head.pk, today()) == {team.pk for team in teams[:3]}
