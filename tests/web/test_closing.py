"""Restricting a record and naming a conflict of interest, as people meet them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import Conflict, Restriction, RestrictionPermit, User
from kinkeeper.kernel.moment import today
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(child: ChildId) -> UUID:
    """A child."""
    return child("C000000003")


@pytest.fixture
def manager(signed_in: SignIn, subject: UUID) -> Client:
    """A team manager who works with the child."""
    return signed_in("team_manager", works_with=subject)


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    """Who oversees restrictions."""
    return signed_in("information_governance_officer")


def answers(step: str, **changed: Any) -> dict[str, Any]:
    """What is typed into the form, as it begins."""
    latest = today() + timedelta(days=90)
    parts = {"day": latest.day, "month": latest.month, "year": latest.year}
    me = str(User.objects.get(username="team_manager").id)
    given = {"reason": "court", "scope": "record", "permitted": [me], "step": step}
    return {**given, **{f"review_on-{name}": part for name, part in parts.items()}, **changed}


def test_person_restrict_confirm(manager: Client, subject: UUID, signed_in: SignIn) -> None:
    """Three screens, ninety days as it begins; then it is closed to a director."""
    page = reverse("restrict", args=[subject])
    assert page in manager.get(reverse("child", args=[subject])).content.decode()
    checked = manager.post(page, answers("check"))
    assert "Check your answers" in checked.content.decode()
    assert not Restriction.objects.exists()
    assert manager.post(page, answers("do"))["Location"] == reverse("child", args=[subject])
    made = Restriction.objects.get()
    assert (made.scope, made.review_on) == ("record", today() + timedelta(days=90))
    assert signed_in("director").get(reverse("child", args=[subject])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"review_on-year": "2028"}, "within 90 days"),
        ({"others": "nobody-here"}, "Nobody signs in by that name"),
        ({"permitted": []}, "Nobody could see this record"),
        ({"reason": "because"}, "Choose why it must be restricted"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(
    manager: Client, subject: UUID, changed: dict[str, Any], said: str
) -> None:
    """At the field it is about."""
    told = manager.post(reverse("restrict", args=[subject]), answers("do", **changed))
    assert (told.status_code, Restriction.objects.count()) == (422, 0)
    assert said in told.content.decode()


def test_a_worker_is_offered_neither(signed_in: SignIn, subject: UUID) -> None:
    """Closing a record is for managers."""
    worker = signed_in("social_worker", works_with=subject)
    for page in ("restrict", "conflict"):
        address = reverse(page, args=[subject])
        assert address not in worker.get(reverse("child", args=[subject])).content.decode()
        assert worker.get(address).status_code == 404


@pytest.fixture
def overdue(manager: Client, subject: UUID) -> Restriction:
    """A restriction that lets the manager through and should have been looked at again."""
    setter = User.objects.get(username="team_manager")
    facts = {"person_id": subject, "reason": "court", "set_by": setter}
    days = {"started_on": today() - timedelta(days=90), "review_on": today() - timedelta(days=1)}
    made = Restriction.objects.create(**facts, **days)
    RestrictionPermit.objects.create(restriction=made, user=setter, permitted_by=setter)
    return made


def test_information_governance_sees_what_is_overdue_and_decides(
    officer: Client, manager: Client, overdue: Restriction
) -> None:
    """Kept with a reason, it is overdue no longer; then whoever it lets through lifts it."""
    page = reverse("restriction", args=[overdue.id])
    assert "Overdue since" in officer.get("/restrictions/").content.decode()
    keep = answers("do", what="keep", why="The trial goes on.")
    assert officer.post(page, keep)["Location"] == page
    assert "Overdue since" not in officer.get("/restrictions/").content.decode()
    assert manager.post(page, {**keep, "what": "lift"}).status_code == 302
    overdue.refresh_from_db()
    assert overdue.lifted_on == today()


def test_a_conflict_is_named_and_closes_at_once(
    manager: Client, officer: Client, subject: UUID, signed_in: SignIn
) -> None:
    """By the name they sign in with; whoever it names finds nothing there."""
    director = signed_in("director")
    given = {"user": "DIRECTOR", "reason": "family"}
    page = reverse("conflict", args=[subject])
    assert "Check your answers" in manager.post(page, {**given, "step": "check"}).content.decode()
    assert manager.post(page, {**given, "step": "do"}).status_code == 302
    assert Conflict.objects.get().user.username == "director"
    assert director.get(reverse("child", args=[subject])).status_code == 404
    listed = officer.get("/restrictions/").content.decode()
    assert "Director" in listed
    assert "Family" in listed
