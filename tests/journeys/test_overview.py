"""What a director, a manager and a scrutiny member do with the figures, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kinkeeper.measures.refresh import refresh_measures
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import TODAY, Visit

Figures = Callable[..., Page]
WIDTHS = (320, 390, 1024, 1440)


@pytest.fixture
def figures(visit: Visit) -> Figures:
    """Somebody signed in at the overview, its figures worked out after they came."""

    def open_as(role: str, address: str = "/overview/", **how: int) -> Page:
        page = visit(role, **how)
        refresh_measures(TODAY)
        page.goto(address)
        return page

    return open_as


def test_a_director_goes_from_a_number_to_the_children(figures: Figures) -> None:
    """The overview, one measure, the list, a child: each step is a link, each page accessible."""
    page = figures("director")
    assert_accessible(page)
    page.locator("#figure-referrals").locator("..").get_by_role(
        "link", name="By district and team"
    ).click()
    expect(page.get_by_role("heading", name="Referrals and re-referrals", level=1)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Referrals, March 2026: list")).first.click()
    expect(page.get_by_role("heading", name="Referrals: March 2026")).to_be_visible()
    assert_accessible(page)
    page.locator("tbody a").first.click()
    page.wait_for_url("**/children/**")


def test_a_manager_sees_who_is_overloaded_or_late(figures: Figures) -> None:
    """The team's board, a worker's children, and what needs somebody today."""
    page = figures("team_manager", "/teams/")
    page.get_by_role("link", name="Assessment team 2", exact=True).click()
    expect(page.get_by_role("heading", name="Assessment team 2")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("with Social Worker: list")).click()
    expect(page.get_by_text("4 children")).to_be_visible()
    assert_accessible(page)
    page.goto("/today/")
    assert_accessible(page)


def test_a_scrutiny_member_reads_aggregates(figures: Figures) -> None:
    """Small numbers are kept back; no number is a link."""
    page = figures("scrutiny_member")
    expect(page.get_by_text("Numbers from 1 to 5 are kept back")).to_be_visible()
    assert page.locator("a[href*='/overview/list/']").count() == 0
    assert_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_overview_fits_every_screen(figures: Figures, width: int) -> None:
    """Nothing runs out of the page sideways, from 400% zoom to a wide screen."""
    page = figures("director", width=width)
    for address in ("/overview/", "/overview/referrals/", "/components/", "/today/"):
        page.goto(address)
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0, (address, width)


def test_charts_are_seen_in_forced_colours(figures: Figures) -> None:
    """Lines and words take the reader's own colours."""
    page = figures("director", "/components/")
    page.emulate_media(forced_colors="active")
    line, words = page.locator("path.c-accent").first, page.locator(".chart text").first
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert line.evaluate("e => getComputedStyle(e).stroke") != paper
    assert words.evaluate("e => getComputedStyle(e).fill") != paper
    assert_accessible(page)


def test_captions_are_large_enough_to_read(figures: Figures) -> None:
    """At least 14 pixels on a desk, and no less than 12 on a telephone."""
    page = figures("director", "/components/", width=1440)
    scale = "e => 14 * e.getBoundingClientRect().width / e.viewBox.baseVal.width"
    for width, least in ((1440, 14), (768, 12), (390, 12)):
        page.set_viewport_size({"width": width, "height": 900})
        for drawing in page.locator("svg.chart").all():
            assert drawing.evaluate(scale) >= least
