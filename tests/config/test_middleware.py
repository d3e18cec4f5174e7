"""What every answer carries, and how long a session lasts."""

import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from kinkeeper.access.models import User
from kinkeeper.config import middleware


def asked(user: User | AnonymousUser, *, started_ago: int) -> HttpRequest:
    """A request in a session that started so many seconds ago."""
    request = RequestFactory().get("/")
    request.user = user
    request.session = SessionStore()
    request.session[middleware.STARTED] = int(time.time()) - started_ago
    return request


@pytest.fixture
def health(db: None, client: Client) -> HttpResponse:
    """An answer of the whole service."""
    answer = client.get("/health/")
    assert isinstance(answer, HttpResponse)
    return answer


def test_pages_are_not_kept_by_browsers(health: HttpResponse) -> None:
    """Nothing of a page stays behind on a shared computer."""
    assert health.headers["Cache-Control"] == "no-store"


def test_scripts_and_styles_run_only_from_here(health: HttpResponse) -> None:
    """The policy allows no inline code and no other host."""
    policy = health.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_browsers_are_told_to_be_strict(health: HttpResponse, name: str, value: str) -> None:
    """Each of these headers is on every answer."""
    assert health.headers[name] == value


@pytest.mark.django_db
def test_a_long_session_ends_however_busy() -> None:
    """After its absolute time a session ends although it was used a moment ago."""
    user = User.objects.create(username="worker", full_name="Worker")
    request = asked(user, started_ago=10 * 60 * 60)
    middleware.end_long_sessions(lambda _: HttpResponse())(request)
    assert isinstance(request.user, AnonymousUser)


def test_a_session_within_its_time_stays() -> None:
    """Before that it is left alone."""
    request = asked(User(username="worker"), started_ago=10 * 60 * 60 - 60)
    middleware.end_long_sessions(lambda _: HttpResponse())(request)
    assert request.user.is_authenticated


def address(settings: Settings, forwarded: str, *, proxies: set[str]) -> str:
    """The address that the rest of the service sees."""
    settings.PROXIES = frozenset(proxies)
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    middleware.address_behind_proxy(lambda _: HttpResponse())(request)
    return str(request.META["REMOTE_ADDR"])


def test_a_proxy_tells_who_asked(settings: Settings) -> None:
    """Behind our proxy the address is the asker's, and an added one before it is not believed."""
    assert address(settings, "10.1.1.1, 10.9.9.9", proxies={"127.0.0.1"}) == "10.9.9.9"


def test_nobody_else_may_claim_an_address(settings: Settings) -> None:
    """Without a proxy of ours the header is ignored."""
    assert address(settings, "10.1.1.1", proxies=set()) == "127.0.0.1"
