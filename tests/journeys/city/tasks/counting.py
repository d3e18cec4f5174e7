"""Counts what somebody sees and does in a browser, from their landing page until a task is done."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import assert_accessible
from tests.journeys.driver import awaiting

NAME = re.compile(r" – Kinkeeper$")


@dataclass(frozen=True, slots=True)
class Count:
    """What a task took: the screens in their order by name, the presses, the characters typed."""

    screens: tuple[str, ...]
    presses: int
    characters: int


class Counted:
    """A page of the browser whose every load has to be looked at, and whose every press is counted."""

    def __init__(self, page: Page, lands_on: str) -> None:
        self.page = page
        self._screens: list[tuple[str, str]] = []
        self._presses = self._characters = self._loaded = 0
        page.on("domcontentloaded", self._count_a_load)
        self._loads_seen = 0
        self._see(lands_on)

    @property
    def count(self) -> Count:
        """What it took so far. No page may have come that nobody looked at."""
        assert self._loaded == self._loads_seen, f"{self._loaded} pages came: {self._screens}"
        names = tuple(name for _, name in self._screens)
        return Count(names, self._presses, self._characters)

    def goes(self, press: Locator, to: str) -> None:
        """One press, that leads to the page of this title."""
        self._presses += 1
        with awaiting(self.page), self.page.expect_event("domcontentloaded"):
            press.click()
        self._loads_seen += 1
        self._see(to)

    def leaves(self, press: Locator) -> None:
        """One press, that leads to a page that is none of ours."""
        self._presses += 1
        with awaiting(self.page), self.page.expect_event("domcontentloaded"):
            press.click()
        self._loads_seen += 1

    def opens(self, words: str) -> None:
        """One press, that unfolds a part of the page."""
        self._presses += 1
        self._main.locator("summary", has_text=words).click()

    def follows(self, name: str, to: str) -> None:
        """A link of the page."""
        self.goes(self._main.get_by_role("link", name=name, exact=True).first, to)

    def presses(self, button: str, to: str) -> None:
        """A button of the page."""
        self.goes(self._main.get_by_role("button", name=button, exact=True), to)

    def writes(self, label: str, words: str, within: Locator | None = None) -> None:
        """One press to be in the box, and a key for each character."""
        self._presses, self._characters = self._presses + 1, self._characters + len(words)
        (within or self._main).get_by_label(label, exact=True).fill(words)

    def ticks(self, label: str | re.Pattern[str], *, within: str = "") -> None:
        """One press, on a box or a round button; in the group of this name, where there are several."""
        self._presses += 1
        place = self._main.get_by_role("group", name=within) if within else self._main
        place.get_by_label(label, exact=True).check()

    def picks(self, label: str, option: str) -> None:
        """Two presses: one opens the list, one chooses from it."""
        self._presses += 2
        self._main.get_by_label(label, exact=True).select_option(label=option)

    def dates(self, group: str, day: int, month: int, year: int) -> None:
        """A day in its three boxes."""
        place = self._main.get_by_role("group", name=group)
        for label, part in (("Day", day), ("Month", month), ("Year", year)):
            self.writes(label, str(part), place)

    def reads(self, words: str | re.Pattern[str]) -> None:
        """The page says so; this costs nothing but time."""
        expect(self._main).to_contain_text(words)

    def finds_no_fault(self) -> None:
        """By axe, in the page as it stands."""
        assert_accessible(self.page)

    @property
    def _main(self) -> Locator:
        return self.page.get_by_role("main")

    def _see(self, title: str) -> None:
        expect(self.page).to_have_title(f"{title} – Kinkeeper")
        screen = (urlsplit(self.page.url).path, title)
        if screen not in self._screens:
            self._screens.append(screen)

    def _count_a_load(self, _: Page) -> None:
        self._loaded += 1
