"""Looks that somebody should ask about, as an information governance officer meets them."""

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access import audit, watching
from kinkeeper.access.models import LooksAnswer, UnusualLooks, User
from kinkeeper.access.services import operator
from kinkeeper.kernel.moment import LONDON, now
from tests.web.conftest import ChildId, SignIn


@pytest.fixture
def found(child: ChildId, signed_in: SignIn) -> str:
    """The page of a social worker's look at a child who is nobody of hers."""
    signed_in("social_worker")
    her = User.objects.get(username="social_worker")
    audit.read(by=her, person_id=child("C000000003"), page="known")
    watching.watch(on=now().astimezone(LONDON).date(), by=operator())
    return reverse("looks-one", args=[UnusualLooks.objects.get(rule="not_theirs").id])


@pytest.fixture
def officer(found: str, signed_in: SignIn) -> Client:
    """Whose work it is to ask."""
    return signed_in("information_governance_officer")


def test_what_waits_is_listed_with_what_is_looked_for(officer: Client, found: str) -> None:
    """Who, why, and the rules; what cannot be looked for says so."""
    page = officer.get("/looks/").content.decode()
    assert f'<a href="{found}">Social Worker</a>' in " ".join(page.split())
    assert "Nobody of theirs" in page
    assert "Not run: where colleagues live is not recorded." in page


def test_an_answer_takes_it_off_the_list(officer: Client, found: str) -> None:
    """And leads back to what waits."""
    answer = officer.post(found, {"outcome": "explained", "why": "Covering for a colleague."})
    assert (answer.status_code, answer["Location"]) == (302, "/looks/")
    assert "Nobody has asked yet" not in officer.get("/looks/").content.decode()
    assert "Covering for a colleague." in officer.get(found).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"why": "Work."}, "Choose what came of it"),
        ({"outcome": "explained", "why": ""}, "Say what was found"),
    ],
)
def test_half_an_answer_is_told(
    officer: Client, found: str, typed: dict[str, str], said: str
) -> None:
    """At the field, and nothing is kept."""
    answer = officer.post(found, typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LooksAnswer.objects.exists()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "director", "scrutiny_member"])
def test_nobody_else_sees_it(found: str, signed_in: SignIn, role: str) -> None:
    """Least of all whoever looked."""
    client = Client()
    if role == "social_worker":
        client.force_login(
            User.objects.get(username=role), backend="django.contrib.auth.backends.ModelBackend"
        )
    else:
        client = signed_in(role)
    assert [client.get(path).status_code for path in ("/looks/", found)] == [403, 403]
