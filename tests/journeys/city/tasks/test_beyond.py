"""The commonest tasks of partners, of early help and of the public, counted from the landing page."""

import re
from uuid import UUID

from playwright.sync_api import Page, Route, expect

from kinkeeper.frontdoor.models import ContactGroup
from kinkeeper.kernel.ids import reference
from tests.journeys.city import outside
from tests.journeys.city.pages import Found
from tests.journeys.city.tasks import given
from tests.journeys.city.tasks.conftest import Landed
from tests.journeys.city.tasks.counting import Counted
from tests.journeys.city.tasks.page import agrees

AGENCY, FAMILY, STEP = "Your agency's page", "Early help of one family", "A step of early help"
TELL, WORRY, CHILDREN = "Tell us about a child", "What worries you", "Which children"
YOU, CHECK, SENT = "Who you are", "Check your answers", "Thank you"
WORDS = "The baby cries all night and nobody comes to the door."


class TestAPartner:
    """From the agency's own page. A report to a conference is not there yet, and is not counted."""

    def test_answer(self, landed: Landed) -> None:
        """Request, answer, check."""
        outside.request(Found(), None)  # type: ignore[arg-type]
        i = landed("partner", AGENCY)
        asked = i.page.get_by_role("table", name="Requests for you")
        i.goes(asked.get_by_role("link").last, "A request of the front door")
        i.ticks("No, we hold nothing")
        i.presses("Continue", "Check your answer")
        i.finds_no_fault()
        i.presses("Send the answer", AGENCY)
        agrees("answer", i.count)

    def test_refer(self, landed: Landed) -> None:
        """One press from the first page to the first question."""
        i = landed("partner", AGENCY)
        i.presses("Refer a child", YOU)
        _says_who_they_are(i)
        i.writes("First names", "Odette")
        i.presses("Continue", WORRY)
        i.writes("What worries you?", WORDS)
        i.ticks("Abuse or neglect")
        i.presses("Continue", "Do the parents know")
        i.ticks("Yes, and they agree")
        i.presses("Continue", "What you have done, and who else helps")
        i.presses("Continue", CHECK)
        i.presses("Send it to the front door", "Sent")
        agrees("refer", i.count)

    def test_outcome(self, landed: Landed) -> None:
        """It stands on the first page."""
        group = outside.decided(Found())
        i = landed("partner", AGENCY)
        i.reads(reference(group))
        agrees("outcome", i.count)

    def test_disagree(self, landed: Landed) -> None:
        """From the referral's own row."""
        group = outside.decided(Found())
        i = landed("partner", AGENCY)
        i.follows(f"I disagree about {reference(group)}", "I disagree")
        i.writes("Why do you disagree?", "He was seen again last night.")
        i.presses("Send it", AGENCY)
        i.reads("You disagreed; it will be answered")
        agrees("disagree", i.count)


class TestTheEarlyHelpLead:
    """From the list of their families."""

    def test_consent(self, landed: Landed) -> None:
        """Who of the family said so, and when."""
        i = self.at(landed, given.helped("", without="assess").person_id)
        i.follows("What the family said", STEP)
        i.ticks("Given")
        i.writes("Who of the family said so?", "Mother")
        i.presses("Keep this", FAMILY)
        agrees("consent", i.count)

    def test_assessment(self, landed: Landed) -> None:
        """All of it on one page."""
        i = self.at(landed, given.spoken_to().person_id)
        i.follows("Sign the family assessment", STEP)
        i.writes("What is going well?", "A warm home; gran helps.")
        i.writes("What does the child need?", "A bed of his own.")
        i.ticks(re.compile(r"^\s*Additional"))
        i.writes("Why is it this level?", "Several needs, no harm seen.")
        i.writes("What was known?", "Three children and a new tenancy.")
        i.writes("Who signed it?", "Asha Polwhele")
        i.presses("Keep this", FAMILY)
        i.reads("A warm home; gran helps.")
        agrees("assessment", i.count)

    def test_need(self, landed: Landed) -> None:
        """What, whose, by whom and by when."""
        i = self.at(landed, given.helped("", without="end").person_id)
        i.follows("Add a need to the plan", STEP)
        i.writes("What is needed?", "Mornings without a row.")
        i.ticks("The child's")
        i.writes("What is to be done?", "A place at the breakfast club.")
        i.writes("Who does it?", "Asha Polwhele")
        i.dates("By when?", 29, 5, 2026)
        i.presses("Keep this", FAMILY)
        i.reads("Mornings without a row.")
        agrees("need", i.count)

    def test_review(self, landed: Landed) -> None:
        """Of a plan that was agreed."""
        i = self.at(landed, given.helped("agree_plan", without="end").person_id)
        i.follows("Record a review", STEP)
        i.writes("Who came?", "Mother, the school, the family worker.")
        i.writes("What is better, and what is not?", "On time four days in five; still tired.")
        i.presses("Keep this", FAMILY)
        i.reads("still tired")
        agrees("review", i.count)

    def test_accept(self, landed: Landed) -> None:
        """From the list of what is offered."""
        i = landed("early_help_worker", "Early help")
        offered = i.page.get_by_role("table", name="Steps up and down")
        i.goes(offered.get_by_role("link").first, "A step up or a step down")
        i.follows("Answer the handover", "Handing a family over")
        i.ticks("Accept the family")
        i.presses("Give this answer", FAMILY)
        agrees("accept", i.count)

    @staticmethod
    def at(landed: Landed, child: UUID) -> Counted:
        """From the list to one family."""
        i = landed("early_help_worker", "Early help")
        i.goes(given.in_list(i.page, child), FAMILY)
        return i


