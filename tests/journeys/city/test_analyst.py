"""What a performance analyst does with a city's records, without a name."""

import re

from playwright.sync_api import expect

from kinkeeper.people.models import PersonName
from tests.journeys.city.journey import REFERENCE, Journey, number_in

CHECK = "Open case with no lead worker"


class TestAnErrorIsFoundAndRouted(Journey):
    """From the checks to the records that break one."""

    def test_it(self) -> None:
        """The number of the check is the length of its list, and no child is named in it."""
        self.given_i_am("performance_analyst")
        self.when_i_open_the_checks()
        self.then_what_was_not_run_stands_apart()
        self.when_i_open_the_check()
        self.then_the_list_holds(self.number)
        self.then_every_child_is_a_reference()
        self.when_i_open_a_record()
        self.then_it_names_nobody()

    def when_i_open_the_checks(self) -> None:
        """By way of the returns."""
        self.when_i_go_to("Returns")
        self.when_i_follow(re.compile("[Cc]hecks"))
        self.then_i_read("Checks of the records")

    def then_what_was_not_run_stands_apart(self) -> None:
        """From what was run and found nothing."""
        for name in ("To put right", "Not run", "Run, nothing found"):
            expect(self.page.get_by_text(name).first).to_be_visible()

    def when_i_open_the_check(self) -> None:
        """The one that finds most."""
        row = self.page.get_by_role("row").filter(has_text=CHECK).first
        self.number = number_in(row.get_by_role("cell").last)
        row.get_by_role("link").first.click()
        self.then_i_read(CHECK)

    def then_every_child_is_a_reference(self) -> None:
        """Masked, and still told apart."""
        children = self.page.locator("table.worklist tbody th a").all_inner_texts()
        assert children
        assert all(REFERENCE.fullmatch(one.strip()) for one in children)

    def when_i_open_a_record(self) -> None:
        """The first of them; it says what is wrong, and what to do."""
        self.page.locator("table.worklist tbody th a").first.click()
        self.then_i_read(REFERENCE)
        wrong = self.page.get_by_role("table", name="To put right in the record")
        expect(wrong).to_contain_text(CHECK)

    def then_it_names_nobody(self) -> None:
        """Neither the child nor anybody of the family."""
        child = self.page.url.split("/children/")[1].split("/")[0]
        surnames = PersonName.objects.filter(person_id=child).values_list("surname", flat=True)
        for surname in {*surnames}:
            expect(self.page.get_by_role("main").get_by_text(surname)).to_have_count(0)


class TestAFigureIsProved(Journey):
    """A number for a meeting: what is counted, from what, when, and the rows behind it."""

    def test_it(self) -> None:
        """From the measure to the list and back to the source."""
        self.given_i_am("performance_analyst")
        self.when_i_open_a_measure()
        self.then_its_source_and_day_are_told()
        self.when_i_open_the_month()
        self.then_the_list_holds(self.number)
        self.then_no_row_names_a_child()

    def when_i_open_a_measure(self) -> None:
        """Referrals, by their own page."""
        self.when_i_go_to("Overview")
        self.when_i_open_the_measure("referrals")
        self.then_i_read("Referrals and re-referrals")

    def then_its_source_and_day_are_told(self) -> None:
        """Beneath the drawing."""
        source = self.page.locator(".figure__source").first
        expect(source).to_contain_text("Local Authority Interactive Tool")
        expect(source).to_contain_text("As at 30 November 2015")

    def when_i_open_the_month(self) -> None:
        """The month that is not over."""
        link = self.page.get_by_role("link", name="Referrals, November 2015: list").first
        self.number = number_in(link)
        link.click()
        self.then_i_read("Referrals: November 2015")

    def then_no_row_names_a_child(self) -> None:
        """References alone."""
        rows = self.page.locator("table.worklist tbody th a").all_inner_texts()
        assert rows
        assert all(REFERENCE.fullmatch(one.strip()) for one in rows)
