"""Two people with one contact, or one child, at one moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from time import sleep
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
    close_child,
    decide_contact,
    deciding,
    match_child,
    name_child,
    naming,
    rate_contact,
    receive,
    record_contact,
    unmatch_child,
)
from kinkeeper.frontdoor.contact_queries import unfound
from kinkeeper.frontdoor.kinds import Channel, ContactReason, NotAChild, Rating
from kinkeeper.frontdoor.kinds import ContactOutcome as Outcome
from kinkeeper.frontdoor.models import (
    ChildMatch,
    ChildTold,
    ChildUnmatch,
    Contact,
    ContactGroup,
    ContactStep,
    HelpEpisode,
)
from kinkeeper.frontdoor.told import NOT_SAID, ChildNamed, Told
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
WHY = "It is another child of that name."
MOVED = "This contact was found to be of another child"
UNDONE = "This was undone already"
DECIDED = "Something was decided on this contact, for the child it was matched to"
DONE = Closing(on=today(), reason="RC7", summary="All is done.", child_seen_on=today())
REFERRED, SENT = decision(Outcome.REFERRAL), decision(Outcome.OPEN_CASE)
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
    people = (registered("director"), registered("director"))
    told = at_once(*(lambda by=by: close_case(episode=case, closing=DONE, by=by) for by in people))
    assert "This case is closed already." in told
    assert case.pk in told
    assert (NoteText.objects.count(), entries("close_case")) == (1, 1)


def slowly(monkeypatch: pytest.MonkeyPatch, name: str, of: Any = naming) -> None:
    """One step of a verb takes its time, so that somebody else comes in between."""
    verb = getattr(of, name)

    def slow(*told: Any, **by: Any) -> Any:
        """What the verb gives, a while after it gave it."""
        given = verb(*told, **by)
        sleep(0.5)
        return given

    monkeypatch.setattr(of, name, slow)


def later(verb: Any, **told: Any) -> Any:
    """The verb, begun once the other has begun."""
    sleep(0.2)
    return verb(**told)


def said(message: str) -> str:
    """What somebody is told first."""
    return message.partition(".")[0].partition(":")[0]


def matched(child: Any, by: Any) -> tuple[Contact, ChildMatch]:
    """The first of two children told of, said to be this one."""
    told = receive(told=TOLD, by=by).children.get(place=0)
    contact = match_child(child=told, person=child.id, by=by)
    return contact, ChildMatch.objects.get()


def test_a_match_is_undone_or_decided_on(child: Any, decider: Any, registered: Make) -> None:
    """Of two who undo it and one who decides one wins, each other hears why; the child is not lost."""
    contact, match = matched(child, decider)
    leads, officer = registered("director"), registered("contact_officer")
    came = at_once(
        lambda: unmatch_child(match=match, why=WHY, by=decider),
        lambda: decide_contact(contact=contact, decision=REFERRED, by=leads),
        lambda: unmatch_child(match=match, why=WHY, by=officer),
    )
    undone, decided = ChildUnmatch.objects.count(), entries("decide_contact")
    assert undone + decided == 1 == entries("unmatch_child") + ContactStep.objects.count()
    why = {UNDONE, MOVED} if undone else {DECIDED}
    assert {said(one) for one in came if isinstance(one, str)} == why
    assert (match.child in unfound(), HelpEpisode.objects.count()) == (bool(undone), decided)


def test_who_is_matched_while_another_is_undone_is_not_lost(
    child: Any, decider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second child told of, said to be the same person as one just undone, has a contact that stands."""
    contact, match = matched(child, decider)
    ben = contact.contact_group.children.get(place=1)
    slowly(monkeypatch, "withdraw")
    at_once(
        lambda: unmatch_child(match=match, why=WHY, by=decider),
        lambda: later(match_child, child=ben, person=child.id, by=decider),
    )
    assert list(unfound()) == [match.child]
    assert ChildMatch.objects.get(child=ben).contact.withdrawn_at is None


def test_what_is_about_nobody_is_not_named_apart_as_well(
    decider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter closed as spam while somebody names a child of it: one reason stands, the child waits."""
    group = receive(told=replace(TOLD, children=(ChildNamed(note=NOT_SAID),)), by=decider)
    letter = group.children.get()
    slowly(monkeypatch, "check_waits")
    at_once(
        lambda: close_child(child=letter, kind=NotAChild.SPAM, why=WHY, by=decider),
        lambda: later(name_child, group=group, named=TOLD.children[0], by=decider),
    )
    assert [one.forename for one in unfound()] == ["Ada"]
    assert ChildTold.objects.get(pk=letter.pk).closed.kind == NotAChild.SPAM


def test_a_child_named_by_two_presses_is_named_once(decider: Any) -> None:
    """The same words of the same person at one moment are one child; another's are their own."""
    group = receive(told=TOLD, by=decider)
    cy = ChildNamed(forename="Cy")
    at_once(*[lambda: name_child(group=group, named=cy, by=decider)] * 2)
    assert [one.forename for one in group.children.order_by("place")] == ["Ada", "Ben", "Cy"]


def test_no_case_closes_as_somebody_sends_it_a_contact(
    child: Any, contact: Contact, registered: Make
) -> None:
    """Either the contact goes to a case that stays open until it is taken, or there is none to send it to."""
    case = HelpEpisode.objects.create(person=child, referred_on=CAME.date())
    one, two = registered("director"), registered("director")
    told = at_once(
        lambda: decide_contact(contact=contact, decision=SENT, by=one),
        lambda: close_case(episode=case, closing=DONE, by=two),
    )
    sent = ContactStep.objects.exists()
    assert HelpEpisode.objects.filter(closed_on=None).exists() == sent
    why = "nobody took it" if sent else "No case of this child is open"
    assert [why in one for one in told if isinstance(one, str)] == [True]


def test_a_second_child_is_matched_as_the_contact_is_decided(
    child: Any, decider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither waits for the other until the database ends one of them: both are kept."""
    contact, _ = matched(child, decider)
    ben = contact.contact_group.children.get(place=1)
    slowly(monkeypatch, "note", deciding)
    at_once(
        lambda: decide_contact(contact=contact, decision=decision(Outcome.ADVICE), by=decider),
        lambda: later(match_child, child=ben, person=child.id, by=decider),
    )
    assert (entries("decide_contact"), list(unfound())) == (1, [])
