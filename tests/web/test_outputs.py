"""A summary of a record for somebody: never with a protected address, checked, printed, logged."""

import io
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinkeeper.access.models import AuditEntry, Output, TeamMember, User
from kinkeeper.access.reasons import Recipient
from kinkeeper.people.models import Person, PersonAddress, PersonName, Relationship
from tests.web.conftest import BEFORE, ChildId, SignIn

pytestmark = pytest.mark.django_db
SECRET, POSTCODE = "4 Hidden Close", "B1 1AA"


@pytest.fixture
def subject(child: ChildId) -> UUID:
    """A child at a protected address, whose mother's plain one tells it, and who has another home."""
    subject = child("C000000003")
    mother = Person.objects.create(kind="adult")
    PersonName.objects.create(person=mother, forename="Ann", surname=SECRET)
    Relationship.objects.create(person=mother, other_id=subject, kind="mother_of")
    where = {"lines": f"{SECRET}\nBirmingham", "postcode": POSTCODE}
    PersonAddress.objects.create(person_id=subject, **where, protected=True)
    PersonAddress.objects.create(person_id=subject, lines="9 Open Road", postcode="B2 2BB")
    return subject


@pytest.fixture
def worker(signed_in: SignIn, subject: UUID) -> Client:
    """The child's social worker, who may see the protected address."""
    return signed_in("social_worker", works_with=subject)


def made(client: Client, subject: UUID, recipient: str) -> Output:
    """What the form makes for somebody."""
    given = {"recipient": recipient, "name": "Jo Fairley", "purpose": "A hearing.", "step": "do"}
    answer = client.post(reverse("output-new", args=[subject]), given)
    assert answer.status_code == 302, answer.content.decode()
    return Output.objects.get(id=answer["Location"].split("/")[2])


def test_no_recipient_is_told_the_protected_address(worker: Client, subject: UUID) -> None:
    """Not as an address, nor as a name that holds it; and whoever made it is told that it was left out."""
    assert SECRET in worker.get(reverse("child-details", args=[subject])).content.decode()
    for recipient in Recipient.values:
        one = made(worker, subject, recipient)
        page = worker.get(reverse("output", args=[one.id])).content.decode()
        assert SECRET not in str(one.content) + page
        assert POSTCODE not in str(one.content) + page
        assert "A protected address, or what would tell it" in page
        told = recipient not in (Recipient.PARENT, Recipient.PARTNER)
        assert ("9 Open Road" in page) is told


@pytest.fixture
def manager(worker: Client, signed_in: SignIn) -> Client:
    """Whoever manages the worker's team."""
    client, team = signed_in("team_manager"), TeamMember.objects.get().team
    user = User.objects.get(username="team_manager")
    TeamMember.objects.create(user=user, kind="manager", team=team, started_on=BEFORE)
    return client


def test_a_second_person_finds_it_and_passes_it(
    worker: Client, manager: Client, subject: UUID
) -> None:
    """It waits on their teams' page; whoever made it is not asked."""
    page = reverse("output", args=[made(worker, subject, "court").id])
    assert "1 document to check" in manager.get("/teams/").content.decode()
    assert page in manager.get("/outputs/").content.decode()
    assert page not in worker.get("/outputs/").content.decode()
    assert manager.post(page, {"outcome": "passed", "step": "do"}).status_code == 302
    assert "It may go out" in worker.get(page).content.decode()


def test_it_is_printed_once_it_was_checked(worker: Client, manager: Client, subject: UUID) -> None:
    """Until then there is no page to print and no file; then both, each in the audit."""
    one = made(worker, subject, "court")
    paper, file = (reverse(name, args=[one.id]) for name in ("output-print", "output-pdf"))
    assert [worker.get(page).status_code for page in (paper, file)] == [404, 404]
    manager.post(reverse("output", args=[one.id]), {"outcome": "passed", "step": "do"})
    assert "Checked by" in worker.get(paper).content.decode()
    pdf = PdfReader(io.BytesIO(worker.get(file).content))
    said = "".join(one.extract_text() for one in pdf.pages) + str(pdf.metadata)
    assert ("Who this is" in said, SECRET in said) == (True, False)
    assert AuditEntry.objects.filter(verb="exported").count() == 2


def test_half_a_form_is_told(worker: Client, subject: UUID) -> None:
    """For whom, by name, and what for."""
    page = reverse("output-new", args=[subject])
    told = worker.post(page, {"recipient": "court", "step": "do"})
    assert (told.status_code, Output.objects.count()) == (422, 0)
    assert "Say what it is for" in told.content.decode()
    unnamed = worker.post(page, {"recipient": "court", "purpose": "x", "step": "do"})
    assert "Say by name who it is for" in unnamed.content.decode()
