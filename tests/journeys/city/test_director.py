"""What a director does with the figures."""

import csv
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.city.journey import Journey, number_in
from tests.journeys.driver import awaiting

DISTRICT = "Oldforge district"


class TestFromANumberToItsList(Journey):
    """A number of the overview, for the authority and for one district of it."""

    def test_it(self) -> None:
        """The list is as long as the number says, wherever it is asked for."""
        self.given_i_am("director")
        self.when_i_open_the_overview()
        self.when_i_open_a_headline()
        self.then_the_list_holds(self.number)
        self.page.go_back()
        self.when_i_choose("Where", DISTRICT)
        self.then_the_district_is_a_part_of_the_whole()
        self.when_i_open_a_headline()
        self.then_the_list_holds(self.number)
        self.then_everybody_is_with_a_team_of_the_district()

    def when_i_open_the_overview(self) -> None:
        """By the sections at the top."""
        self.when_i_go_to("Overview")
        self.then_i_read("Service overview")
        self.whole = number_in(self._headline())

    def when_i_open_a_headline(self) -> None:
        """The children looked after."""
        self.number = number_in(self._headline())
        self._headline().click()
        self.then_i_read(re.compile("^Children looked after"))

    def then_the_district_is_a_part_of_the_whole(self) -> None:
        """Fewer than all, and somebody."""
        expect(self.page.get_by_text(re.compile(f"How {DISTRICT} stands"))).to_be_visible()
        assert 0 < number_in(self._headline()) < self.whole

    def then_everybody_is_with_a_team_of_the_district(self) -> None:
        """It has one team at this size."""
        teams = set(self.page.locator("td[data-label=Team]").all_inner_texts())
        assert teams == {"Oldforge safeguarding team"}

    def _headline(self) -> Locator:
        return self.page.get_by_role("link", name="Children looked after: list").first


class TestFiguresForAScrutinyMeeting(Journey):
    """By district and team, as a file, and as members of the public's panel see them."""

    def test_it(self, tmp_path: Path) -> None:
        """The page, the file and the member's page say the same; the member opens nothing."""
        self.given_i_am("director")
        self.when_i_read_referrals_by_district_and_team()
        self.then_the_districts_and_the_rest_are_all_there()
        self.when_i_download_the_figures(tmp_path / "figures.csv")
        self.then_the_file_says_what_the_page_says()
        self.when_i_step_into("Councillor Amabel Stroud")
        self.then_there_are_figures_and_no_way_behind_them()

    def when_i_read_referrals_by_district_and_team(self) -> None:
        """One measure on a page of its own."""
        self.when_i_go_to("Overview")
        self.when_i_open_the_measure("referrals")
        self.then_i_read("Referrals and re-referrals")
        number = self.page.get_by_role("link", name="Referrals, November 2015: list").first
        self.number = number_in(number)

    def then_the_districts_and_the_rest_are_all_there(self) -> None:
        """A line each: five districts in a city of this size."""
        places = self.page.get_by_role("region", name="By district and team")
        expect(places.get_by_role("rowheader", name=re.compile(" district$"))).to_have_count(5)

    def when_i_download_the_figures(self, to: Path) -> None:
        """From the overview."""
        self.when_i_go_to("Overview")
        with awaiting(self.page), self.page.expect_download() as file:
            self.when_i_follow(re.compile("^Download the figures"))
        file.value.save_as(to)
        with to.open(encoding="utf-8", newline="") as opened:
            self.rows: list[dict[str, Any]] = list(csv.DictReader(opened))

    def then_the_file_says_what_the_page_says(self) -> None:
        """The referrals of the month are in it."""
        said = [list(row.values()) for row in self.rows if "2015-11" in str(row)]
        assert any("Referrals" in row and str(self.number) in row for row in said), said

    def when_i_step_into(self, name: str) -> None:
        """By the page of roles that only a demonstration has."""
        self.page.get_by_role("link", name="Change role").click()
        self.page.get_by_role("button", name=f"Continue as {name}").click()
        self.when_i_go_to("Overview")

    def then_there_are_figures_and_no_way_behind_them(self) -> None:
        """Nothing leads to a list; and an address that is known is refused."""
        self.then_i_read("Service overview")
        expect(self.page.get_by_text("Numbers from 1 to 5 are kept back")).to_be_visible()
        assert self.page.locator("a[href*='/list/'], a[href*='/children/']").count() == 0
        answer = self.page.goto("/overview/list/FD11/2015-11/")
        assert answer
        assert answer.status == 404
