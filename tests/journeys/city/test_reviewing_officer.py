"""What a reviewing officer does between reviews."""

import re

from playwright.sync_api import expect

from tests.journeys.axe import assert_accessible
from tests.journeys.city.journey import Journey


class TestAReviewIsAdjourned(Journey):
    """Law lets the officer put a review off once, for at most twenty working days."""

    def test_it(self) -> None:
        """From the next reviews to one that is put off; a day too late is refused first."""
        self.given_i_am("reviewing_officer")
        self.when_i_choose("Area of work", "Review")
        self.when_i_open_the_next_review()
        self.then_i_may_put_it_off()
        self.when_i_ask_for("30", "11", "2020")
        self.then_i_am_told_the_last_day()
        self.when_i_ask_for(*self.latest)
        self.when_i_check_and_confirm()
        self.then_the_reason_says_so()

    def when_i_open_the_next_review(self) -> None:
        """The first that is not late yet."""
        expect(
            self.page.get_by_role("link", name=re.compile("^Remove filter: Area"))
        ).to_be_visible()
        rows = self.page.locator("table.worklist tbody tr:not(.is-late)")
        rows.get_by_role("link", name=re.compile("^Next looked-after review")).first.click()
        self.then_i_read("Next looked-after review: why is this on my list?")

    def then_i_may_put_it_off(self) -> None:
        """And until when."""
        self.then_i_read("Put this duty off")
        said = self.page.locator("#until-hint").inner_text()
        self.latest = _parts(said)

    def when_i_ask_for(self, day: str, month: str, year: str) -> None:
        """Decided today, put off to that day."""
        for name, parts in (("on", ("30", "11", "2015")), ("until", (day, month, year))):
            for part, value in zip(("day", "month", "year"), parts, strict=True):
                self.page.locator(f"#{name}-{part}").fill(value)
        self.page.get_by_label("Why?").fill("The school's report is needed first.")
        self.page.get_by_role("button", name="Continue").click()

    def then_i_am_told_the_last_day(self) -> None:
        """At the top of the page, and nothing typed is lost."""
        expect(self.page.get_by_role("alert")).to_contain_text("There is a problem")
        expect(self.page.get_by_label("Why?")).to_have_value(re.compile("school"))
        assert_accessible(self.page)

    def when_i_check_and_confirm(self) -> None:
        """Nothing is done until the answers were read again."""
        self.then_i_read("Check your answers: put this duty off")
        self.page.get_by_role("button", name="Put this duty off").click()

    def then_the_reason_says_so(self) -> None:
        """On the duty's own page, with the words that were given."""
        self.then_i_read("why is this on my list?")
        expect(self.page.get_by_text("The school's report is needed first.")).to_be_visible()
        expect(self.page.get_by_role("button", name="Continue")).to_have_count(0)


class TestWhatIsNotTheOfficersToWaive(Journey):
    """A return interview may be let go by a team manager, and by nobody who reviews the child."""

    def test_it(self) -> None:
        """The page says who may; the form's own address refuses too."""
        self.given_i_am("reviewing_officer")
        self.when_i_choose("Area of work", "Missing")
        self.when_i_open_a_return_interview()
        self.then_i_am_told_who_may()
        self.when_i_go_to_the_form_all_the_same()
        self.then_it_is_refused_in_the_same_words()
        self.when_i_read_how_the_child_is_looked_after()
        self.then_a_bar_opens_its_line()

    def when_i_open_a_return_interview(self) -> None:
        """Owed since the child came back."""
        expect(
            self.page.get_by_role("link", name=re.compile("^Remove filter: Area"))
        ).to_be_visible()
        self.when_i_follow(re.compile("^Independent return interview"))
        self.then_i_read("why is this on my list?")

    def then_i_am_told_who_may(self) -> None:
        """And there is no form."""
        self.said = self.page.get_by_text("may be waived only by a team manager").inner_text()
        expect(self.page.get_by_role("button", name="Continue")).to_have_count(0)

    def when_i_go_to_the_form_all_the_same(self) -> None:
        """By its address."""
        answer = self.page.goto(f"{self.page.url}waive/")
        assert answer
        assert answer.status == 403

    def then_it_is_refused_in_the_same_words(self) -> None:
        """Whom to ask is in them."""
        self.then_i_read("This duty cannot be waived by you")
        expect(self.page.get_by_text(self.said)).to_be_visible()

    def when_i_read_how_the_child_is_looked_after(self) -> None:
        """Placements and legal statuses over time, on one axis."""
        record = self.page.get_by_role("navigation", name="This record")
        record.get_by_role("link", name="Care").click()
        expect(self.page.locator("svg.strip").first).to_be_visible()
        assert_accessible(self.page)

    def then_a_bar_opens_its_line(self) -> None:
        """The table beneath says the same."""
        self.page.locator("svg.strip a[href^='#']").first.focus()
        self.when_i_press("Enter")
        expect(self.page.locator("tr:target")).to_be_visible()


def _parts(said: str) -> tuple[str, str, str]:
    """The day, month and year of `No later than Friday 4 December 2015`."""
    months = "January February March April May June July August September October November December"
    day, month, year = said.split()[-3:]
    return day, str(months.split().index(month) + 1), year
