"""How often a page asks the database: a ceiling for each, whatever the child or the city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rich.progress import Progress

from kinkeeper.access.models import RoleGrant, Team, User
from kinkeeper.access.services import operator
from kinkeeper.chronology.models import Event
from kinkeeper.city import scenario, world
from kinkeeper.cli.city_writing import write_city
from kinkeeper.kernel import moment
from kinkeeper.measures.refresh import refresh_measures
from tests.standing import written_once
from tests.web.conftest import TODAY

pytestmark = pytest.mark.django_db

SIZE, FIRST, LAST = 0.02, date(2014, 4, 1), date(2015, 3, 31)
BUSY = ("placement_started", "conference_review_held", "assessment_started")
# Of each of a child's, two thirds are signing in, rights, the note of the look, and the banner. One
# of each is of tests alone: what the note sets is put back, where it is not the whole transaction.
A_CHILD = {
    "": 47,
    "details/": 38,
    "family/": 52,
    "family/calendar/": 50,
    "work/": 39,
    "care/": 38,
    "access/": 31,
    "protection/": 40,
    "plans/": 40,
}
OF_THE_SERVICE = {
    "/": 20,
    "/?sort=child": 21,
    "/overview/": 11,
    "/overview/?place={team}": 13,
    "/overview/referrals/": 10,
    "/teams/": 8,
    "/teams/{team}/": 16,
    "/today/": 20,
    "/quality/": 9,
    "/quality/samples/": 12,
    "/quality/unidentified/": 30,
    "/quality/unidentified/unassessed/": 16,
}


def _city() -> None:
    made = world(scenario("birmingham-2014"), seed=1, size=SIZE, first=FIRST, last=LAST)
    with moment.held(TODAY), Progress(disable=True) as progress:
        write_city(made=made, by=operator(), progress=progress)
    with moment.held(LAST):
        refresh_measures()


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A small invented city with its figures."""
    with written_once(django_db_blocker, _city):
        yield


@pytest.fixture
def director(city: None, db: None) -> Client:
    """A director in that city, on its last day."""
    moment.pin(LAST)
    user = User.objects.create_user("director", full_name="A Director")
    RoleGrant.objects.create(user=user, role="director", started_on=FIRST)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def busiest(kind: str) -> UUID:
    """The child of whom such an event was recorded most often."""
    rows = Event.objects.filter(kind=kind).values("person_id").annotate(n=Count("id"))
    found: UUID = rows.order_by("-n", "person_id")[0]["person_id"]
    return found


def questions(client: Client, address: str) -> int:
    """How many it asks; the savepoints that tests add are none."""
    client.get(address)  # what a process learns once is learnt
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def test_a_page_of_a_child_asks_little(director: Client) -> None:
    """Of the children with the longest records too, at no more than its ceiling."""
    children = {busiest(kind) for kind in BUSY}
    pages = {f"/children/{one}/{page}": most for one in children for page, most in A_CHILD.items()}
    asked = {page: questions(director, page) for page in pages}
    assert {page: n for page, n in asked.items() if n > pages[page]} == {}


def test_a_page_of_the_service_asks_little(director: Client) -> None:
    """However many teams and children there are."""
    team = Team.objects.order_by("name")[0]
    pages = {page.format(team=team.id): most for page, most in OF_THE_SERVICE.items()}
    asked = {page: questions(director, page) for page in pages}
    assert {page: n for page, n in asked.items() if n > pages[page]} == {}
