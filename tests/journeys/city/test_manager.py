"""What a team manager does on a Monday."""

from playwright.sync_api import Locator, expect

from tests.journeys.city.journey import Journey, number_in
from tests.journeys.city.pages import Found


class TestFromTheRedListToTheReason(Journey):
    """What cannot wait, whose it is, and why."""

    def test_it(self) -> None:
        """Three steps, each a link: today, the child, the reason."""
        self.given_i_am("team_manager")
        self.when_i_open_what_needs_somebody_today()
        self.then_every_number_is_the_length_of_its_list()
        self.when_i_open_the_child_who_is_latest()
        self.then_what_is_next_is_overdue()
        self.when_i_ask_why()
        self.then_i_read("why is this on my list?")
        self.then_i_am_told_what_started_it_and_who_answers()

    def when_i_open_what_needs_somebody_today(self) -> None:
        """By way of the teams."""
        self.when_i_go_to("Teams")
        self.when_i_follow("What needs somebody today")
        self.then_i_read("What needs somebody today")

    def then_every_number_is_the_length_of_its_list(self) -> None:
        """Also where more are late than the page shows at first."""
        late = self.page.get_by_label("Children by reason").get_by_role("link", name="very late")
        number = number_in(late)
        late.click()
        expect(self.page.get_by_role("link", name="Show every kind")).to_be_visible()
        self.then_the_list_holds(number)
        assert self.page.locator("table.worklist tbody tr").count() == number

    def when_i_open_the_child_who_is_latest(self) -> None:
        """The first of the list."""
        self.page.locator("table.worklist tbody th a").first.click()
        self.then_i_read("Why we are involved")

    def then_what_is_next_is_overdue(self) -> None:
        """The story says first what the list said."""
        expect(self._actions().locator("li.is-late").first).to_contain_text("Overdue")

    def when_i_ask_why(self) -> None:
        """By the link that the action is."""
        self._actions().locator("li.is-late a").first.click()

    def then_i_am_told_what_started_it_and_who_answers(self) -> None:
        """The date it is counted from, the source, and whose it is."""
        main = self.page.get_by_role("main")
        for said in ("It was started by", "Whose duty", "Source", "How sure the rule is"):
            expect(main.get_by_text(said).first).to_be_visible()

    def _actions(self) -> Locator:
        return self.page.get_by_role("complementary", name="Next actions")


class TestFromTheBoardToAWorkersLoad(Journey):
    """Who is overloaded or late, and with whom."""

    def test_it(self) -> None:
        """Each number of the board opens a list of that length."""
        self.given_i_am("team_manager")
        self.when_i_open_my_teams_board()
        self.then_the_children_of_the_workers_add_up()
        for name in ("with", "of"):
            self.when_i_open_the_first_number(name)
            self.then_the_list_holds(self.number)
            self.page.go_back()

    def when_i_open_my_teams_board(self) -> None:
        """The manager has one team."""
        self.when_i_go_to("Teams")
        self.page.locator("table tbody a").first.click()
        self.then_i_read(Found().team.name)

    def then_the_children_of_the_workers_add_up(self) -> None:
        """To the number above the table."""
        total = self.page.get_by_label("Totals of this team").locator(".tally__figure").first
        each = self.page.locator("td[data-label=Children]").all()
        assert number_in(total) == sum(number_in(one) for one in each) > 0

    def when_i_open_the_first_number(self, name: str) -> None:
        """Of the children with a worker, or of the duties of one."""
        link = self.page.locator("table.worklist").get_by_role("link", name=f" {name} ").first
        self.number, board = number_in(link), self.page.url
        link.click()
        expect(self.page).not_to_have_url(board)
