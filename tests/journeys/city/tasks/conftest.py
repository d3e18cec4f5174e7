"""Somebody at their landing page, with what they see and do from there counted."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.city.conftest import SignIn
from tests.journeys.city.tasks.counting import Counted

Landed = Callable[[str, str], Counted]


@pytest.fixture
def landed(sign_in: SignIn) -> Landed:
    """`landed(role, title)`: the invented person of that role, on the page that signing in led to."""

    def land(role: str, title: str) -> Counted:
        return Counted(sign_in(role, at="/start/"), title)

    return land


@pytest.fixture
def telephone(city: str, browser: Browser) -> Iterator[Page]:
    """A small screen without JavaScript, of somebody who is nobody here, at the public page."""
    context = browser.new_context(
        base_url=city, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/tell-us/")
    yield page
    context.close()
