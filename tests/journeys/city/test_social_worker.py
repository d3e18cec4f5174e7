"""What a social worker does with a keyboard alone."""

import re

from playwright.sync_api import expect

from tests.journeys.axe import assert_accessible
from tests.journeys.city.journey import Journey, number_in
from tests.journeys.city.pages import Found

# Runs when the page is read and none of its scripts has begun; once.
EARLY = """document.addEventListener("readystatechange", () => {
  const box = document.getElementById("q.home"), words = sessionStorage.getItem("early");
  if (!box || !words) return;
  box.value = words;
  sessionStorage.removeItem("early");
});"""


class TestMyWorkByKeyboard(Journey):
    """What is late, in the order that suits the day."""

    def test_it(self) -> None:
        """Narrowed, sorted and opened without a mouse."""
        self.given_i_am("social_worker")
        self.when_i_read_how_many_are_late()
        self.when_i_narrow_to_what_is_late()
        self.then_the_list_holds(self.late)
        self.when_i_sort_by_child()
        self.then_the_names_are_in_order()
        self.when_i_open_the_first_reason()
        self.then_i_read("why is this on my list?")

    def when_i_read_how_many_are_late(self) -> None:
        """From the number above the list."""
        self.then_i_read("My work")
        tally = self.page.get_by_role("main").locator(".is-late .tally__figure").first
        self.late = number_in(tally)

    def when_i_narrow_to_what_is_late(self) -> None:
        """The filter is a list that the keyboard opens."""
        self.when_i_tab_to(self.page.get_by_label("When", exact=True))
        self.when_i_press("ArrowDown")
        self.when_i_tab_to(self.page.get_by_role("button", name="Apply filters"))
        self.when_i_press("Enter")
        expect(self.page.get_by_role("link", name="Remove filter: When: Overdue")).to_be_visible()

    def when_i_sort_by_child(self) -> None:
        """By the heading of the column."""
        self.when_i_tab_to(self.page.get_by_role("link", name="Child", exact=True))
        self.when_i_press("Enter")
        expect(self.page.locator("th[aria-sort=ascending]")).to_contain_text("Child")

    def then_the_names_are_in_order(self) -> None:
        """As they are read."""
        names = self.page.locator("table.worklist tbody th a").all_inner_texts()
        assert names == sorted(names)
        assert len(names) == self.late

    def when_i_open_the_first_reason(self) -> None:
        """The second column asks why."""
        self.when_i_tab_to(self.page.locator("td a[href*='/duties/']").first)
        self.when_i_press("Enter")


class TestAChildsStoryOnOnePage(Journey):
    """A new case understood before the visit."""

    def test_it(self) -> None:
        """Why, what is next, who is around; and the family, walked by keyboard."""
        self.given_i_am("social_worker")
        self.when_i_open_the_first_child()
        self.then_one_page_tells_the_story()
        self.when_i_open_the_family_drawings()
        self.then_everybody_drawn_can_be_reached()

    def when_i_open_the_first_child(self) -> None:
        """From the list of work."""
        self.when_i_tab_to(self.page.locator("table.worklist tbody th a").first)
        self.when_i_press("Enter")

    def then_one_page_tells_the_story(self) -> None:
        """Why we are involved, every event, what is due, family and workers."""
        self.then_i_read("Why we are involved")
        for name in (re.compile(r"^Story \d"), "Next actions", "People"):
            expect(self.page.get_by_role("heading", name=name).first).to_be_visible()
        expect(self.page.get_by_text(re.compile(r"^Referred on "))).to_be_visible()
        expect(self.page.get_by_text(f"Priya Fennimore, {Found().team.name}").first).to_be_visible()

    def when_i_open_the_family_drawings(self) -> None:
        """By way of details and family."""
        record = self.page.get_by_role("navigation", name="This record")
        self.when_i_tab_to(record.get_by_role("link", name="Details and family"))
        self.when_i_press("Enter")
        self.when_i_tab_to(self.page.get_by_role("main").locator("a[href$='/family/']").first)
        self.when_i_press("Enter")
        self.then_i_read("Family tree")

    def then_everybody_drawn_can_be_reached(self) -> None:
        """One step each, from the eldest down, and the list beside it names as many."""
        drawing = self.page.get_by_role("region", name="Family tree: drawing")
        links = drawing.locator("a.person").all()
        for one in links:
            self.when_i_tab_to(one)
        people = self.page.get_by_role("table", name=re.compile("^Everybody in the drawing"))
        expect(people.locator("tbody tr")).to_have_count(drawing.locator(".person").count())
        assert links


