"""Journeys over the demonstration city, on the Monday it opens on."""

from collections.abc import Callable, Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from kinkeeper.access.models import User
from kinkeeper.kernel import moment
from tests.databases import Prepared
from tests.journeys.city import database
from tests.journeys.conftest import plant

SignIn = Callable[..., Page]


@pytest.fixture(scope="module")
def transactional_db(prepared: Prepared) -> Iterator[None]:
    """A copy of the city for one file. It stands in for the fixture that empties after each test."""
    with (
        prepared.a_copy(database.city),
        moment.held(database.MONDAY),
        override_settings(PASSWORD_HASHERS=database.QUICK),
    ):
        yield


@pytest.fixture(scope="module")
def city(transactional_db: None, live_server: LiveServer) -> str:
    """The address at which the file's copy of the city is served."""
    return live_server.url


@pytest.fixture
def sign_in(city: str, browser: Browser) -> Iterator[SignIn]:
    """`sign_in(role, width=, javascript=, at=)`: a page of the invented person of that role, at home."""
    contexts: list[BrowserContext] = []

    def open_as(role: str, *, width: int = 1280, javascript: bool = True, at: str = "/") -> Page:
        context = browser.new_context(
            base_url=city,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        plant(context, User.objects.get(username=role.replace("_", "-")), city)
        page = context.new_page()
        page.goto(at)
        return page

    yield open_as
    for context in contexts:
        context.close()
