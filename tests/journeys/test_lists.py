"""Lists that change in place, in a real browser, and the same lists without a script."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import Visit


def test_a_sort_changes_the_list_and_nothing_else(visit: Visit) -> None:
    """The page stays, the control keeps the focus, the order is read out, the address follows."""
    page = visit("team_manager")
    _mark(page)
    page.get_by_role("link", name="Child", exact=True).press("Enter")
    expect(page.locator("th[aria-sort]")).to_contain_text("Child")
    expect(page.locator("#list-said")).to_contain_text("Sorted by Child, ascending.")
    expect(page.get_by_role("link", name="Child", exact=True)).to_be_focused()
    assert _is_marked(page)
    assert urlsplit(page.url).query == "sort=child"
    assert_accessible(page)


def test_a_filter_is_chosen_and_taken_away_in_place(visit: Visit) -> None:
    """The count follows; what went with the filter leaves the focus on the list."""
    page = visit("team_manager")
    _mark(page)
    page.get_by_label("When", exact=True).select_option("Later")
    page.get_by_role("button", name="Apply filters").press("Enter")
    remove = page.get_by_role("link", name="Remove filter: When: Later")
    expect(remove).to_be_visible()
    expect(page.get_by_role("button", name="Apply filters")).to_be_focused()
    remove.click()
    expect(remove).to_be_hidden()
    expect(page.locator("#list")).to_be_focused()
    assert _is_marked(page)


def test_going_back_shows_the_list_as_it_was(visit: Visit) -> None:
    """The history is the reader's: back is the list before, not the page before."""
    page = visit("team_manager")
    for sort in ("child", "-child"):
        page.get_by_role("link", name="Child", exact=True).click()
        page.wait_for_url(f"**/?sort={sort}")
    page.go_back()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Child")
    assert urlsplit(page.url).query == "sort=child"


def test_a_row_opens_its_page(visit: Visit) -> None:
    """Also after the list has changed in place."""
    page = visit("team_manager")
    page.get_by_role("link", name="Child", exact=True).click()
    page.wait_for_url("**/?sort=child")
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="Why we are involved")).to_be_visible()


def test_a_session_that_ended_leads_to_the_sign_in(visit: Visit) -> None:
    """A sign-in page is never put into the middle of a list."""
    page = visit("team_manager")
    page.context.clear_cookies()
    page.get_by_role("link", name="Child", exact=True).click()
    page.wait_for_url(re.compile("sign-in"))


def test_a_story_is_narrowed_in_place(visit: Visit) -> None:
    """The events change; banner, duties and people stay; nobody's name is in the address."""
    page = visit("team_manager")
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="Why we are involved")).to_be_visible()
    _mark(page)
    page.get_by_label("How much").select_option("Turning points only")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("#list-said")).to_contain_text("shown.")
    assert _is_marked(page)
    assert "show=turns" in page.url
    assert_accessible(page)


def test_the_policy_stops_nothing_of_a_list(visit: Visit) -> None:
    """No style, no program from text: the browser has nothing to complain of."""
    page, said = visit("team_manager"), list[str]()
    page.on("console", lambda line: said.append(line.text))
    page.reload()
    page.get_by_role("link", name="Child", exact=True).click()
    expect(page.locator("#list-said")).to_contain_text("Sorted by Child")
    assert said == []
    assert page.evaluate("document.querySelectorAll('style, [style]').length") == 0


@pytest.mark.parametrize("sort", ["Child", "Due"])
def test_a_list_works_without_a_script(visit: Visit, sort: str) -> None:
    """Sorting is a page of its own, with the filters kept."""
    page = visit("team_manager", javascript=False)
    page.get_by_label("When", exact=True).select_option("Overdue")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("link", name="Remove filter: When: Overdue")).to_be_visible()
    page.get_by_role("link", name=sort, exact=True).click()
    expect(page.locator("th[aria-sort]")).to_contain_text(sort)
    assert "when=overdue" in page.url


def _mark(page: Page) -> None:
    page.evaluate("document.body.dataset.marked = 'yes'")


def _is_marked(page: Page) -> bool:
    return bool(page.evaluate("document.body.dataset.marked === 'yes'"))
