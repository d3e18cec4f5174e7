"""Forms in the browser: begun, written, signed by one and decided on by another."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.people.models import Person, PersonAddress
from kinkeeper.practice import actions, queries
from kinkeeper.practice.models import Aside, FormVersion, Paper
from kinkeeper.practice.values import digest
from tests.practice.conftest import ASSESSMENT, VISIT, WHOLE, done, signed, write
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
NONE = digest(None)


@pytest.fixture
def child(db: None) -> Person:
    """A child at school, whose case is open."""
    one = Person.objects.create(kind="child", born_on="2009-05-03")
    HelpEpisode.objects.create(person=one, referred_on="2026-04-01")
    return one


@pytest.fixture
def worker(child: Person, signed_in: SignIn) -> Client:
    """The browser of the child's social worker."""
    return signed_in("social_worker", works_with=child.id)


@pytest.fixture
def manager(signed_in: SignIn) -> Client:
    """The browser of somebody who may approve."""
    return signed_in("director")


@pytest.fixture
def paper(child: Person, worker: Client) -> Paper:
    """An assessment begun in it."""
    said = worker.post(f"/children/{child.id}/forms/", {"form": ASSESSMENT})
    assert said.status_code == 302
    return Paper.objects.get(person=child)


def section(paper: Paper, name: str) -> str:
    return f"/forms/{paper.id}/sections/{name}/"


def who(role: str) -> User:
    return User.objects.get(username=role)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def sent(paper: Paper) -> None:
    """Written whole and signed by the social worker."""
    write(paper, who("social_worker"), WHOLE)
    signed(paper, who("social_worker"))


def test_a_form_is_begun_from_the_childs_page(paper: Paper, worker: Client) -> None:
    """It is listed, its sections wait, and a second is refused in words."""
    listed = page(worker, f"/children/{paper.person_id}/forms/")
    assert f"/forms/{paper.id}/" in listed
    assert "Being written" in listed
    assert page(worker, f"/forms/{paper.id}/").count("Not yet started") == 5
    again = worker.post(f"/children/{paper.person_id}/forms/", {"form": ASSESSMENT})
    assert again.status_code == 409
    assert "One is there already" in again.content.decode()


def test_a_section_is_kept_by_a_press(paper: Paper, worker: Client) -> None:
    """Without a script: an answer leads to another question, and saving leads on."""
    told = {"q.seen-alone": "no", "q.seen-on.day": "31"}
    told |= dict.fromkeys(("was.seen-alone", "was.seen-on"), NONE)
    assert 'data-question="why-not-alone" hidden' in page(worker, section(paper, "why"))
    kept = worker.post(section(paper, "why"), {**told, "step": "save", "place": "seen-alone"})
    assert kept["Location"] == section(paper, "why")
    shown = page(worker, section(paper, "why"))
    assert re.search(r'data-question="why-not-alone">', shown)
    assert re.search(r'name="q.seen-on.day"[^>]*value="31"', shown)
    on = worker.post(section(paper, "why"), {"step": "next"})
    assert on["Location"] == section(paper, "child")


def test_it_opens_where_its_reader_left_off(paper: Paper, worker: Client) -> None:
    """The section and the question, after another day."""
    worker.post(section(paper, "child"), {"place": "day", "step": "save"})
    assert f'href="{section(paper, "child")}#question-day"' in page(worker, f"/forms/{paper.id}/")


def test_a_page_that_keeps_itself_is_told_what_was_kept(paper: Paper, worker: Client) -> None:
    """Words, the mark of each answer, and which questions are asked now."""
    told = {"was.harm": NONE, "q.harm": "yes"}
    came = worker.post(section(paper, "meaning"), told, headers={"Kinkeeper-Draft": "1"}).json()
    assert came["said"].startswith("Saved at ")
    assert came["was"] == {"harm": digest("yes")}
    assert "harm-how" in came["shown"]


def test_both_answers_are_shown_and_one_is_chosen(paper: Paper, worker: Client) -> None:
    """Two people wrote at once: neither text is gone, and choosing both puts them together."""
    write(paper, who("social_worker"), {"reason": "From the teacher."})
    late = {"was.reason": NONE, "q.reason": "From the <b>aunt</b>."}
    came = worker.post(section(paper, "why"), late, headers={"Kinkeeper-Draft": "1"}).json()
    assert came["clash"]
    shown = page(worker, section(paper, "why"))
    assert shown.count("From the teacher.") == 2
    assert "From the &lt;b&gt;aunt&lt;/b&gt;." in shown
    worker.post(
        section(paper, "why"), {"settle.reason": "both", "was.reason": NONE, "step": "save"}
    )
    kept = queries.working(paper).answers["reason"]
    assert kept == "From the teacher.\n\nFrom the <b>aunt</b>."
    assert Aside.objects.filter(settled_at=None).count() == 0


