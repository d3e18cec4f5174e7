"""Journeys over the demonstration city, on the Monday it opens on."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from kinkeeper.access.models import User
from kinkeeper.kernel import moment
from tests.journeys.city import database
from tests.journeys.conftest import plant

SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def written(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The city, written once a session into a database that is only ever copied."""
    empty = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), database.copied(empty, f"{empty}_city") as city:
        with database.working_in(city):
            database.write()
        yield city


@pytest.fixture(scope="module")
def transactional_db(written: str, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the city for one file. It stands in for the fixture that empties after each test."""
    with (
        django_db_blocker.unblock(),
        database.copied(written, f"{written}_open") as name,
        database.working_in(name),
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
    """`sign_in(role, width=, javascript=)`: a page of the invented person of that role, at home."""
    contexts: list[BrowserContext] = []

    def open_as(role: str, *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=city,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        plant(context, User.objects.get(username=role.replace("_", "-")), city)
        page = context.new_page()
        page.goto("/")
        return page

    yield open_as
    for context in contexts:
        context.close()
