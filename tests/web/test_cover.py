"""Cover for absence, as a team manager arranges it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import RoleGrant, Team, TeamMember, User
from kinkeeper.kernel.moment import today
from kinkeeper.workforce.models import Cover, Worker
from tests.web.conftest import BEFORE, ChildId, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(signed_in: SignIn, child: ChildId) -> Client:
    """Whoever manages a team of two social workers, of whom one leads with a child."""
    signed_in("social_worker", works_with=child("C000000001"))
    client, team = signed_in("team_manager"), Team.objects.get()
    other = User.objects.create_user("other", full_name="Ola Other")
    RoleGrant.objects.create(user=other, role="social_worker", started_on=BEFORE)
    Worker.objects.create(full_name="Ola Other", user=other)
    for name, kind in (("team_manager", "manager"), ("other", "member")):
        user = User.objects.get(username=name)
        TeamMember.objects.create(user=user, team=team, kind=kind, started_on=BEFORE)
    return client


def answers(step: str) -> dict[str, object]:
    """Away from today for a week."""
    last = today() + timedelta(days=6)
    days = {"first": today(), "last": last}
    parts = {f"{n}-{p}": getattr(on, p) for n, on in days.items() for p in ("day", "month", "year")}
    workers = dict(Worker.objects.exclude(user=None).values_list("user__username", "id"))
    people = {"worker": workers["social_worker"], "covered_by": workers["other"]}
    return {**parts, **people, "step": step}


def other() -> Client:
    """The browser of whoever covers."""
    client, user = Client(), User.objects.get(username="other")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_teams_cover_in_two_screens(manager: Client) -> None:
    """From the board: asked, checked, and on the board."""
    team = Team.objects.get().id
    board, page = (reverse(name, args=[team]) for name in ("board", "cover"))
    assert page in manager.get(board).content.decode()
    assert "Check your answers" in manager.post(page, answers("check")).content.decode()
    assert not Cover.objects.exists()
    assert manager.post(page, answers("do"))["Location"] == page
    assert "Who covers for whom" in manager.get(board).content.decode()


def test_the_cover_is_told_and_reaches_the_child_until_it_ends(
    manager: Client, child: ChildId
) -> None:
    """On their own list; ended, the record is closed at the next request."""
    page = reverse("cover", args=[Team.objects.get().id])
    manager.post(page, answers("do"))
    record, client = reverse("child", args=[child("C000000001")]), other()
    assert client.get(record).status_code == 200
    told = "You cover for Social Worker until Sunday 26 April 2026"
    assert told in client.get("/").content.decode()
    manager.post(page, {"end": str(Cover.objects.get().id)})
    assert client.get(record).status_code == 302


def test_what_is_wrong_is_said(manager: Client) -> None:
    """At the field, and nothing is arranged."""
    page = reverse("cover", args=[Team.objects.get().id])
    told = manager.post(page, {**answers("do"), "last-year": "2027"})
    assert (told.status_code, Cover.objects.count()) == (422, 0)
    assert "lasts 90 days at most" in told.content.decode()


def test_another_manager_arranges_nothing_here(manager: Client, signed_in: SignIn) -> None:
    """The page of a team outside their line is not there; of a worker, forbidden."""
    page, team = reverse("cover", args=[Team.objects.get().id]), UUID(int=9)
    assert signed_in("head_of_service").get(page).status_code == 404
    assert signed_in("reviewing_officer").get(page).status_code == 403
    assert manager.get(reverse("cover", args=[team])).status_code == 404
