"""The states that a page can be in, each without fault on a desk and on a telephone."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from kinkeeper.access.actions import restrict
from kinkeeper.access.models import Restriction, RestrictionReason, User
from kinkeeper.kernel import moment
from kinkeeper.people.search import SearchFailed
from tests.journeys.axe import assert_accessible
from tests.journeys.city.conftest import SignIn
from tests.journeys.city.looking import SIDEWAYS, TELEPHONE
from tests.journeys.city.pages import Found


@pytest.fixture
def restricted(city: str) -> UUID:
    """A child of the team whose record is closed to everybody but the manager."""
    closed = Restriction.objects.filter(reason=RestrictionReason.DANGER).first()
    if closed is not None:  # by an earlier test of this file
        return closed.person_id
    child, manager = Found().child, User.objects.get(username="team-manager")
    restrict(
        person_id=child,
        reason=RestrictionReason.DANGER,
        permitted=[manager],
        review_on=moment.today() + timedelta(days=30),
        by=manager,
    )
    return child


def test_empty(sign_in: SignIn) -> None:
    """Nothing with these filters, and how to see more."""
    page = sign_in("social_worker")
    page.goto("/?area=court")
    expect(page.get_by_role("heading", name="0 duties with these filters")).to_be_visible()
    assert_without_fault(page)


def test_an_error_in_a_form(sign_in: SignIn) -> None:
    """The summary has the focus's place, the fields say the same, the title begins with it."""
    page = sign_in("reviewing_officer")
    page.goto(f"/duties/{Found().review.duty_id}/")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page).to_have_title(re.compile("^Error: "))
    assert_without_fault(page)


def test_an_error_in_a_form_of_files(sign_in: SignIn) -> None:
    """Nothing was chosen; a file that cannot be read is told of when it is loaded."""
    page = sign_in("performance_analyst")
    page.goto("/returns/")
    page.get_by_role("button", name="Load these files").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_without_fault(page)


def test_an_empty_search(sign_in: SignIn) -> None:
    """Nothing was typed."""
    page = sign_in("social_worker")
    page.goto("/children/")
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_without_fault(page)


def test_restricted(sign_in: SignIn, restricted: UUID) -> None:
    """To the social worker there is no such child now; nothing on the page says otherwise."""
    page = sign_in("social_worker")
    answer = page.goto(f"/children/{restricted}/")
    assert answer
    assert answer.status == 404
    assert_without_fault(page)


def test_restricted_and_open_to_the_manager(sign_in: SignIn, restricted: UUID) -> None:
    """Who is named in the restriction reads on."""
    page = sign_in("team_manager")
    page.goto(f"/children/{restricted}/")
    expect(page.get_by_role("heading", name="Why we are involved")).to_be_visible()
    assert_without_fault(page)


def test_not_open_for_want_of_a_part(sign_in: SignIn) -> None:
    """A stranger's child is known, and whom to ask."""
    page = sign_in("social_worker")
    page.goto(f"/children/{Found().stranger}/")
    expect(page).to_have_url(re.compile("/known/$"))
    assert_without_fault(page)


def test_overdue(sign_in: SignIn) -> None:
    """In words and with a mark, not in colour alone."""
    page = sign_in("team_manager")
    page.goto("/work/team/?when=overdue")
    for row in page.locator("table.worklist tbody tr").all():
        expect(row).to_contain_text("Overdue")
    assert_without_fault(page)


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        ("scrutiny_member", "/today/", 403),
        ("social_worker", "/overview/", 403),
        ("director", "/nowhere/", 404),
        ("director", "/overview/list/FD11/never/", 404),
    ],
)
def test_not_allowed_or_not_there(sign_in: SignIn, role: str, address: str, status: int) -> None:
    """Said in words, with somewhere to go."""
    page = sign_in(role)
    answer = page.goto(address)
    assert answer
    assert answer.status == status
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    assert_without_fault(page)


def test_a_failed_search(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a fault, and never nothing found."""

    def broken(**_: object) -> None:
        raise SearchFailed

    monkeypatch.setattr("kinkeeper.web.views.search.search", broken)
    page = sign_in("social_worker")
    page.goto("/children/")
    page.locator("#text").fill("oakhanger")
    page.locator("#text").press("Enter")
    expect(page.get_by_role("heading", name="Search failed")).to_be_visible()
    assert page.get_by_text("0 results").count() == 0
    assert_without_fault(page)


def assert_without_fault(page: Page) -> None:
    """On a desk, then on a telephone."""
    assert_accessible(page)
    page.set_viewport_size(TELEPHONE)
    assert page.evaluate(SIDEWAYS) == 0
    assert_accessible(page)
