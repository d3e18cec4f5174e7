"""Contacts: recorded, rated, decided once by somebody who may, and shown to those who may see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.chronology.models import Event
from kinkeeper.frontdoor.actions import (
    ContactMade,
    decide_contact,
    decide_enquiry,
    rate_contact,
    record_contact,
)
from kinkeeper.frontdoor.kinds import Channel, ContactOutcome, ContactReason, Rating
from kinkeeper.frontdoor.models import Contact, HelpEpisode
from kinkeeper.frontdoor.queries import contacts
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import now

Make = Callable[..., Any]
CAME = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight on 1 July in London
LATER = CAME + timedelta(hours=3)
MADE = ContactMade(
    received_at=CAME,
    channel=Channel.TELEPHONE,
    reason=ContactReason.DOMESTIC_ABUSE_POLICE,
    referral_source="6",
)


@pytest.fixture
def decider(granted: Make) -> Any:
    """Somebody who records contacts and decides on them."""
    return granted("mash_decision_maker")


@pytest.fixture
def contact(child: Any, decider: Any) -> Contact:
    """A police notice, taken by telephone in the night."""
    return record_contact(child=child.id, contact=MADE, by=decider)


def test_a_contact_is_an_event_of_its_day_in_london(
    child: Any, contact: Contact, decider: Any
) -> None:
    """The chronology tells when it came and why; the audit, who took it."""
    event = Event.objects.get(kind="contact_received")
    told = (event.person_id, str(event.happened_on), event.happened_at, event.detail)
    assert told == (child.id, "2025-07-01", CAME, "domestic_abuse_police")
    entry = apps.get_model("access.AuditEntry").objects.get(verb="frontdoor.record_contact")
    assert (entry.actor_id, entry.person_id) == (decider.id, child.id)


def test_the_contact_of_two_children_is_one_group(child: Any, make: Make, decider: Any) -> None:
    """Each child has a row; that they came together is kept."""
    other = make(apps.get_model("people.Person"))
    rows = [record_contact(child=one.id, contact=MADE, by=decider) for one in (child, other)]
    assert len({row.contact_group for row in rows}) == 1
    assert len({row.id for row in rows}) == 2


def test_a_decision_is_made_once_and_says_by_what_role(contact: Contact, decider: Any) -> None:
    """It is never overwritten, and cannot precede the contact."""
    with pytest.raises(Refused, match="before the contact"):
        decide_contact(
            contact=contact, outcome=ContactOutcome.ADVICE, at=CAME - timedelta(1), by=decider
        )
    decide_contact(contact=contact, outcome=ContactOutcome.ADVICE, at=LATER, by=decider)
    assert contact.decided_by_role == "mash_decision_maker"
    assert Event.objects.get(kind="contact_triaged").happened_at == LATER


def test_a_decision_is_never_overwritten(contact: Contact, decider: Any, granted: Make) -> None:
    """Whoever decided, it is not decided or rated again; and who decided reaches the child no more."""
    decide_contact(contact=contact, outcome=ContactOutcome.ADVICE, at=LATER, by=decider)
    director = granted("director")
    with pytest.raises(Refused, match="never overwritten"):
        decide_contact(contact=contact, outcome=ContactOutcome.REFERRAL, at=LATER, by=director)
    with pytest.raises(Refused, match="decided already"):
        rate_contact(contact=contact, rag=Rating.RED, at=LATER, by=decider)
    with pytest.raises(NotAllowed):
        decide_contact(contact=contact, outcome=ContactOutcome.REFERRAL, at=LATER, by=decider)


def test_what_is_rated_is_looked_into_and_decided_later(
    contact: Contact, decider: Any, granted: Make
) -> None:
    """Sent to the hub a contact is triaged; the hub's clock stops when the hub decides."""
    rate_contact(contact=contact, rag=Rating.RED, at=LATER, by=decider)
    decide_contact(contact=contact, outcome=ContactOutcome.MASH_ENQUIRY, at=LATER, by=decider)
    assert not Event.objects.filter(kind="mash_decided").exists()
    decide_enquiry(contact=contact, at=LATER + timedelta(hours=2), by=decider)
    decided = Event.objects.get(kind="mash_decided")
    assert (decided.key, decided.happened_at) == (contact.id, LATER + timedelta(hours=2))
    with pytest.raises(Refused, match="waits for a decision"):
        decide_enquiry(contact=contact, at=LATER, by=granted("director"))


def test_an_episode_follows_only_its_own_childs_contact(
    contact: Contact, make: Make, decider: Any
) -> None:
    """Not another child's, and none from advice."""
    other = make(HelpEpisode, person=make(apps.get_model("people.Person")))
    for outcome, episode in (
        (ContactOutcome.REFERRAL, other),
        (ContactOutcome.ADVICE, make(HelpEpisode, person=contact.person)),
    ):
        with pytest.raises(Refused, match="does not follow"):
            decide_contact(contact=contact, outcome=outcome, at=LATER, by=decider, episode=episode)


def test_a_contact_that_became_a_referral_is_linked(
    contact: Contact, make: Make, decider: Any
) -> None:
    """The episode it led to is known from it."""
    mine, referred = make(HelpEpisode, person=contact.person), ContactOutcome.REFERRAL
    decide_contact(contact=contact, outcome=referred, at=LATER, by=decider, episode=mine)
    assert Contact.objects.get().episode_id == mine.id


def test_nothing_comes_from_the_future(child: Any, decider: Any) -> None:
    """A contact is recorded once it came."""
    ahead = ContactMade(
        received_at=now() + timedelta(hours=1), channel=Channel.FORM, reason=ContactReason.OTHER
    )
    with pytest.raises(Refused, match="lies ahead"):
        record_contact(child=child.id, contact=ahead, by=decider)


def test_who_records_does_not_thereby_decide(contact: Contact, granted: Make) -> None:
    """Deciding needs a permission of its own."""
    with pytest.raises(NotAllowed):
        decide_contact(
            contact=contact, outcome=ContactOutcome.ADVICE, at=LATER, by=granted("social_worker")
        )


def test_contacts_are_shown_in_words_to_those_who_may_see(
    child: Any, contact: Contact, decider: Any, granted: Make
) -> None:
    """Codes are told by their meaning; nobody else is told anything."""
    rate_contact(contact=contact, rag=Rating.AMBER, at=LATER, by=decider)
    (shown,) = contacts(who=granted("director"), person_id=child.id)
    assert (shown.channel, shown.reason) == ("Telephone", "Police notice of domestic abuse")
    assert (shown.rating, str(shown.referral_source)) == (
        "Amber: complex needs, not immediate",
        "Police",
    )
    assert contacts(who=granted("scrutiny_member"), person_id=child.id) == ()
