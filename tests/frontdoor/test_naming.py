"""The children of a contact put right: named later, unmatched, or no child to be looked for."""

from dataclasses import astuple
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.chronology.models import Event
from kinkeeper.duties.models import Duty
from kinkeeper.frontdoor import actions
from kinkeeper.frontdoor.contact_queries import undecided, unfound
from kinkeeper.frontdoor.group_queries import GroupShown, of_groups, undone_of
from kinkeeper.frontdoor.kinds import Channel, ContactOutcome, ContactReason, NotAChild, Rating
from kinkeeper.frontdoor.models import ChildMatch, ChildTold, Contact, ContactGroup, ContactStep
from kinkeeper.frontdoor.shift_queries import days
from kinkeeper.frontdoor.told import NOT_SAID, ChildNamed, Told
from kinkeeper.frontdoor.waits import what_waits
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import held
from tests.frontdoor.conftest import CAME, LATER, Make, decision

pytestmark = pytest.mark.django_db
WHY = "It is another child of that name."
ADA = ChildNamed(forename="Ada")


@pytest.fixture
def letter(decider: Any) -> ContactGroup:
    """A letter, taken as it came: nobody has said yet whom it tells of."""
    told = Told(received_at=CAME, channel=Channel.EMAIL, reason=ContactReason.OTHER,
                children=(ChildNamed(note=NOT_SAID),), concern="Ada and Ben sleep in a car.")  # fmt: skip
    return actions.receive(told=told, by=decider)


def matched(letter: ContactGroup, child: Any, by: Any) -> Contact:
    """Ada, named and said to be this child."""
    named = actions.name_child(group=letter, named=ADA, by=by)
    return actions.match_child(child=named, person=child.id, by=by)


def waiting(who: Any) -> tuple[GroupShown, ...]:
    """What waits, as it is shown."""
    return of_groups(who=who, ids=[one.id for one in what_waits(who=who)])


def undo(by: Any) -> Any:
    """The last match undone."""
    last = ChildMatch.objects.latest("at")
    return actions.unmatch_child(match=last, why=WHY, by=by)


def test_a_letter_tells_of_as_many_children_as_are_read_in_it(
    letter: ContactGroup, child: Any, decider: Any
) -> None:
    """What stood for them is closed as named apart; each is found or added by themselves."""
    matched(letter, child, decider)
    ben = actions.name_child(group=letter, named=ChildNamed(forename="Ben"), by=decider)
    assert set(unfound()) == {ben}
    assert actions.add_child(child=ben, by=decider).received_at == CAME
    assert Contact.objects.filter(contact_group=letter).count() == 2
    assert [one.closed.kind for one in ChildTold.objects.exclude(closed=None)] == ["named"]


def test_nobody_is_added_of_whom_nothing_is_told(letter: ContactGroup, decider: Any) -> None:
    """A letter not read yet makes no nameless record; what cannot be a child is said."""
    with pytest.raises(Refused, match="Nothing is told") as refused:
        actions.add_child(child=letter.children.get(), by=decider)
    assert refused.value.missing == "a name, a date of birth or an address"
    with pytest.raises(BadInput):
        actions.name_child(group=letter, named=ChildNamed(), by=decider)


def test_a_wrong_match_leaves_the_record_and_its_clocks(
    letter: ContactGroup, child: Any, decider: Any
) -> None:
    """Nothing of it is the wrong child's any more; who, when and why stay, and the child waits again."""
    contact = matched(letter, child, decider)
    actions.rate_contact(contact=contact, rag=Rating.RED, at=LATER, by=decider)
    undo(decider)
    told = Event.objects.filter(person_id=child.id, withdrawn=False)
    assert not told.exclude(id__in=Event.objects.values("corrects_id")).exists()
    assert not Duty.objects.filter(person_id=child.id, met_on=None, ended_on=None).exists()
    assert not undecided(contact.received_on).exists()
    assert [one.called for one in waiting(decider)[0].unmatched] == ["Ada"]
    assert [one.reason for one in undone_of(who=decider, group_id=letter.id)] == [WHY]
    assert (Contact.every.count(), ContactStep.objects.count()) == (1, 1)