class TestADraftThatKeepsItself(Journey):
    """The record of a visit, written in turns by two who were there."""

    def test_it(self) -> None:
        """Begun, typed without a press of any button, gone on with; and nobody's words are lost."""
        self.given_i_am("social_worker")
        self.when_i_begin_the_record_of_a_visit()
        self.when_i_type_before_the_script_has_come("What did you see and hear?", "Nobody opened.")
        self.then_it_is_kept()
        self.when_an_answer_asks_for_another()
        self.then_i_can_go_on_where_i_left_off()
        self.when_my_manager_writes_there_too()
        self.then_both_answers_are_shown()

    def when_i_begin_the_record_of_a_visit(self) -> None:
        """Three presses from the list of work."""
        self.page.locator("table.worklist tbody th a").first.click()
        self.when_i_follow("Forms")
        self.page.get_by_role("button", name="Visit record").click()
        self.when_i_follow("The visit")
        self.section = self.page.url

    def when_i_type(self, question: str, words: str) -> None:
        """As on any page."""
        self.page.get_by_label(question).fill(words)

    def when_i_type_before_the_script_has_come(self, question: str, words: str) -> None:
        """On a slow line: what stands on the page when it comes is kept like what is typed later."""
        self.page.evaluate("words => sessionStorage.setItem('early', words)", words)
        self.page.add_init_script(EARLY)
        self.page.goto(self.section)
        expect(self.page.get_by_label(question)).to_have_value(words)

    def then_it_is_kept(self) -> None:
        """In a moment, and it says when."""
        expect(self.page.locator("[data-draft-said]")).to_contain_text("Saved at")

    def when_an_answer_asks_for_another(self) -> None:
        """It comes into sight below, without a new page."""
        why = self.page.get_by_label("Why not, and when will you try again?")
        expect(why).to_be_hidden()
        self.page.get_by_role("group", name="Was the child seen?").get_by_label("No").check()
        expect(why).to_be_visible()
        said = self.page.locator("[data-draft-said]").inner_text()
        self.page.wait_for_timeout(1000)  # the next second, so that what is said is another
        why.fill("Tomorrow at four.")
        expect(self.page.locator("[data-draft-said]")).not_to_have_text(said)

    def then_i_can_go_on_where_i_left_off(self) -> None:
        """The section, the question, and what was typed."""
        self.page.goto(self.section.split("sections/")[0])
        self.page.get_by_role("button", name="Go on where you left off").click()
        expect(self.page).to_have_url(re.compile(r"#question-why-not$"))
        expect(self.page.get_by_label("What did you see")).to_have_value("Nobody opened.")

    def when_my_manager_writes_there_too(self) -> None:
        """In a browser of their own, while mine is open."""
        other = self.sign_in("team_manager")
        other.goto(self.section)
        self.when_i_type("What did you see and hear?", "A light was on.")
        self.page.get_by_role("button", name="Save", exact=True).click()
        other.get_by_label("What did you see and hear?").fill("A dog barked.")
        expect(other.locator("[data-draft-said]")).to_contain_text("Both answers are kept")
        self.page = other

    def then_both_answers_are_shown(self) -> None:
        """Side by side, to choose from."""
        self.page.get_by_role("button", name="Save", exact=True).click()
        told = self.page.get_by_role("group", name="Two people answered")
        expect(told).to_contain_text("A light was on.")
        expect(told).to_contain_text("A dog barked.")
        assert_accessible(self.page)
