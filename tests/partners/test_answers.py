"""What partners are asked, answer and disagree with: their own agency's, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import depth
from kinkeeper.access.services import operator
from kinkeeper.access.who import who_is
from kinkeeper.frontdoor.asked import ASKED
from kinkeeper.frontdoor.models import (
    Contact,
    ContactGroup,
    ContactStep,
    EnquiryAnswer,
    EnquiryRequest,
)
from kinkeeper.kernel.moment import held, now, today
from kinkeeper.partners import actions
from kinkeeper.partners.models import Agency
from kinkeeper.people.models import PersonName
from tests.partners.conftest import Reader

pytestmark = pytest.mark.django_db
SAID = {"kind": "known", "told": "Two calls in a year.", "why": "", "disclose": "keep"}


@pytest.fixture
def contact(child: Any, agency: Agency, make: Callable[..., Any]) -> Contact:
    """A contact the agency made, decided to be enquired into."""
    PersonName.objects.create(person=child, forename="Ada", surname="Larkin")
    group = make(ContactGroup, agency=agency, received_on=today(), channel="portal", reason="other")
    found: Contact = make(Contact, person=child, contact_group=group, received_on=today(),
                          channel="portal", reason="other")  # fmt: skip
    return found


@pytest.fixture
def asked(contact: Contact, agency: Agency) -> EnquiryRequest:
    """The agency is asked about the child."""
    return EnquiryRequest.objects.create(
        contact=contact, person=contact.person, agency=agency, asked="Calls to the home",
        basis="consent", rating="amber", sent_on=today(), sent_at=now(),
    )  # fmt: skip


def test_who_is_asked_sees_the_name_alone_and_answers(
    asked: EnquiryRequest, partner: Reader, agency: Agency
) -> None:
    """Question, check, sent; after that the child is not theirs to see any more."""
    client, page = partner(), f"/partners/requests/{asked.id}/"
    assert "Larkin" in client.get("/partners/").content.decode()
    assert "Calls to the home" in client.get(page).content.decode()
    assert "do not disclose" in client.post(page, {**SAID, "step": "check"}).content.decode()
    assert client.post(page, {**SAID, "step": "send"})["Location"] == "/partners/"
    told = EnquiryAnswer.objects.get()
    assert (told.told, told.do_not_disclose) == (SAID["told"], True)
    assert client.get(page).status_code == 404
    assert client.post(page, {**SAID, "step": "send"})["Location"] == "/partners/"
    assert EnquiryAnswer.objects.count() == 1
    assert "Larkin" not in client.get("/partners/").content.decode()


def test_who_answers_too_late_is_told(asked: EnquiryRequest, partner: Reader) -> None:
    """Of what was decided meanwhile nothing is sent, and nothing is lost without a word; nor named."""
    client, page = partner(), f"/partners/requests/{asked.id}/"
    ContactStep.objects.create(contact=asked.contact, person=asked.person, kind="enquiry_decided",
                               outcome="advice", on=today())  # fmt: skip
    late = client.post(page, {**SAID, "step": "send"})
    assert (late.status_code, EnquiryAnswer.objects.exists()) == (409, False)
    assert "This is asked no longer" in late.content.decode()
    assert "Larkin" not in late.content.decode()


@pytest.fixture
def housing(db: None) -> Agency:
    """Another agency."""
    return actions.add_agency(
        name="Homes", kind="housing", domains=("home.example",), by=operator()
    )


def test_nobody_of_another_agency_sees_what_is_asked(
    asked: EnquiryRequest, partner: Reader, housing: Agency
) -> None:
    """It answers as what is not there, and no child is named to them."""
    theirs = partner("bo@home.example", housing)
    hidden = theirs.get(f"/partners/requests/{asked.id}/")
    assert hidden.status_code == 404
    assert hidden.content == theirs.get(f"/partners/requests/{uuid4()}/").content
    assert "Larkin" not in theirs.get("/partners/").content.decode()


def test_who_is_asked_reaches_the_child_no_deeper_than_that_there_is_one(
    asked: EnquiryRequest, housing: Agency, joined: Callable[..., UUID]
) -> None:
    """And somebody of another agency does not reach the child at all."""
    people = (joined("sam@police.example"), joined("bo@home.example", housing))
    reached = [depth(who_is(one), asked.person_id) for one in people]
    assert reached == [Depth.EXISTS, Depth.NONE]


@pytest.mark.parametrize(("later", "holds"), [(1, True), (0, False)])
def test_whoever_looks_back_sees_why_somebody_looked(
    asked: EnquiryRequest, joined: Callable[..., UUID], later: int, holds: bool
) -> None:
    """The day of an answer counts once it has gone by; today it ends with the answer."""
    user, child, day = joined(), asked.person_id, today()
    of = {"request": asked, "contact_id": asked.contact_id, "person_id": child}
    EnquiryAnswer.objects.create(**of, kind="nothing_held", answered_on=day)
    with held(day + timedelta(days=later)):
        assert ASKED.reaches(user, child, day) is holds
        assert ASKED.people(user, day).filter(person_id=child).exists() is holds


def test_an_agency_disagrees_with_what_was_decided(contact: Contact, partner: Reader) -> None:
    """Once it is decided, with a reason; of a contact of another agency there is no such page."""
    client, page = partner(), f"/partners/referrals/{contact.contact_group_id}/disagree/"
    assert client.get(page).status_code == 404
    ContactStep.objects.create(
        contact=contact, person=contact.person, kind="decided", outcome="advice", on=today()
    )
    assert client.get(page).status_code == 404
    Contact.objects.update(over_on=today())
    assert client.post(page, {"why": "No"}).status_code == 422
    assert client.post(page, {"why": "He is not safe at home."})["Location"] == "/partners/"
    assert ContactStep.objects.filter(kind="disagreed", reason="He is not safe at home.").exists()
    assert "You disagreed" in client.get("/partners/").content.decode()
    ContactGroup.objects.update(agency=None)
    assert client.get(page).status_code == 404


def test_a_partner_never_searches(joined: Callable[..., UUID]) -> None:
    """Nor adds, nor matches: by the role itself."""
    who = who_is(joined())
    assert not who.permits(Permission.SEARCH_PEOPLE)
    assert not who.permits(Permission.ADD_PERSON)
