"""The report of `kinkeeper check`, opened as a file: read, narrowed, and nothing asked of any network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from kinkeeper.law.returns import ssda903
from kinkeeper.returns.reports.write import write_reports
from tests.journeys.axe import assert_accessible
from tests.small_return import EVIL, HEADER, put

TEAMS = {"C2": "East", EVIL: "West"}
THIRD = f"{EVIL},X,01/02/2012,WBRI,UN3,,\n"
EVERY = "4 of 4 rows match."


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small return, with a third child whose identifier is an attack."""
    folder = tmp_path_factory.mktemp("checked")
    checked = ssda903.check(ssda903.read(put(folder / "2026-27", HEADER + THIRD)))
    return write_reports(checked, folder / "out", TEAMS)[0]


@pytest.fixture
def asked() -> list[str]:
    """Every address that the page asks for."""
    return []


@pytest.fixture
def page(report: Path, browser: Browser, asked: list[str]) -> Iterator[Page]:
    """The page as it opens from the disk."""

    def note(request: Request) -> None:
        asked.append(request.url)

    with browser.new_context() as context:
        opened = context.new_page()
        opened.on("request", note)
        opened.on(
            "dialog", lambda dialog: pytest.fail(f"a script of the file ran: {dialog.message}")
        )
        opened.on("pageerror", lambda error: pytest.fail(str(error)))
        opened.goto(report.as_uri())
        yield opened


def told(page: Page) -> str:
    """How many rows it says there are."""
    return page.get_by_role("status").inner_text()


def codes(page: Page) -> list[str]:
    """The rules of the rows that are shown."""
    return page.locator("#found tbody tr td:first-child").all_inner_texts()


def test_it_asks_for_nothing_but_itself(page: Page, report: Path, asked: list[str]) -> None:
    """No font, script, picture or address elsewhere."""
    page.get_by_label("Child").fill("C2")
    assert not page.get_by_text("The rows are in findings.csv").is_visible()
    assert asked == [report.as_uri()]


def test_rows_are_narrowed_by_rule_child_and_team(page: Page) -> None:
    """Each alone and together; what is shown is said."""
    assert (told(page), codes(page)) == (EVERY, ["101", "101", "102", "103"])
    page.get_by_label("Rule").select_option("101")
    assert codes(page) == ["101", "101"]
    page.get_by_label("Team").select_option("East")
    assert (told(page), codes(page)) == ("1 of 4 rows match.", ["101"])
    page.get_by_label("Rule").select_option("")
    page.get_by_label("Team").select_option("")
    page.get_by_label("Child").fill(" c2 ")
    assert codes(page) == ["101", "102", "103"]
    page.get_by_label("Child").fill("nobody")
    assert told(page) == "0 of 4 rows match."


def test_a_rule_leads_to_its_rows(page: Page) -> None:
    """Its code is a button, pressed by key as well."""
    page.get_by_role("button", name="103").press("Enter")
    assert (codes(page), page.get_by_label("Rule").input_value()) == (["103"], "103")


def test_what_a_file_holds_is_shown_and_never_run(page: Page) -> None:
    """An identifier that is an attack stands in its row as text."""
    page.get_by_label("Team").select_option("West")
    assert page.locator("#found tbody td").nth(1).inner_text() == EVIL
    assert page.locator("img").count() == 0


def test_it_is_accessible(page: Page) -> None:
    """As it opens, and with what holds unfolded."""
    assert_accessible(page)
    page.locator("summary").click()
    assert_accessible(page)


def test_it_can_be_read_without_scripts(report: Path, browser: Browser) -> None:
    """Rules and reasons are there; where the rows are is said."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        assert page.get_by_text("The rows are in findings.csv").is_visible()
        assert page.get_by_text("The child's sex is blank").first.is_visible()
        assert page.get_by_text("Not run: no list of providers was given.").first.is_visible()
        assert not page.get_by_label("Rule").is_visible()
