"""Every page of the service over the city: none is left out, and each keeps the same promises."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser

from kinkeeper.access.invented import PASSWORD
from kinkeeper.access.models import User
from tests.journeys.city.contexts import CONTEXTS
from tests.journeys.city.door import DOOR
from tests.journeys.city.helping import HELPING
from tests.journeys.city.looking import Seen, look
from tests.journeys.city.outside import NO_PAGES_OUTSIDE, OUTSIDE
from tests.journeys.city.pages import ENROLLED, HALF_WAY, NO_PAGES, NOBODY, PAGES, Found, Page
from tests.web.test_weight import MOST, asked_for, sent, text

PURPOSE = re.compile(r'<p class="(?:govuk-body )?purpose">(.*?)</p>', re.DOTALL)
SECRET = "JBSWY3DPEHPK3PXP"
Readers = Callable[[str], Client]
ALL = (*PAGES, *DOOR, *OUTSIDE, *HELPING, *CONTEXTS)


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
def kept() -> dict[str, int]:
    """What each file that pages ask for weighs: the same for all of them."""
    return {}


@pytest.fixture(scope="module", params=ALL, ids=str)
def wanted(request: pytest.FixtureRequest) -> Page:
    """One page of the table."""
    page: Page = request.param
    return page


@pytest.fixture(scope="module")
def address(wanted: Page, found: Found, readers: Readers) -> str:
    """Where it is."""
    return wanted.address(found, readers(wanted.role))


@pytest.fixture(scope="module")
def seen(
    wanted: Page, address: str, city: str, readers: Readers, browser: Browser
) -> Iterator[Seen]:
    """The page as its reader sees it, in a browser that has nothing of ours yet."""
    context = browser.new_context(base_url=city, viewport={"width": 1280, "height": 900})
    cookies = readers(wanted.role).cookies
    context.add_cookies(
        [{"name": one.key, "value": one.value, "url": city} for one in cookies.values()]
    )
    yield look(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module")
def came(wanted: Page, address: str, readers: Readers) -> bytes:
    """What is sent to a browser that reads gzip."""
    answer = readers(wanted.role).get(address, headers={"accept-encoding": "gzip"})
    return bytes(answer.content)


def test_no_page_is_left_out() -> None:
    """Every name in the service's list of addresses is in the table, or is said to be no page."""
    told = {page.name for page in ALL} | {*NO_PAGES, *NO_PAGES_OUTSIDE}
    assert set(_names(get_resolver().url_patterns)) == told


def test_it_is_the_page_that_was_asked_for(seen: Seen, address: str) -> None:
    """Nothing led elsewhere, and nothing was refused."""
    assert (seen.status, seen.page.url.endswith(address)) == (200, True), seen.page.url


def test_no_fault_is_found(seen: Seen) -> None:
    """By axe, on a desk and on a telephone."""
    assert seen.faults == []


def test_it_never_scrolls_sideways_on_a_telephone(seen: Seen) -> None:
    """At 390 pixels everything is in one column."""
    assert seen.sideways == 0


def test_it_never_scrolls_sideways_at_a_desk(seen: Seen) -> None:
    """What is wider than the page scrolls within it."""
    assert seen.sideways_at_a_desk == 0


def test_it_asks_nothing_of_another_host(seen: Seen, city: str) -> None:
    """Whatever a script or a style sheet asks for, it asks of us."""
    assert [url for url in seen.asked if not url.startswith((city, "data:"))] == []


def test_the_browser_has_nothing_to_complain_of(seen: Seen) -> None:
    """The policy stops nothing of ours, and nothing is missing."""
    assert seen.complaints == []


def test_the_keyboard_begins_with_the_way_to_the_content(seen: Seen) -> None:
    """The first step is the skip link, and it comes into sight."""
    assert seen.stops[0]["words"] == "Skip to main content"
    assert seen.stops[0]["seen"]


def test_the_focus_is_always_seen(seen: Seen) -> None:
    """Whatever the keyboard reaches is marked, and on the screen."""
    assert [stop["what"] for stop in seen.stops if not stop["seen"]] == []


def test_it_says_what_it_is_for(came: bytes) -> None:
    """In one line under its heading, once."""
    said = PURPOSE.findall(text(came))
    assert len(said) == 1, said
    assert len(said[0].split()) >= 8
    assert said[0].rstrip().endswith((".", "</a>."))


def test_it_is_light_over_the_city(
    wanted: Page, address: str, came: bytes, readers: Readers, kept: dict[str, int]
) -> None:
    """Under 100 kB with everything it asks for, with a city in it too."""
    for one in set(asked_for(text(came))) - kept.keys():
        kept[one] = sent(readers(wanted.role), one)
    weights = {one: kept[one] for one in asked_for(text(came))} | {address: len(came)}
    assert sum(weights.values()) < MOST, weights


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        elif one.name:
            yield one.name


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