def test_an_earlier_answer_asks_to_be_confirmed(
    child: Person, worker: Client, manager: Client
) -> None:
    """It says from when it is; nothing is chosen beforehand; one tick makes it an answer."""
    done(child.id, who("social_worker"), who("director"))
    paper = actions.begin(child=child.id, form=ASSESSMENT, by=who("social_worker"))
    shown = page(worker, section(paper, "family"))
    assert "From the child and family assessment of 20 April 2026: confirm or change." in shown
    assert shown.count("None here.") == 1
    was = digest("None here.")
    told = {"confirm.history": "yes", "was.history": was, "q.history": "None here.", "step": "save"}
    worker.post(section(paper, "family"), told)
    assert queries.working(paper).answers == {"history": "None here."}
    read = page(worker, f"/forms/{paper.id}/sign/")
    assert "Confirmed: as in the child and family assessment" in read


def test_it_is_signed_as_it_was_read(paper: Paper, worker: Client) -> None:
    """What is missing is named with the way to it; signed, it is read and no longer written."""
    refused = page(worker, f"/forms/{paper.id}/sign/")
    assert "It cannot be signed yet" in refused
    assert "Sign and send" not in refused
    write(paper, who("social_worker"), WHOLE)
    read = page(worker, f"/forms/{paper.id}/sign/")
    seen = re.search(r'name="seen" value="(\d+)"', read)
    assert seen
    assert worker.post(f"/forms/{paper.id}/sign/", {"seen": "0"}).status_code == 409
    worker.post(f"/forms/{paper.id}/sign/", {"seen": seen[1]})
    assert "Waiting for approval" in page(worker, f"/forms/{paper.id}/")
    assert worker.get(section(paper, "why")).status_code == 409


def test_it_is_returned_with_a_reason(paper: Paper, worker: Client, manager: Client) -> None:
    """In two pages from the list; nothing is chosen beforehand; a returned form is not approved."""
    sent(paper)
    assert f"/forms/{paper.id}/decide/" in page(manager, "/forms/")
    decide = f"/forms/{paper.id}/decide/"
    assert "checked" not in page(manager, decide)
    for told in ({}, {"choice": "return"}):
        assert manager.post(decide, told).status_code == 422
    manager.post(decide, {"choice": "return", "reason": "What does the father say?"})
    assert "What does the father say?" in page(worker, f"/forms/{paper.id}/")
    assert manager.post(decide, {"choice": "approve"}).status_code == 409


def test_what_changed_is_marked_before_it_is_approved(
    paper: Paper, worker: Client, manager: Client
) -> None:
    """On the page of the decision, and word by word on its own."""
    sent(paper)
    actions.give_back(paper=paper, reason="What does the father say?", by=who("director"))
    write(paper, who("social_worker"), {"care": "Warm. He rings."}, was={"care": WHOLE["care"]})
    signed(paper, who("social_worker"))
    decide = f"/forms/{paper.id}/decide/"
    assert page(manager, decide).count("Changed since it was sent before") == 1
    changed = page(manager, f"/forms/{paper.id}/changes/")
    assert "<ins>" in changed
    assert "1 answer of" in changed
    assert manager.post(decide, {"choice": "approve"}).status_code == 302
    assert "Approved" in page(worker, f"/forms/{paper.id}/")


def test_who_signed_is_told_who_can_decide(paper: Paper, worker: Client) -> None:
    """Nobody may approve who may not; the page says whom to ask."""
    sent(paper)
    assert "You cannot decide on this form" in page(worker, f"/forms/{paper.id}/decide/")
    told = {"choice": "approve"}
    assert worker.post(f"/forms/{paper.id}/decide/", told).status_code == 404


def test_what_keeps_it_from_approval_is_said(paper: Paper, worker: Client, manager: Client) -> None:
    """No case is open: its author is told while writing, and who decides; it is not approved."""
    HelpEpisode.objects.update(closed_on="2026-04-19")
    assert "No case of this child is open." in page(worker, f"/forms/{paper.id}/")
    sent(paper)
    decide = f"/forms/{paper.id}/decide/"
    assert "No case of this child is open. Decide on the referral first" in page(manager, decide)
    assert manager.post(decide, {"choice": "approve"}).status_code == 409
    assert queries.working(paper).last == "sent"


