"""The steps that journeys share: somebody of a role at a browser, over the city."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import assert_accessible
from tests.journeys.city.conftest import SignIn

STEPS = 80  # of the keyboard, after which a thing counts as out of reach
REFERENCE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}")


class Journey:
    """What somebody is given, does and finds; `page` is where they are."""

    page: Page

    @pytest.fixture(autouse=True)
    def _at_the_door(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in

    def given_i_am(self, role: str) -> None:
        """Somebody invented, at their first screen."""
        self.page = self.sign_in(role)

    def when_i_go_to(self, section: str) -> None:
        """By the sections at the top."""
        self.page.get_by_role("banner").get_by_role("link", name=section, exact=True).click()

    def when_i_follow(self, name: str | re.Pattern[str]) -> None:
        """The first link of this name in the page."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def when_i_choose(self, label: str, option: str) -> None:
        """One value of a filter."""
        self.page.get_by_label(label, exact=True).select_option(option)
        self.page.get_by_role("button", name="Apply filters").click()

    def when_i_open_the_measure(self, name: str) -> None:
        """From its figure on the overview to its own page."""
        figure = self.page.locator("section.figure", has=self.page.locator(f"#figure-{name}"))
        figure.get_by_role("link", name="By district and team").click()

    def when_i_tab_to(self, wanted: Locator) -> None:
        """With the keyboard alone."""
        for _ in range(STEPS):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Not reached by the keyboard within {STEPS} steps: {wanted}")

    def when_i_press(self, *keys: str) -> None:
        """One after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def then_i_read(self, heading: str | re.Pattern[str]) -> None:
        """A heading of this name, on a page without fault."""
        expect(self.page.get_by_role("heading", name=heading).first).to_be_visible()
        assert_accessible(self.page)

    def then_the_list_holds(self, number: int) -> None:
        """What stands beside the list's name."""
        expect(self.page.locator(".worklist__total").first).to_have_text(
            re.compile(rf"^{number:,} ")
        )


def number_in(place: Locator) -> int:
    """The number that a link or a cell begins with."""
    found = re.match(r"\d[\d,]*", place.inner_text().strip())
    assert found, place.inner_text()
    return int(found.group().replace(",", ""))
