"""The front door's ten commonest tasks, counted from the landing page: those of who decides, and of duty."""

import re
from uuid import UUID

from kinkeeper.frontdoor.kinds import ContactOutcome
from tests.journeys.city.tasks import given
from tests.journeys.city.tasks.conftest import Landed
from tests.journeys.city.tasks.counting import Counted
from tests.journeys.city.tasks.page import agrees

DECIDER, OFFICER, WORKER = "mash_decision_maker", "contact_officer", "social_worker"
THIS_CHILD = re.compile(r"^It is this child ?: [\w', -]+$")
QUEUE, CONTACT, CHECK = "Front door", "A contact", "Check your answers"


class TestTheDecisionMaker:
    """From the queue, and back to it."""

    def test_screen(self, landed: Landed) -> None:
        """Queue, contact, rating."""
        contact = given.told()
        i = _at(contact.contact_group_id, landed, DECIDER)
        i.follows("Screen and rate", "A step with a contact")
        i.ticks("Amber: complex needs, not immediate")
        i.presses("Rate", CONTACT)
        i.reads("Screened and rated")
        agrees("screen", i.count)

    def test_ask(self, landed: Landed) -> None:
        """Asked on the page where the answers will stand."""
        contact = given.decided(ContactOutcome.MASH_ENQUIRY)
        i = _at(contact.contact_group_id, landed, DECIDER)
        i.opens("Ask agencies")
        for agency in (given.POLICE, "Oakhanger Primary School", "Rea Valley Children's Health"):
            i.ticks(agency)
        i.writes("What do you need to know?", "Injuries, attendance and calls since March")
        i.ticks("With consent")
        i.finds_no_fault()
        i.presses("Ask", CONTACT)
        i.reads(
            re.compile("Asked, not answered.*Asked, not answered.*Asked, not answered", re.DOTALL)
        )
        agrees("ask", i.count)

    def test_decide(self, landed: Landed) -> None:
        """Decided beside what is known, checked, and the referrer told in the same step."""
        contact = given.rated()
        i = _at(contact.contact_group_id, landed, DECIDER)
        _decides(i, "Advice given", "Additional")
        i.presses("Continue", CHECK)
        i.finds_no_fault()
        i.presses("Decide, and tell them this", CONTACT)
        i.reads("Referrer told the outcome")
        agrees("decide", i.count)

    def test_strategy(self, landed: Landed) -> None:
        """Of a contact that nobody has rated: it waits for nothing."""
        contact = given.told()
        i = _at(contact.contact_group_id, landed, DECIDER)
        _decides(i, "Strategy discussion", "Complex")
        i.presses("Continue", CHECK)
        i.presses("Decide, and tell them later", CONTACT)
        i.reads("Strategy discussion")
        agrees("strategy", i.count)

    def test_hand_over(self, landed: Landed) -> None:
        """The counts are there already; only what there is to know is written."""
        i = landed(DECIDER, QUEUE)
        i.follows("Hand over", "Hand over the queue")
        i.writes("What does the next shift have to know?", "Ring the school at nine.")
        i.presses("Hand over", "Hand over the queue")
        i.reads("Ring the school at nine.")
        agrees("hand-over", i.count)


class TestDuty:
    """Whoever takes what comes, and the child's worker to whom it goes."""

    def test_take(self, landed: Landed) -> None:
        """All of a call on one page."""
        i = landed(OFFICER, QUEUE)
        i.presses("Take a contact", "Take a contact")
        i.writes("What worries them, in their words", given.WORRY)
        i.picks("What is it about?", "Abuse or neglect")
        i.writes("Child: first name", "Perran")
        i.writes("Child: family name", "Tregear")
        i.ticks("Telephone")
        i.picks("Who is it from?", "Individual: family member, relative or carer")
        i.ticks("Agreed")
        i.presses("Take it", CONTACT)
        i.reads("Perran Tregear")
        agrees("take", i.count)

    def test_match(self, landed: Landed) -> None:
        """Those known stand beside who was told of."""
        group = given.not_found()
        i = _at(group, landed, OFFICER)
        i.goes(i.page.get_by_role("link", name=re.compile("^Find or add")), "Who is the child?")
        i.goes(i.page.get_by_role("button", name=THIS_CHILD).first, CONTACT)
        i.reads("Nothing yet.")
        agrees("match", i.count)

    def test_record_answer(self, landed: Landed) -> None:
        """From the agency's row of the grid."""
        contact = given.asked()
        i = _at(contact.contact_group_id, landed, OFFICER)
        i.follows(given.POLICE, "Record an answer")
        i.ticks("Nothing held (nil return)")
        i.presses("Record", CONTACT)
        i.reads("Nothing held (nil return)")
        agrees("record-answer", i.count)

    def test_own_case(self, landed: Landed) -> None:
        """It is said on the worker's first page; what was told is among the child's work."""
        contact = given.of_my_child(given.somebody(WORKER))
        i = landed(WORKER, "Work")
        i.goes(i.page.locator(f"main a[href='/children/{contact.person_id}/work/']").first, "Work")
        sent = i.page.locator(f"a[href$='/contacts/{contact.id}/']")
        i.goes(sent, "A contact about this child")
        i.presses("I have it", "A contact about this child")
        i.reads("Taken by the worker of the open case")
        agrees("own-case", i.count)

    def test_note(self, landed: Landed) -> None:
        """From the list of work to the note."""
        i = landed(WORKER, "Work")
        i.goes(i.page.locator("table.worklist tbody th a").first, "Story")
        i.follows("Notes and visits", "Notes and visits")
        i.presses("Add a note", "Write a note")
        i.picks("What is the note of?", "Telephone call")
        i.writes("What happened?", "Rang the school: she came, on time and rested.")
        i.presses("Save the note", "Notes and visits")
        i.reads("she came, on time and rested")
        agrees("note", i.count)


def _at(group: UUID, landed: Landed, role: str) -> Counted:
    """From the queue to one contact."""
    i = landed(role, QUEUE)
    i.goes(given.in_list(i.page, group), CONTACT)
    return i


def _decides(i: Counted, outcome: str, level: str) -> None:
    """The parts of a decision that have to be answered."""
    i.opens("Decide")
    i.ticks(outcome)
    i.ticks(re.compile(rf"^\s*{level}"))
    i.ticks("The referrer's account")
    i.writes("Why?", "The school and the family agree on what helps.")
