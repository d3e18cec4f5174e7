"""A performance analyst checks a return, answers for a row, corrects another, and sees that it is gone."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from kinkeeper.jobs.tasks import check_received
from kinkeeper.returns.models import ReturnRun
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import EXAMPLES, Visit

NOW, LAST = EXAMPLES / "ssda903" / "2025-26", EXAMPLES / "ssda903" / "2024-25"
ONE, OTHER = "100021,F", "100028,M"  # two children, of whom each row is spoilt


def spoilt(folder: Path, *rows: str) -> list[Path]:
    """The example return, written there; of these children the sex is no code."""
    folder.mkdir(exist_ok=True)
    for path in sorted(NOW.iterdir()):
        text = path.read_text()
        for row in rows if path.name == "header.csv" else ():
            text = text.replace(f"{row},", f"{row[:-1]}X,")
        (folder / path.name).write_text(text)
    return sorted(folder.iterdir())


def send(page: Page, files: list[Path]) -> None:
    """Fill in the form as it stands, and send it."""
    page.get_by_role("button", name="Check a return").click()
    page.get_by_label("Collection year").select_option("2025-26")
    page.get_by_label("This year's files").set_input_files(files)
    page.get_by_label("Last year's files").set_input_files(sorted(LAST.iterdir()))
    page.get_by_label("Responsible authority").fill("E08000025")
    page.get_by_role("button", name="Begin the check").click()
    expect(page.get_by_role("heading", name="Waiting to be checked")).to_be_visible()
    check_received(run_id=page.url.split("/")[5])


def back_to_the_list(page: Page) -> None:
    """By the sections at the top."""
    page.get_by_role("banner").get_by_role("link", name="Returns", exact=True).click()
    page.get_by_role("link", name="Checks of a return").first.click()


def accept(page: Page, why: str) -> None:
    """Asked, checked, done."""
    page.get_by_role("link", name=re.compile("Accept rule 101,")).click()
    page.get_by_label("Why is it right as it stands?").fill(why)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Accept it").click()
    expect(page.get_by_text(f"Accepted: {why}")).to_be_visible()


def open_rule(page: Page, rows: str) -> None:
    """From the result, which came by itself, to the rows of the rule."""
    page.get_by_role("link", name="Rule 101", exact=True).click()
    expect(page.locator(".worklist__total")).to_have_text(rows)
    assert_accessible(page)


def test_a_return_is_checked_answered_for_and_checked_again(visit: Visit, tmp_path: Path) -> None:
    """From the files to the row, its answer, and what is gone at the next check."""
    page = visit("performance_analyst")
    back_to_the_list(page)
    send(page, spoilt(tmp_path, ONE, OTHER))
    open_rule(page, "2 rows")
    page.get_by_role("link", name="100021").click()
    expect(page.get_by_text("At fault: 101")).to_be_visible()
    accept(page, "The court recorded it so.")
    back_to_the_list(page)
    send(page, spoilt(tmp_path, ONE))
    open_rule(page, "1 row")
    expect(page.get_by_text("Accepted: The court recorded it so.")).to_be_visible()
    page.goto(f"/returns/runs/{ReturnRun.objects.all()[0].id}/changes/?status=gone")
    expect(page.get_by_role("row").filter(has_text="100028").first).to_contain_text("Gone")


def test_the_same_without_a_script(visit: Visit, tmp_path: Path) -> None:
    """The way to the result is a link; lists are pages."""
    page = visit("performance_analyst", javascript=False)
    back_to_the_list(page)
    send(page, spoilt(tmp_path, ONE))
    page.get_by_role("link", name="See how it stands now").click()
    page.get_by_label("Kind").select_option("Errors")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Rule 101", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="100021").first).to_contain_text("SEX X")
