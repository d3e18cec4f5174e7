"""What people outside do: a partner who refers and answers, and a neighbour with a telephone in hand."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from kinkeeper.frontdoor.models import ChildTold, ContactGroup, EnquiryAnswer
from tests.journeys.axe import assert_accessible
from tests.journeys.city import outside
from tests.journeys.city.journey import Journey
from tests.journeys.city.pages import Found

WORRY = "The baby cries all night and nobody comes to the door."


class TestAPartnerRefersTwoChildren(Journey):
    """Six short pages, left in the middle and gone on with."""

    def test_it(self) -> None:
        """Begun, kept, found again, sent with a reference, and seen among what was referred."""
        outside.partner()
        self.given_i_am("partner")
        self.when_i_begin()
        self.when_i_name_two_children()
        self.when_i_stop_and_come_back()
        self.when_i_answer_the_rest()
        self.then_it_is_sent_with_a_reference()

    def when_i_begin(self) -> None:
        """From the first page, in one press."""
        self.when_i_go_to("Your agency")
        self.when_i_press_on("Refer a child")
        self.page.get_by_label("Your name").fill("Nell Harrowgate")
        self.page.get_by_label("Your part").fill("Sergeant")
        self.page.get_by_label(re.compile("telephone number")).fill("0121 496 0111")
        self.when_i_press_on("Continue")

    def when_i_name_two_children(self) -> None:
        """One, and by a button another."""
        self.page.get_by_label("First names").fill("Odette")
        self.when_i_press_on("Add another child")
        self.page.get_by_role("group", name="Child 2").get_by_label("First names").fill("Anselm")

    def when_i_stop_and_come_back(self) -> None:
        """What was written is on my agency's page."""
        self.when_i_press_on("Save and come back later")
        self.when_i_follow(re.compile("^Referral begun"))
        self.page.goto(self.page.url.replace(self.page.url.split("/")[-2], "children"))
        child = self.page.get_by_role("group", name="Child 2")
        expect(child.get_by_label("First names")).to_have_value("Anselm")
        self.when_i_press_on("Continue")

    def when_i_answer_the_rest(self) -> None:
        """One question a page."""
        self.page.get_by_label("What worries you?").fill(WORRY)
        self.page.get_by_label("Abuse or neglect").check()
        self.when_i_press_on("Continue")
        self.page.get_by_label("Yes, and they agree").check()
        for _ in range(2):
            self.when_i_press_on("Continue")
        assert_accessible(self.page)

    def then_it_is_sent_with_a_reference(self) -> None:
        """The same as on the list of what was referred."""
        self.when_i_press_on("Send it to the front door")
        said = self.page.get_by_role("main").locator("strong").first.inner_text()
        assert ContactGroup.objects.filter(concern__startswith=WORRY).exists()
        assert ChildTold.objects.filter(forename="Anselm").exists()
        self.when_i_follow("your agency's page")
        expect(self.page.get_by_role("rowheader", name=said)).to_be_visible()

    def when_i_press_on(self, button: str) -> None:
        """A button of the page."""
        self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()


class TestAPartnerAnswersARequest(Journey):
    """Request, answer, check."""

    def test_it(self) -> None:
        """Three screens from the first page."""
        outside.request(Found(), None)  # type: ignore[arg-type]
        self.given_i_am("partner")
        self.when_i_go_to("Your agency")
        self.page.get_by_role("table", name="Requests for you").get_by_role("link").last.click()
        self.page.get_by_label("No, we hold nothing").check()
        self.page.get_by_role("button", name="Continue").click()
        self.page.get_by_role("button", name="Send the answer").click()
        self.then_i_read("Heartlands Police")
        assert EnquiryAnswer.objects.filter(kind="nothing_held").exists()


@pytest.fixture
def telephone(city: str, browser: Browser) -> Page:
    """A small screen without JavaScript, of somebody who is nobody here."""
    context = browser.new_context(
        base_url=city, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    return context.new_page()


def test_a_neighbour_tells_with_a_telephone_in_hand(telephone: Page) -> None:
    """Four screens, nothing about themselves; and the way out leads away."""
    page, on = telephone, telephone.get_by_role("button", name="Continue")
    page.goto("/tell-us/")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("What worries you?").fill(WORRY)
    on.click()
    page.get_by_label("First names").fill("Perpetua")
    on.click()
    on.click()
    expect(page.get_by_role("link", name="Exit this page")).to_be_visible()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert ContactGroup.objects.get(channel="public_form").concern == WORRY
