"""The time left, on every page that shows what waits, for everybody who is shown that it does."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import User
from kinkeeper.access.services import operator
from kinkeeper.frontdoor.models import ContactGroup, EnquiryRequest
from kinkeeper.kernel.ids import uuid7
from kinkeeper.partners.actions import join_agency
from kinkeeper.partners.models import Agency
from kinkeeper.workforce.models import Worker
from tests.web.conftest import SignIn
from tests.web.test_front_door import DECIDED, step, taken

pytestmark = pytest.mark.django_db
NONE = "No limit is set"


@pytest.fixture
def decides(signed_in: SignIn) -> Client:
    """Somebody registered who screens and decides."""
    client = signed_in("mash_decision_maker")
    user = User.objects.get(username="mash_decision_maker")
    Worker.objects.create(full_name=user.full_name, user=user, swe_number="SW123456")
    return client


def found(decides: Client, **told: str) -> ContactGroup:
    """A contact taken down, whose first child was not known here."""
    group: ContactGroup = taken(decides, None, **told)
    first = group.children.get(place=0)
    decides.post(reverse("contact-match", args=[first.id]), {"person": "new"})
    return group


def test_who_takes_calls_sees_the_time_as_who_decides_does(
    decides: Client, signed_in: SignIn
) -> None:
    """Though they see no child's banner: no contact reads as one without a limit."""
    found(decides)
    for client in (decides, signed_in("contact_officer")):
        said = plain(client, reverse("front-door"))
        assert "1 working day , Tuesday 21 April" in said
        assert NONE not in said


def test_who_is_asked_sees_by_when(decides: Client, signed_in: SignIn) -> None:
    """On the agency's page, and beside the question."""
    group, partner = found(decides), signed_in("partner")
    agency = Agency.objects.create(name="Harrowgate Police", kind="police")
    decides.post(step(group, "rate"), {"rating": "amber", "step": "do"})
    decides.post(step(group, "decide"), {**DECIDED, "outcome": "mash_enquiry"})
    told = {"agencies": [str(agency.id)], "needed": "Calls", "basis": "consent", "step": "do"}
    decides.post(reverse("enquiry-ask", args=[group.contacts.get().id]), told)
    user = User.objects.get(username="partner").id
    join_agency(user=user, agency=agency.id, by=operator())
    asked = EnquiryRequest.objects.get()
    for page in (reverse("portal"), reverse("portal-request", args=[asked.id])):
        assert "hours left" in plain(partner, page), page


def test_to_tell_the_referrer_is_next_until_it_is_done(decides: Client) -> None:
    """With its time, on the contact and in limbo; after that nothing is."""
    told = {"how": "told", "reason": "We took it on.", "step": "do"}
    decision = {**DECIDED, "outcome": "referral", "level": "complex"}
    first, group = (found(decides, submission=str(uuid7())) for _ in range(2))
    decides.post(step(first, "decide"), decision)
    decides.post(step(first, "tell"), told)  # the clock runs here once somebody was told
    decides.post(step(group, "decide"), decision)
    page = reverse("contact", args=[group.id])
    assert "Next: tell the referrer" in plain(decides, page)
    for where in (page, reverse("limbo")):
        assert re.search(r"1 working day ?, Tuesday 21 April", plain(decides, where)), where
    decides.post(step(group, "tell"), told)
    assert "Next: nothing" in plain(decides, page)


def test_of_several_children_each_is_named_whole(decides: Client) -> None:
    """First name first: a comma within a name would part it in two."""
    found(decides, surname1="Nance", forename2="Bryher", surname2="Nance")
    said = plain(decides, reverse("front-door"))
    assert "Perran Nance and Bryher Nance (not found yet)" in said


def plain(client: Client, address: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())
