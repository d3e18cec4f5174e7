"""What each page of the service is looked at with: who reads it, and a browser of theirs."""

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser
from playwright.sync_api import Page as Desk

from kinkeeper.access.invented import PASSWORD
from kinkeeper.access.models import User
from tests.journeys.axe import SOURCE
from tests.journeys.city.looking import AT_A_DESK, Seen, look
from tests.journeys.city.pages import ENROLLED, HALF_WAY, NOBODY, Found, Page

pytest.register_assert_rewrite("tests.journeys.city.every_page.promises")
SECRET = "JBSWY3DPEHPK3PXP"
Readers = Callable[[str], Client]
Desks = Callable[[str], Desk]


@pytest.fixture(scope="module")
def found(city: str) -> Found:
    """The records that addresses are about."""
    return Found()


@pytest.fixture(scope="module")
def readers(city: str) -> Readers:
    """`readers(role)`: the session of the invented person of that role, begun once."""
    enrolled = User.objects.get(username=_username(ENROLLED))
    TOTP.activate(enrolled, SECRET)
    RecoveryCodes.activate(enrolled)
    begun: dict[str, Client] = {}

    def reader(role: str) -> Client:
        if role not in begun:
            begun[role] = _signed_in(role)
        return begun[role]

    return reader


@pytest.fixture(scope="module")
def desks(city: str, readers: Readers, browser: Browser) -> Iterator[Desks]:
    """`desks(role)`: the browser of whoever has that role, with their session and no other cookie."""
    opened: dict[str, Desk] = {}

    def desk(role: str) -> Desk:
        if role not in opened:
            context = browser.new_context(base_url=city)
            context.add_init_script(SOURCE)
            opened[role] = context.new_page()
        one = opened[role]
        one.set_viewport_size(AT_A_DESK)
        one.context.clear_cookies()
        one.context.add_cookies(
            [
                {"name": cookie.key, "value": cookie.value, "url": city}
                for cookie in readers(role).cookies.values()
            ]
        )
        return one

    yield desk
    for one in opened.values():
        one.context.close()


@pytest.fixture(scope="module")
def kept() -> dict[str, int]:
    """What each file that pages ask for weighs: the same for all of them."""
    return {}


@pytest.fixture(scope="module")
def address(wanted: Page, found: Found, readers: Readers) -> str:
    """Where the page is."""
    return wanted.address(found, readers(wanted.role))


@pytest.fixture(scope="module")
def seen(wanted: Page, address: str, desks: Desks) -> Seen:
    """The page as its reader sees it."""
    return look(desks(wanted.role), address)


def _username(role: str) -> str:
    return role.replace("_", "-")


def _signed_in(role: str) -> Client:
    """Somebody who came in by the door, as far as they have come."""
    client, who = Client(), ENROLLED if role == HALF_WAY else role
    if role == NOBODY:
        return client
    client.post("/sign-in/", {"login": _username(who), "password": PASSWORD})
    if role == ENROLLED:
        code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
        client.post("/sign-in/code/", {"code": code})
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert role
    return client