class TestTheNeighbour:
    """With a telephone in hand, and nothing that runs on it."""

    def test_ring(self, telephone: Page) -> None:
        """The number is on the first page, and 999 beside it."""
        i = Counted(telephone, TELL)
        i.reads(re.compile(r"999.*0\d{3} \d{3} \d{4}|0\d{3} \d{3} \d{4}.*999", re.DOTALL))
        agrees("ring", i.count)

    def test_tell(self, telephone: Page) -> None:
        """Nothing about themselves is needed."""
        i = Counted(telephone, TELL)
        _told(i)
        i.presses("Send it to the front door", SENT)
        agrees("tell", i.count)

    def test_go_on(self, telephone: Page) -> None:
        """What was written is there."""
        before = Counted(telephone, TELL)
        before.presses("Start", WORRY)
        before.writes("What worries you?", WORDS)
        before.presses("Continue", CHILDREN)
        telephone.goto("/tell-us/")
        i = Counted(telephone, TELL)
        i.follows("Go on with what you began", WORRY)
        expect(telephone.get_by_label("What worries you?")).to_have_value(WORDS)
        agrees("go-on", i.count)

    def test_correct(self, telephone: Page) -> None:
        """Changed on its own page; back to the check, and sent as it was changed."""
        i = Counted(telephone, TELL)
        _told(i)
        i.goes(telephone.get_by_role("link", name=re.compile("^Change ?: What worries")), WORRY)
        i.writes("What worries you?", "It was the upper flat.")
        i.presses("Continue", CHECK)
        i.presses("Send it to the front door", SENT)
        assert ContactGroup.objects.filter(concern="It was the upper flat.").exists()
        agrees("correct", i.count)

    def test_leave(self, telephone: Page) -> None:
        """One press leads away; the way back shows nothing of it."""
        telephone.route("**/tell-us/leave/", _weather)
        i = Counted(telephone, TELL)
        i.presses("Start", WORRY)
        i.writes("What worries you?", WORDS)
        i.leaves(telephone.get_by_role("link", name="Exit this page"))
        agrees("leave", i.count)
        telephone.go_back()
        expect(telephone).to_have_title(f"{TELL} – Kinkeeper")
        expect(telephone.get_by_text(WORDS)).to_have_count(0)


def _says_who_they_are(i: Counted) -> None:
    i.writes("Your name", "Nell Harrowgate")
    i.writes("Your part", "Sergeant")
    i.writes("A telephone number on which you are reached today", "0121 496 0111")
    i.presses("Continue", CHILDREN)


def _told(i: Counted) -> None:
    """A worry, a child, and nobody's name; up to the check."""
    i.presses("Start", WORRY)
    i.writes("What worries you?", WORDS)
    i.presses("Continue", CHILDREN)
    i.writes("First names", "Perpetua")
    i.presses("Continue", YOU)
    i.presses("Continue", CHECK)


def _weather(route: Route) -> None:
    """The way out as far as it is ours; the page it leads to is of another machine."""
    assert route.fetch(max_redirects=0).status == 302
    route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>")