def test_after_a_wrong_match_nothing_follows_on_it_and_the_right_one_may(
    letter: ContactGroup, child: Any, make: Make, decider: Any
) -> None:
    """A form still open for the wrong child is refused; the child may be matched anew, to either."""
    wrong = matched(letter, child, decider)
    undo(decider)
    with pytest.raises(Refused, match="found to be of another child"):
        actions.ask_for_writing(contact=wrong, at=LATER, by=decider)
    named = ChildTold.objects.get(forename="Ada")
    for person in (make(apps.get_model("people.Person")), child):
        actions.match_child(child=named, person=person.id, by=decider)
        assert undo(decider).match.contact.person_id == person.id
    assert [one.number for one in ChildMatch.objects.order_by("number")] == [1, 2, 3]


def test_nobody_is_matched_to_a_record_merged_away(
    letter: ContactGroup, child: Any, make: Make, decider: Any
) -> None:
    """From a page that was open before it was merged: the contact would be seen by nobody."""
    person = apps.get_model("people.Person")
    person.objects.filter(pk=child.pk).update(merged_into=make(person))
    with pytest.raises(Refused, match="merged into another"):
        matched(letter, child, decider)
    assert not Contact.objects.exists()


def test_what_was_decided_is_not_undone(letter: ContactGroup, child: Any, decider: Any) -> None:
    """The refusal says what is missing, and that nobody may waive it."""
    contact = matched(letter, child, decider)
    made = decision(ContactOutcome.ADVICE)
    actions.decide_contact(contact=contact, decision=made, by=decider)
    with pytest.raises(Refused) as refused:
        undo(decider)
    assert refused.value.missing == "a contact on which nothing was decided"
    assert refused.value.who_can_waive.startswith("nobody")


def test_what_is_about_no_child_is_closed_by_somebody_registered(
    letter: ContactGroup, granted: Make, decider: Any
) -> None:
    """It leaves the queue; neither an officer nor somebody unregistered may, and it is done once."""
    facts: dict[str, Any] = {"child": letter.children.get(), "kind": NotAChild.SPAM, "why": WHY}
    with pytest.raises(NotAllowed):
        actions.close_child(**facts, by=granted("contact_officer"))
    with pytest.raises(Refused, match="registered"):
        actions.close_child(**facts, by=granted("mash_decision_maker"))
    assert actions.close_child(**facts, by=decider).by_role == "mash_decision_maker"
    assert waiting(decider) == ()
    with pytest.raises(Refused, match="no child to be looked for"):
        actions.close_child(**facts, by=decider)
    actions.name_child(group=letter, named=ADA, by=decider)
    assert [one.called for one in waiting(decider)[0].unmatched] == ["Ada"]


def test_the_day_counts_who_is_not_found_and_what_is_no_child(
    letter: ContactGroup, child: Any, decider: Any
) -> None:
    """Told of on one day, one found on the next: nobody is lost between the columns."""
    came = letter.received_on
    for name in ("Ada", "Ben", "Cy"):
        actions.name_child(group=letter, named=ChildNamed(forename=name), by=decider)
    with held(came + timedelta(days=1)):
        ada, ben, _ = ChildTold.objects.exclude(forename="").order_by("place")
        actions.match_child(child=ada, person=child.id, by=decider)
        twice = "He was named twice."
        actions.close_child(child=ben, kind=NotAChild.MISTAKE, why=twice, by=decider)
        after, day, before = (astuple(one)[1:] for one in days(who=decider, days=3))
    assert (after, day, before) == ((0, 0, 1, 2, 1), (3, 0, 0, 3, 3), (0, 0, 0, 0, 0))
