"""Two people with one contact, or one child, at one moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from kinkeeper.access.queries import names as full_names
from kinkeeper.casefile.models import NoteText
from kinkeeper.frontdoor.actions import (
    Closing,
    ContactMade,
    close_case,
    decide_contact,
    match_child,
    rate_contact,
    receive,
    record_contact,
)
from kinkeeper.frontdoor.kinds import Channel, ContactReason, Rating
from kinkeeper.frontdoor.kinds import ContactOutcome as Outcome
from kinkeeper.frontdoor.models import ChildTold, Contact, ContactGroup, ContactStep, HelpEpisode
from kinkeeper.frontdoor.told import ChildNamed, Told
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today
from tests.frontdoor.conftest import CAME, LATER, MADE, Make, decision

pytestmark = pytest.mark.django_db(transaction=True)
Verb = Callable[[], Any]
TOLD = Told(
    received_at=CAME,
    channel=Channel.FORM,
    reason=ContactReason.OTHER,
    children=(ChildNamed(forename="Ada"), ChildNamed(forename="Ben")),
)
AGAIN = ContactMade(received_at=CAME, channel=Channel.TELEPHONE, reason=ContactReason.OTHER)


def press(verb: Verb, start: Barrier) -> Any:
    """One press on a connection of its own: what it made, or what it is told."""
    try:
        start.wait(timeout=60)
        return verb().pk
    except Refused as refused:
        return refused.message
    finally:
        connection.close()


def at_once(*verbs: Verb) -> list[Any]:
    """All at one moment; what came of each."""
    start = Barrier(len(verbs))
    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(lambda verb: press(verb, start), verbs))


def entries(verb: str) -> Any:
    """How often the audit tells of it."""
    return apps.get_model("access.AuditEntry").objects.filter(verb=f"frontdoor.{verb}").count()


def test_one_contact_is_decided_once(contact: Contact, registered: Make, decider: Any) -> None:
    """One wins, each other is told that it is decided; one episode, one decision, one entry."""
    people = (registered("director"), registered("director"), decider)
    made = decision(Outcome.REFERRAL)
    told = at_once(
        *(lambda by=by: decide_contact(contact=contact, decision=made, by=by) for by in people)
    )
    winner = full_names([ContactStep.objects.get().recorded_by])
    said = [one for one in told if isinstance(one, str)]
    assert len(said) == len(people) - 1
    assert all(f"{name} decided it" in one for one in said for name in winner.values())
    assert ContactStep.objects.get().pk in told
    assert (HelpEpisode.objects.count(), entries("decide_contact")) == (1, 1)


def test_two_contacts_of_one_child_open_one_episode(
    child: Any, contact: Contact, registered: Make
) -> None:
    """A notice and a call about the same child, each decided to be a referral: it is one case."""
    other = record_contact(child=child.id, contact=AGAIN, by=registered("mash_decision_maker"))
    people = (registered("director"), registered("director"))
    both = zip((contact, other), people, strict=True)
    made = decision(Outcome.REFERRAL)
    at_once(
        *(lambda c=one, by=by: decide_contact(contact=c, decision=made, by=by) for one, by in both)
    )
    episode = HelpEpisode.objects.get()
    assert [one.episode_id for one in ContactStep.objects.all()] == [episode.id] * 2


def test_two_ratings_are_both_kept(contact: Contact, registered: Make, decider: Any) -> None:
    """Neither is lost, and which stands is the later of the two, whoever was first to press."""
    other = registered("mash_decision_maker")
    late = LATER + timedelta(minutes=5)
    told = at_once(
        lambda: rate_contact(contact=contact, rag=Rating.AMBER, at=LATER, by=decider),
        lambda: rate_contact(contact=contact, rag=Rating.RED, at=late, by=other),
    )
    kept = {one.pk: one.rating for one in ContactStep.objects.all()}
    assert set(kept) <= set(told)
    refused = [one for one in told if one not in kept]
    assert "red" in kept.values()
    assert all("before what it follows" in one for one in refused)


def test_nothing_is_there_twice(child: Any, decider: Any) -> None:
    """A form handed in twice is one contact; a child named twice, or recorded twice, is in it once."""
    pressed = at_once(*[lambda: receive(told=TOLD, by=decider)] * 3)
    assert set(pressed) == {ContactGroup.objects.get().pk}
    named = ChildTold.objects.order_by("place")
    assert [one.forename for one in named] == ["Ada", "Ben"]
    found = at_once(
        *(lambda c=one: match_child(child=c, person=child.id, by=decider) for one in named)
    )
    taken = at_once(*[lambda: record_contact(child=child.id, contact=MADE, by=decider)] * 2)
    assert (len(set(found)), len(set(taken)), Contact.objects.count()) == (1, 1, 2)


def test_a_case_is_closed_by_one(child: Any, registered: Make) -> None:
    """Of two who press at one moment one closes it, and the other is told; one note, one entry."""
    case = HelpEpisode.objects.create(person=child, referred_on=today())
    done = Closing(on=today(), reason="RC7", summary="All is done.", child_seen_on=today())
    people = (registered("director"), registered("director"))
    told = at_once(*(lambda by=by: close_case(episode=case, closing=done, by=by) for by in people))
    assert "This case is closed already." in told
    assert case.pk in told
    assert (NoteText.objects.count(), entries("close_case")) == (1, 1)
