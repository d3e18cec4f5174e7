"""What an analyst, a social worker and a manager do first, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from kinkeeper.jobs import worker
from tests.jobs.conftest import in_a_thread
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import EXAMPLES, Visit

CENSUS = next((EXAMPLES / "cin").glob("*.xml"))
PAGES = ("Details and family", "Work", "Care", "Access log", "Story")


def test_an_analyst_loads_a_census_and_reads_its_report(visit: Visit) -> None:
    """From the file to what became of every row; loading it again changes nothing."""
    page, said = visit("performance_analyst"), list[str]()
    page.on("console", lambda line: said.append(line.text))
    page.get_by_role("link", name="Returns").click()
    page.get_by_label("Files", exact=True).set_input_files(CENSUS)
    page.get_by_role("button", name="Load these files").click()
    expect(page.get_by_role("heading", name="Waiting to be loaded")).to_be_visible()
    assert_accessible(page)
    in_a_thread(worker.work_off)
    expect(page.get_by_role("heading", name="Report of a load")).to_be_visible()
    expect(page.get_by_text("0 records new")).to_be_visible()
    assert_accessible(page)
    assert said == []  # nor does the policy stop the page that asks how it stands


def test_a_load_is_followed_without_javascript(visit: Visit) -> None:
    """A link shows how it stands; nothing moves by itself."""
    page = visit("performance_analyst", javascript=False)
    page.goto("/returns/")
    page.get_by_label("Files", exact=True).set_input_files(CENSUS)
    page.get_by_role("button", name="Load these files").click()
    expect(page.get_by_role("heading", name="Waiting to be loaded")).to_be_visible()
    in_a_thread(worker.work_off)
    page.get_by_role("link", name="See how it stands now").click()
    expect(page.get_by_role("heading", name="Report of a load")).to_be_visible()


def test_an_analyst_is_told_what_is_wrong_with_a_file(visit: Visit, tmp_path: Path) -> None:
    """The page turns to the error by itself; it names the file and says what to do."""
    (tmp_path / "census.xml").write_text("<Message><Header>")
    page = visit("performance_analyst")
    page.goto("/returns/")
    page.get_by_label("Files", exact=True).set_input_files(tmp_path / "census.xml")
    page.get_by_role("button", name="Load these files").click()
    expect(page.get_by_role("heading", name="Waiting to be loaded")).to_be_visible()
    in_a_thread(worker.work_off)
    expect(page.get_by_role("alert")).to_contain_text("census.xml")
    expect(page).to_have_title(re.compile("^Error: "))
    assert_accessible(page)


def test_a_social_worker_finds_a_child_and_reads_the_record(visit: Visit) -> None:
    """A name spelled wrongly, then every page of the record; each is accessible."""
    page = visit("social_worker")
    _search(page, "petrof daria")
    page.get_by_role("link", name="Petrov, Daria").click()
    expect(page.get_by_role("heading", name="Petrov, Daria")).to_be_visible()
    assert "petrof" not in page.url
    for name in PAGES:
        page.get_by_role("navigation", name="This record").get_by_role("link", name=name).click()
        expect(page.get_by_text("Next date that can be counted")).to_be_visible()
        assert_accessible(page)


def test_a_social_worker_searches_for_nobody(visit: Visit) -> None:
    """0 results say how to look wider."""
    page = visit("social_worker")
    _search(page, "qqxzv")
    expect(page.get_by_role("heading", name="0 results")).to_be_visible()
    assert_accessible(page)


def test_a_manager_narrows_the_teams_work_and_asks_why(visit: Visit) -> None:
    """Lands on the team's work, filters, takes the filter away, opens a reason."""
    page = visit("team_manager")
    expect(page.get_by_role("heading", name="My team's work", level=1)).to_be_visible()
    assert_accessible(page)
    page.get_by_label("When", exact=True).select_option("Later")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Remove filter: When: Later").click()
    page.locator("a[href*='/duties/']").first.click()
    expect(page.get_by_role("heading", name="why is this on my list?")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_work_is_reached_by_keyboard_alone(visit: Visit, javascript: bool) -> None:
    """Skip link first; the first duty is reached and opened with Tab and Enter."""
    page = visit("team_manager", javascript=javascript)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, "/duties/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="why is this on my list?")).to_be_visible()


def test_no_page_scrolls_sideways(visit: Visit) -> None:
    """Down to 320 pixels, which is 1280 at 400%."""
    page = visit("team_manager")
    extra = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in (320, 390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("/", "/children/", "/work/waiting/", "/catalogue/"):
            page.goto(address)
            assert page.evaluate(extra) == 0, (width, address)


@pytest.mark.parametrize(("width", "most"), [(1280, 57), (1024, 104), (768, 104), (390, 104)])
def test_the_header_is_low(visit: Visit, width: int, most: int) -> None:
    """One row where there is room for all of it; two where a name or a section would be cut."""
    page = visit("director")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/overview/")
    box = page.locator(".frame-header").bounding_box()
    assert box is not None
    assert box["height"] <= most


def test_the_policy_stops_nothing_of_ours(visit: Visit) -> None:
    """No page makes the browser complain: nothing inline, nothing from elsewhere."""
    page = visit("performance_analyst")
    ours, said = page.url, list[str]()
    page.on("console", lambda line: said.append(line.text))
    page.on("request", lambda one: said.extend([] if one.url.startswith(ours) else [one.url]))
    for address in ("/", "/returns/", "/children/", "/catalogue/", "/accessibility/"):
        page.goto(address)
    assert said == []


def test_a_session_about_to_end_can_be_kept(visit: Visit, settings: Settings) -> None:
    """Five minutes before, a box says so and takes the focus; one press keeps the session."""
    settings.SESSION_COOKIE_AGE = 302
    page = visit("social_worker")
    stay = page.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_focused(timeout=10_000)
    assert_accessible(page)
    stay.click()
    expect(stay).to_be_hidden()


def test_a_session_that_has_ended_does_not_hide_what_was_typed(
    visit: Visit, settings: Settings
) -> None:
    """The page stays where it is, under the words that say what happened."""
    settings.SESSION_COOKIE_AGE = 6
    page = visit("social_worker")
    page.goto("/children/")
    page.locator("#text").fill("petrov")
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    page.get_by_role("button", name="Show the page").click()
    expect(page.locator("#text")).to_have_value("petrov")


def _search(page: Page, text: str) -> None:
    box = page.get_by_label(re.compile("^Search children"))
    box.fill(text)
    box.press("Enter")


def _tab_to(page: Page, part: str) -> None:
    """Press Tab until a link with this in its address has the focus, and is seen to have it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if part in (page.locator(":focus").get_attribute("href") or ""):
            outline = page.locator(":focus").evaluate("e => getComputedStyle(e).outlineWidth")
            assert outline == "3px"
            return
    pytest.fail(f"No link to {part} within 60 steps")
