"""Opening a record in an emergency, and the review of it, as people meet them."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.audit import read
from kinkeeper.access.models import BreakGlass, Team, TeamMember, User
from kinkeeper.kernel.moment import LONDON
from tests.access.worlds import open_glass
from tests.web.conftest import BEFORE, ChildId, SignIn

pytestmark = pytest.mark.django_db
GIVEN = {"reason": "harm_now", "why": "The school heard a child cry for help.", "step": "do"}


@pytest.fixture
def stranger(child: ChildId) -> UUID:
    """A child who is nobody of the worker's."""
    return child("C000000003")


@pytest.fixture
def worker(signed_in: SignIn, child: ChildId) -> Client:
    """A social worker with another child."""
    return signed_in("social_worker", works_with=child("C000000001"))


@pytest.fixture
def manager(worker: Client, signed_in: SignIn) -> Client:
    """Whoever manages the worker's team."""
    client = signed_in("team_manager")
    user = User.objects.get(username="team_manager")
    team = Team.objects.get()
    TeamMember.objects.create(user=user, team=team, kind="manager", started_on=BEFORE)
    return client


def text(client: Client, address: str) -> str:
    """What a page says, with its spaces made one."""
    return " ".join(client.get(address).content.decode().split())


def test_from_what_is_known_to_the_record_and_back_by_the_clock(
    worker: Client, manager: Client, stranger: UUID
) -> None:
    """Two pages; the line says until when; an hour later the record is closed again."""
    asks, record = reverse("break-glass", args=[stranger]), reverse("child", args=[stranger])
    assert asks in text(worker, reverse("known", args=[stranger]))
    assert "for 60 minutes" in text(worker, asks)
    assert worker.post(asks, GIVEN)["Location"] == record
    ends = BreakGlass.objects.get().ends_at.astimezone(LONDON)
    said = text(worker, record)
    assert f"Your access is by an emergency opening until {ends:%H:%M}." in said
    assert "This child is not in your caseload" not in said


def test_the_clock_closes_it(worker: Client, stranger: UUID) -> None:
    """Past the hour the record leads to what may be known, and says no word of an opening."""
    open_glass(User.objects.get(username="social_worker"), stranger, ago=61)
    answer = worker.get(reverse("child", args=[stranger]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("known", args=[stranger])
    assert "emergency opening until" not in answer.content.decode()


@pytest.mark.parametrize("page", ["output-new", "restrict", "conflict", "child-access"])
def test_only_reading_is_opened(worker: Client, stranger: UUID, page: str) -> None:
    """Nothing is made of the record, and nothing is done to it."""
    open_glass(User.objects.get(username="social_worker"), stranger)
    assert worker.get(reverse("child-details", args=[stranger])).status_code == 200
    assert worker.get(reverse(page, args=[stranger])).status_code == 404


def test_half_a_reason_is_told_at_the_field(worker: Client, stranger: UUID) -> None:
    """And nothing is opened."""
    answer = worker.post(reverse("break-glass", args=[stranger]), {**GIVEN, "why": "Urgent"})
    assert (answer.status_code, BreakGlass.objects.count()) == (422, 0)
    assert "Say what has happened, in 20 to 500 characters" in answer.content.decode()


def test_the_manager_closes_the_review(manager: Client, stranger: UUID) -> None:
    """It waits on their teams' page and shows what was opened; closed, it waits no longer."""
    worker = User.objects.get(username="social_worker")
    one = open_glass(worker, stranger)
    read(by=worker, person_id=stranger, page="details")
    assert "1 emergency opening" in text(manager, "/teams/")
    assert "1 emergency opening to review" in text(manager, "/")
    page = reverse("opening", args=[one.id])
    assert page in text(manager, "/openings/")
    assert "details and family" in text(manager, page)
    done = manager.post(page, {"outcome": "needed", "why": "I rang the school.", "step": "do"})
    assert done["Location"] == "/openings/"
    assert "None" in text(manager, "/openings/")
    assert "emergency opening" not in text(manager, "/teams/")


def test_whoever_opened_it_reviews_nothing(worker: Client, stranger: UUID) -> None:
    """Nor knows that there is such a page."""
    one = open_glass(User.objects.get(username="social_worker"), stranger)
    assert worker.get(reverse("opening", args=[one.id])).status_code == 403
