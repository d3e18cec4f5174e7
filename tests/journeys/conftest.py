"""A real browser over the running service, with people of each role signed in."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kinkeeper.access.models import RoleGrant, Team, TeamMember, User
from kinkeeper.access.services import operator
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.kernel import moment
from kinkeeper.people.models import PersonIdentifier
from kinkeeper.returns.loading.load import load
from kinkeeper.workforce.models import Allocation, Worker
from tests.databases import Prepared
from tests.journeys.driver import driver

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY, BEFORE = date(2026, 4, 20), date(2026, 4, 1)
HERS = ("C000000003", "C000000007", "C000000010", "C000000012")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-quic", "--no-first-run", "--no-sandbox", "--disable-gpu",
         "--font-render-hinting=none")  # fmt: skip

# The same browser twice: the first has no windows to keep, and takes a quarter of the processor.
BROWSERS = ("chromium-headless-shell", "chromium")
PATIENCE = 20_000  # milliseconds that what is expected may take on a busy machine

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey, and needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, with nothing of its own going out."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("journey: there is no chromium here")
    expect.set_options(timeout=PATIENCE)
    with driver() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=list(QUIET))


def authority_loaded() -> None:
    """The example returns, with their duties worked out."""
    with moment.held(TODAY):
        load(paths=[EXAMPLES / "cin", EXAMPLES / "names.csv"], by=operator())
        refresh_everybody()


@pytest.fixture
def transactional_db(prepared: Prepared) -> Iterator[None]:
    """A copy of that authority for each test, in place of emptying what a test has committed."""
    with prepared.a_copy(authority_loaded):
        yield


@pytest.fixture
def authority(transactional_db: None) -> Iterator[None]:
    """The example returns loaded, on a day soon after them; four children are one worker's."""
    with moment.held(TODAY):
        yield


@pytest.fixture
def visit(authority: None, live_server: LiveServer, browser: Browser) -> Iterator[Visit]:
    """`visit(role, width=, javascript=)`: a page of somebody signed in, at their first screen."""
    contexts: list[BrowserContext] = []

    def open_as(role: str, *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        plant(context, _person(role), live_server.url)
        page = context.new_page()
        page.goto("/")
        return page

    yield open_as
    for context in contexts:
        context.close()


def plant(context: BrowserContext, user: User, url: str) -> None:
    """Sign somebody in without the form: the session is made and its cookie put in the browser."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


def _person(role: str) -> User:
    user = User.objects.create_user(role, full_name=role.replace("_", " ").title())
    RoleGrant.objects.create(user=user, role=role, started_on=BEFORE)
    team, _ = Team.objects.get_or_create(
        name="Assessment team 2", service="Social care", started_on=BEFORE
    )
    if role == "team_manager":
        TeamMember.objects.create(user=user, team=team, kind="manager", started_on=BEFORE)
        _person("social_worker")
    if role == "social_worker":
        _caseload(user, team)
    return user


def _caseload(user: User, team: Team) -> None:
    worker = Worker.objects.create(full_name=user.full_name, user=user)
    for number in HERS:
        child = PersonIdentifier.objects.get(kind="la_child_id", value=number).person_id
        Allocation.objects.create(
            person_id=child, worker=worker, team=team, role="lead", started_on=BEFORE
        )
