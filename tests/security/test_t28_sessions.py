"""T28: a session is new at sign-in, and dead at sign-out, when idle, when long, and when told."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from time_machine import TimeMachineFixture

from kinkeeper.access import actions
from kinkeeper.access.models import User
from tests.access.conftest import MakeUser
from tests.security.conftest import SignIn


@pytest.fixture
def inside(sam: User, sign_in: SignIn, client: Client) -> Client:
    """A browser in which Sam is signed in."""
    sign_in()
    assert client.get("/").status_code == 200
    return client


def is_in(browser: Client) -> bool:
    """Whether the service still knows the browser."""
    return browser.get("/").status_code == 200


def test_a_planted_session_is_not_the_one_signed_in_to(
    sam: User, sign_in: SignIn, client: Client
) -> None:
    """Whoever plants a session id before the sign-in holds nothing after it."""
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in()
    thief = Client()
    thief.cookies["session"] = str(planted)
    assert is_in(client)
    assert not is_in(thief)


def test_signing_out_kills_the_session_on_the_server(inside: Client) -> None:
    """A copy of the cookie is worth nothing afterwards."""
    kept = inside.cookies["session"].value
    inside.post("/sign-out/")
    thief = Client()
    thief.cookies["session"] = kept
    assert not is_in(thief)
    assert not Session.objects.filter(session_key=kept).exists()


def test_a_link_signs_nobody_out(inside: Client) -> None:
    """Opening the address only asks; a form does it."""
    assert "Sign out" in inside.get("/sign-out/").content.decode()
    assert is_in(inside)


@pytest.mark.parametrize(("minutes", "alive"), [(14, True), (16, False)])
def test_a_session_idle_for_a_quarter_of_an_hour_ends(
    inside: Client, time_machine: TimeMachineFixture, minutes: int, alive: bool
) -> None:
    """Not before, and not after."""
    time_machine.move_to(time.time() + minutes * 60)
    assert is_in(inside) is alive


def test_a_session_ends_after_ten_hours_however_busy(
    inside: Client, time_machine: TimeMachineFixture
) -> None:
    """A request every ten minutes keeps it for ten hours and no longer."""
    start = time.time()
    for minute in range(10, 10 * 60, 10):
        time_machine.move_to(start + minute * 60)
        assert is_in(inside)
    time_machine.move_to(start + 10 * 3600 + 1)
    assert not is_in(inside)


def test_an_administrator_ends_every_session(
    inside: Client, sam: User, user: MakeUser, sign_in: SignIn
) -> None:
    """In every browser at once; Sam may sign in again."""
    other = Client()
    sign_in(browser=other)
    actions.end_sessions(user=sam, by=user("system_administrator"))
    assert not is_in(inside)
    assert not is_in(other)
    sign_in()
    assert is_in(inside)


def test_a_new_password_ends_the_sessions_of_the_old(
    inside: Client, sam: User, user: MakeUser
) -> None:
    """Whoever stole the old one is out."""
    actions.set_password(
        user=sam, password="nine herons by a weir", by=user("system_administrator")
    )
    assert not is_in(inside)


def test_nobody_unsigned_reaches_a_page_nobody_opened(db: None, client: Client) -> None:
    """A page without a word about signing in is closed, not open."""
    assert client.get("/")["Location"] == "/sign-in/?next=/"
    assert client.get("/child/1/").status_code == 302


def test_each_request_has_its_own_id(db: None, client: Client) -> None:
    """Made here; what a client sends is not believed."""
    answers = [client.get("/privacy/", headers={"X-Request-ID": "mine"}) for _ in range(2)]
    ids = [answer["X-Request-ID"] for answer in answers]
    assert len({*ids, "mine"}) == 3
    assert answers[0].json() == {"request": ids[0]}
