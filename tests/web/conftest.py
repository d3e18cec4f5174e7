"""A small authority: one social worker, her manager, an analyst, and the example census."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from kinkeeper.access.models import RoleGrant, Team, TeamMember, User
from kinkeeper.access.services import operator
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.jobs.tasks import load_received
from kinkeeper.kernel import moment
from kinkeeper.measures.models import MeasureValue
from kinkeeper.measures.refresh import refresh_measures
from kinkeeper.people.models import PersonIdentifier
from kinkeeper.returns.loading.load import load
from kinkeeper.returns.models import Load
from kinkeeper.returns.queries import unfinished
from kinkeeper.workforce.models import Allocation, Worker

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2026, 4, 20)
BEFORE = date(2026, 4, 1)

SignIn = Callable[..., Client]
ChildId = Callable[[str], UUID]


@pytest.fixture(autouse=True)
def pinned() -> Iterator[None]:
    """The census is fresh on this day."""
    moment.pin(TODAY)
    yield
    moment.pin(None)


def census_loaded() -> None:
    """The example children in need census with its list of names."""
    with moment.held(TODAY):
        load(paths=[EXAMPLES / "cin", EXAMPLES / "names.csv"], by=operator())


def figures_refreshed() -> None:
    """The same, with its duties and figures worked out."""
    census_loaded()
    with moment.held(TODAY):
        refresh_everybody()
        refresh_measures(TODAY)


@pytest.fixture
def filled(request: pytest.FixtureRequest) -> Iterator[None]:
    """The test is in a database with what it asks for, before its transaction begins."""
    asked = request.fixturenames
    fill = figures_refreshed if "figures" in asked else census_loaded if "census" in asked else None
    with request.getfixturevalue("prepared").opened(fill) if fill else nullcontext():
        yield


@pytest.fixture
def _django_db_helper(filled: None, _django_db_helper: None) -> None:
    """What begins the test's transaction, after its database was chosen."""


@pytest.fixture
def census(db: None) -> None:
    """The example children in need census with its list of names, loaded."""
    assert Load.objects.exists()


@pytest.fixture
def figures(census: None) -> None:
    """The census with its duties and figures worked out."""
    assert MeasureValue.objects.exists()


@pytest.fixture
def child(census: None) -> ChildId:
    """The id of a child of the census, by the authority's own number."""
    return lambda number: PersonIdentifier.objects.get(kind="la_child_id", value=number).person_id


@pytest.fixture
def signed_in(db: None) -> SignIn:
    """A browser without JavaScript in which somebody of a role is signed in."""

    def sign_in(role: str, *, works_with: UUID | None = None) -> Client:
        user = User.objects.create_user(role, full_name=role.replace("_", " ").title())
        RoleGrant.objects.create(user=user, role=role, started_on=BEFORE)
        if works_with:
            _allocate(user, works_with)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def load_what_was_sent() -> None:
    """What a worker does with the files that wait, in the test's own transaction."""
    for one in unfinished():
        load_received(load_id=str(one.id))


def _allocate(user: User, child_id: UUID) -> None:
    team = Team.objects.create(name="Assessment team 2", service="Social care", started_on=BEFORE)
    TeamMember.objects.create(user=user, team=team, started_on=BEFORE)
    worker = Worker.objects.create(full_name=user.full_name, user=user)
    Allocation.objects.create(
        person_id=child_id, worker=worker, team=team, role="lead", started_on=BEFORE
    )
