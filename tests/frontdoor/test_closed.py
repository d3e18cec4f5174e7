"""What waits behind a restriction or a tie: who may open it is said, and told where nobody here may."""

from datetime import timedelta
from typing import Any

import pytest

from kinkeeper.access.models import Conflict, Restriction, RestrictionPermit
from kinkeeper.access.services import operator
from kinkeeper.casefile.models import Alert
from kinkeeper.frontdoor.actions import add_child
from kinkeeper.frontdoor.closed import NOR_YOU, YOU, may_open, tell_of_closed
from kinkeeper.frontdoor.models import ChildTold, Contact
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import PersonName
from tests.frontdoor.conftest import Make

pytestmark = pytest.mark.django_db


@pytest.fixture
def restricted(contact: Contact, decider: Any) -> Restriction:
    """The contact's child, closed to all who are not let in."""
    later = today() + timedelta(days=30)
    facts = {"reason": "danger", "scope": "record", "review_on": later, "set_by": decider}
    return Restriction.objects.create(person_id=contact.person_id, **facts)


@pytest.mark.usefixtures("restricted")
def test_what_nobody_may_open_is_told_to_every_senior_once(granted: Make, decider: Any) -> None:
    """A head of service and a director hear of it, who name no child and see none."""
    seniors = {granted(role).id for role in ("head_of_service", "director")}
    assert may_open(who=decider) == ((), 1)
    assert [tell_of_closed(by=operator()) for _ in range(2)] == [1, 1]
    told = Alert.objects.filter(person=None).values_list("owner_user", "reason")
    assert Alert.objects.count() == len(told)
    assert set(told) == {(one, NOR_YOU) for one in seniors}


def test_who_may_open_it_alone_is_told(
    restricted: Restriction, granted: Make, decider: Any
) -> None:
    """By title to who reads the queue; by an alert to who is let in, and to nobody beside."""
    head, _ = granted("head_of_service"), granted("director")
    RestrictionPermit.objects.create(restriction=restricted, user=head, permitted_by=head)
    assert may_open(who=decider) == (("Head of service",), 0)
    tell_of_closed(by=operator())
    assert list(Alert.objects.values_list("owner_user", "reason")) == [(head.id, YOU)]


@pytest.mark.usefixtures("contact")
def test_a_tie_of_one_is_a_colleagues_to_take(child: Any, granted: Make, decider: Any) -> None:
    """No alert where another decision-maker may; the one who is tied is told by title whom to ask."""
    colleague = granted("mash_decision_maker")
    Conflict.objects.create(user=decider, person_id=child.id, reason="friend", named_by=colleague)
    assert may_open(who=decider) == (("Front door decision-maker",), 0)
    assert tell_of_closed(by=operator()) == 0
    assert not Alert.objects.filter(kind="contact_closed_to_door").exists()


@pytest.mark.usefixtures("restricted")
def test_who_is_added_and_like_a_closed_record_is_told_to_who_may_see_it(
    child: Any, make: Make, granted: Make, decider: Any
) -> None:
    """Whoever added them reads nothing of it anywhere; of somebody unlike, nobody hears."""
    head, named = granted("head_of_service"), {"forename": "Wenna", "surname": "Oakhanger"}
    granted("director")
    row = Restriction.objects.get()
    RestrictionPermit.objects.create(restriction=row, user=head, permitted_by=head)
    make(PersonName, person=child, kind="legal", **named)
    for place, said in enumerate((named, {"forename": "Jory", "surname": "Trevanion"})):
        add_child(child=make(ChildTold, place=place, **said), by=granted("contact_officer"))
    told = Alert.objects.filter(kind="alike_closed_record")
    assert list(told.values_list("owner_user", "person")) == [(head.id, child.id)]