def test_a_draft_is_discarded_by_a_manager(paper: Paper, worker: Client, manager: Client) -> None:
    """With a reason; whoever may not is told whom to ask."""
    discard = f"/forms/{paper.id}/discard/"
    assert "It cannot be discarded" in page(worker, discard)
    assert manager.post(discard, {"reason": " "}).status_code == 422
    manager.post(discard, {"reason": "Begun twice."})
    assert "Begun twice." in page(worker, f"/forms/{paper.id}/")


def printed(client: Client, paper: Paper) -> tuple[PdfReader, str]:
    """What was signed first, as a PDF, and the words in it."""
    reader = PdfReader(BytesIO(client.get(f"/forms/{paper.id}/signed/1.pdf").content))
    return reader, " ".join(" ".join(one.extract_text() for one in reader.pages).split())


def test_a_signed_form_is_printed(paper: Paper, worker: Client, manager: Client) -> None:
    """With who signed and who approved, the version and the pages; and it can be heard."""
    sent(paper)
    assert "This form waits for approval." in printed(worker, paper)[1]
    actions.approve(paper=paper, by=who("director"))
    reader, said = printed(worker, paper)
    of = f"Page 1 of {len(reader.pages)}"
    for held in ("by Social Worker", "by Director", "Version of the form 1", of):
        assert held in said
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert "/StructTreeRoot" in reader.root_object  # tagged


def test_what_is_printed_holds_no_protected_address(paper: Paper, worker: Client) -> None:
    """Not even where somebody typed it, laid out otherwise."""
    home = {"lines": "12 Oak Street\nSelly Oak", "postcode": "B29 6AA", "protected": True}
    PersonAddress.objects.create(person_id=paper.person_id, **home)
    told = {**WHOLE, "care": "They moved to 12, oak street (b296aa) in May. \U0001f642"}
    write(paper, who("social_worker"), told)
    signed(paper, who("social_worker"))
    said = printed(worker, paper)[1]
    assert "They moved to [an address is withheld] ([an address is withheld]) in May." in said
    assert "Some letters or signs in this form cannot be printed here" in said


def test_an_empty_form_is_printed(manager: Client) -> None:
    """With every question and its guidance; even signs that no letter draws are no fault."""
    reader = PdfReader(BytesIO(manager.get(f"/forms/kinds/{VISIT}.pdf").content))
    said = " ".join(one.extract_text() for one in reader.pages)
    assert "Was the child seen alone?" in said


def test_a_version_is_published_by_its_owner(worker: Client, signed_in: SignIn) -> None:
    """What is wrong with it is said, and what was written is still there."""
    owner, address = signed_in("head_of_service"), f"/forms/kinds/{VISIT}/"
    text = FormVersion.objects.get(form=VISIT).text
    wrong = owner.post(address, {"text": text})
    assert wrong.status_code == 422
    assert "the next version of this form is 2" in wrong.content.decode()
    new = text.replace("version = 1", "version = 2").replace("2013-04-15", "2026-04-20")
    assert owner.post(address, {"text": new}).status_code == 302
    assert "Version 2" in page(worker, address)
    assert "Publish" not in page(worker, address)


def test_a_form_is_as_closed_as_the_record(paper: Paper, signed_in: SignIn) -> None:
    """To another's worker and to an analyst each of its pages is one that is not there; reads are logged."""
    for role in ("reviewing_officer", "performance_analyst"):
        client = signed_in(role)
        for last in (
            "",
            "sign/",
            "decide/",
            "discard/",
            "changes/",
            "sections/why/",
            "signed/1.pdf",
        ):
            assert client.get(f"/forms/{paper.id}/{last}").status_code == 404
    assert AuditEntry.objects.filter(verb="refused", person_id=paper.person_id).count() == 14


def test_reading_a_form_is_a_look_that_is_logged(paper: Paper, worker: Client) -> None:
    """Who, whose, and which form, before the answer is made."""
    page(worker, f"/forms/{paper.id}/")
    last: Any = AuditEntry.objects.filter(verb="read").order_by("-id")[0]
    assert (last.person_id, last.subject_id) == (paper.person_id, str(paper.id))
