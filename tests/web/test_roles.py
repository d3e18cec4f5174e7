"""Stepping from role to role is for demonstrations, and for invented people alone."""

import pytest
from django.test import Client
from pytest_django import Settings

from kinkeeper.access.invented import PASSWORD
from kinkeeper.access.models import AuditEntry, RoleGrant, User
from tests.web.conftest import BEFORE, SignIn


@pytest.fixture(autouse=True)
def quick(settings: Settings) -> None:
    """A hash that costs nothing to make, in a demonstration."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PRODUCTION = False


def person(username: str, password: str = PASSWORD) -> User:
    """Somebody of this name who may sign in."""
    made = User.objects.create_user(username, full_name="Colm Adebarre", password=password)
    RoleGrant.objects.create(user=made, role="team_manager", started_on=BEFORE)
    return made


def step(browser: Client, username: str) -> int:
    """What pressing that button answers."""
    return browser.post("/roles/", {"username": username}).status_code


def signed_in(browser: Client) -> str | None:
    """Whose session the browser carries."""
    return browser.session.get("_auth_user_id")


@pytest.mark.django_db
def test_each_role_there_is_offered_in_words(client: Client) -> None:
    """Who they are and what their role does; nobody who is not there."""
    person("team-manager")
    page = client.get("/roles/").content.decode()
    assert "Continue as Colm Adebarre" in page
    assert "Priya Fennimore" not in page


@pytest.mark.django_db
def test_a_step_is_a_sign_in_and_audited_as_one(client: Client) -> None:
    """The audit holds it like any other."""
    made = person("team-manager")
    assert step(client, "team-manager") == 302
    assert signed_in(client) == str(made.pk)
    assert AuditEntry.objects.filter(verb="signed_in", actor="team-manager").count() == 1


@pytest.mark.django_db
def test_production_has_no_such_page(client: Client, settings: Settings) -> None:
    """Not to look at, not to press."""
    person("team-manager")
    settings.PRODUCTION = True
    assert client.get("/roles/").status_code == 404
    assert step(client, "team-manager") == 404
    assert signed_in(client) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "password"),
    [("team-manager", "a password of my own"), ("sam", PASSWORD), ("nobody", PASSWORD)],
    ids=["own password", "own name", "nobody"],
)
def test_nobody_else_can_be_stepped_into(client: Client, username: str, password: str) -> None:
    """Neither one whose password was changed, nor a person of one's own, nor nobody."""
    if username != "nobody":
        person(username, password)
    assert step(client, username) == 403
    assert signed_in(client) is None


@pytest.mark.django_db
def test_a_disabled_person_stays_out(client: Client) -> None:
    """Stepping in is a sign-in: who may not sign in may not step in."""
    User.objects.filter(pk=person("team-manager").pk).update(is_active=False)
    assert step(client, "team-manager") == 403
    assert "Colm" not in client.get("/roles/").content.decode()


@pytest.mark.django_db
def test_a_step_needs_the_forms_token() -> None:
    """No other site can change whom somebody is signed in as."""
    person("team-manager")
    assert step(Client(enforce_csrf_checks=True), "team-manager") == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "first"),
    [("social_worker", "/"), ("team_manager", "/"), ("performance_analyst", "/"),
     ("director", "/overview/"), ("head_of_service", "/overview/"), ("scrutiny_member", "/overview/"),
     ("workforce_lead", "/overview/"), ("information_governance_officer", "/looks/"),
     ("mash_decision_maker", "/front-door/"), ("contact_officer", "/front-door/"),
     ("early_help_worker", "/early-help/"), ("partner", "/partners/")],
)  # fmt: skip
def test_each_role_starts_where_its_work_is(role: str, first: str, signed_in: SignIn) -> None:
    """A list of work, the service as a whole, or the one thing the role is for."""
    assert signed_in(role).get("/start/")["Location"] == first
