"""A contact about a child whose case is open: who works with them hears of it at once, and says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kinkeeper.access.models import Team, TeamMember
from kinkeeper.casefile.actions.alerts import acknowledge
from kinkeeper.casefile.models import Alert
from kinkeeper.casefile.queries.alerts import alerts
from kinkeeper.frontdoor.actions import match_child, record_contact, unmatch_child
from kinkeeper.frontdoor.models import ChildMatch, ChildTold, Contact, HelpEpisode
from kinkeeper.frontdoor.open_case import ANOTHER, OPEN_CASE
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.models import Allocation, Worker
from tests.frontdoor.conftest import MADE

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
BEFORE = today() - timedelta(days=30)


@pytest.fixture
def people(child: Any, granted: Make, make: Make) -> tuple[Any, Any]:
    """The child's social worker, and the manager of their team."""
    worker, manager = granted("social_worker"), granted("team_manager")
    team = make(Team, started_on=BEFORE)
    for user, kind in ((worker, "member"), (manager, "manager")):
        make(TeamMember, user=user, team=team, kind=kind, started_on=BEFORE)
    row = make(Worker, full_name=worker.full_name, user=worker)
    make(Allocation, person=child, worker=row, team=team, role="lead", started_on=BEFORE)
    return worker, manager


@pytest.fixture
def case(child: Any, make: Make) -> HelpEpisode:
    """The child's open case."""
    found: HelpEpisode = make(HelpEpisode, person=child, referred_on=BEFORE)
    return found


def test_worker_and_manager_are_alerted_at_once(
    case: HelpEpisode, people: tuple[Any, Any], contact: Contact, child: Any, decider: Any
) -> None:
    """Each has an alert of their own, once for each contact; nobody else hears of it."""
    for one in people:
        (told,) = alerts(who=one, known=False)
        assert (told.title, told.person_id) == (OPEN_CASE.title, child.id)
    record_contact(child=child.id, contact=MADE, by=decider)  # the same, recorded twice
    assert set(Alert.objects.values_list("owner_user", flat=True)) == {one.id for one in people}
    assert alerts(who=decider, known=False) == ()


def test_who_was_alerted_of_the_wrong_child_is_told_so(
    case: HelpEpisode, people: tuple[Any, Any], child: Any, make: Make, decider: Any
) -> None:
    """Each of them once more, when the match is undone."""
    match_child(child=make(ChildTold), person=child.id, by=decider)
    unmatch_child(match=ChildMatch.objects.get(), why="It is her cousin.", by=decider)
    told = Alert.objects.filter(reason=ANOTHER).values_list("owner_user", flat=True)
    assert set(told) == {one.id for one in people}


def test_each_says_that_they_know(
    case: HelpEpisode, people: tuple[Any, Any], contact: Contact
) -> None:
    """The manager's saying so does not take it from the worker; nobody says it for another."""
    worker, manager = people
    mine = Alert.objects.get(owner_user=worker)
    with pytest.raises(NotAllowed):
        acknowledge(alert=mine, by=manager)
    acknowledge(alert=Alert.objects.get(owner_user=manager), words="I ring them.", by=manager)
    assert len(alerts(who=worker, known=False)) == 1
    assert alerts(who=manager, known=False) == ()


def test_it_is_on_their_first_page(
    case: HelpEpisode, people: tuple[Any, Any], contact: Contact, child: Any
) -> None:
    """In words, with the way to what was told."""
    for one in people:
        browser = Client()
        browser.force_login(one)
        home = browser.get("/").content.decode()
        assert f'{OPEN_CASE.title}: <a href="/children/{child.id}/work/">' in home


def test_no_alert_without_an_open_case(
    case: HelpEpisode, people: tuple[Any, Any], child: Any, decider: Any
) -> None:
    """A case that was closed asks nobody; the front door decides as of any child."""
    HelpEpisode.objects.update(closed_on=today())
    record_contact(child=child.id, contact=MADE, by=decider)
    assert not Alert.objects.exists()
