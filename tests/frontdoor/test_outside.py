"""What leaves the front door: never where somebody is protected, and once however often it is sent."""

from collections.abc import Callable
from typing import Any

import pytest

from kinkeeper.frontdoor.actions import (
    Asked,
    answer_disagreement,
    ask,
    decide_contact,
    disagree,
    hand_over,
    rate_contact,
    tell_referrer,
)
from kinkeeper.frontdoor.kinds import Basis, ContactOutcome, Rating
from kinkeeper.frontdoor.models import Contact, ContactStep, EnquiryRequest, ShiftHandover
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.partners.models import Agency
from kinkeeper.people.models import PersonAddress
from tests.frontdoor.conftest import LATER, decision

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
REFUGE = "She is safe at 77 Hidden Refuge now."


@pytest.fixture
def protected(make: Make, child: Any) -> None:
    """Where the child lives is known to nobody outside."""
    make(PersonAddress, person=child, lines="77 Hidden Refuge\nSmallheath", protected=True)


@pytest.fixture
def asked(contact: Contact, decider: Any, make: Make) -> Asked:
    """An agency to be asked, in an enquiry that is under way."""
    rate_contact(contact=contact, rag=Rating.AMBER, at=LATER, by=decider)
    sent = decision(ContactOutcome.MASH_ENQUIRY)
    decide_contact(contact=contact, decision=sent, by=decider)
    agency = make(Agency, name="Smallheath School")
    return Asked(agency_id=agency.id, basis=Basis.CONSENT, at=LATER)


@pytest.mark.usefixtures("protected")
def test_a_protected_address_is_told_to_no_referrer(contact: Contact, decider: Any) -> None:
    """Not with the outcome, and not in the answer to a disagreement."""
    decide_contact(contact=contact, decision=decision(ContactOutcome.ADVICE), by=decider)
    with pytest.raises(BadInput, match="protected address"):
        tell_referrer(contact=contact, at=LATER, said=REFUGE, by=decider)
    disagree(contact=contact, at=LATER, why="She is not safe there.", by=decider)
    with pytest.raises(BadInput, match="protected address"):
        answer_disagreement(contact=contact, at=LATER, said=REFUGE, by=decider)


@pytest.mark.usefixtures("protected")
def test_a_protected_address_is_told_to_no_agency(
    contact: Contact, asked: Asked, decider: Any
) -> None:
    """In what it is asked."""
    told = Asked(**{**vars_of(asked), "needed": REFUGE})
    with pytest.raises(BadInput, match="protected address"):
        ask(contact=contact, asked=told, by=decider)
    assert not EnquiryRequest.objects.exists()


def test_an_agency_is_asked_once_until_it_answers(
    contact: Contact, asked: Asked, decider: Any
) -> None:
    """However often the button is pressed."""
    ask(contact=contact, asked=asked, by=decider)
    with pytest.raises(Refused, match="asked already"):
        ask(contact=contact, asked=asked, by=decider)
    assert EnquiryRequest.objects.count() == 1


def test_a_disagreement_and_a_handover_sent_twice_are_one(contact: Contact, decider: Any) -> None:
    """So that one answer answers it."""
    decide_contact(contact=contact, decision=decision(ContactOutcome.ADVICE), by=decider)
    for _ in range(2):
        disagree(contact=contact, at=LATER, why="She is not safe there.", by=decider)
        hand_over(waiting=3, late=1, asked=0, said="Ring the school.", by=decider)
    assert ContactStep.objects.filter(kind="disagreed").count() == 1
    assert ShiftHandover.objects.count() == 1


def vars_of(asked: Asked) -> dict[str, Any]:
    """Its facts by name."""
    return {name: getattr(asked, name) for name in ("agency_id", "basis", "at")}
