"""Families as people at work record them: dated, never written over, and silent of who is closed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from kinkeeper.access.models import Conflict, Restriction, User
from kinkeeper.access.who import who_is
from kinkeeper.chronology.models import Revision
from kinkeeper.cli import sample_family
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.kernel.moment import today
from kinkeeper.people import family_actions as verbs
from kinkeeper.people import queries
from kinkeeper.people.family_kinds import Confidence, EcomapKind, RelationshipKind, Strength, Way
from kinkeeper.people.family_queries import household_of, near_of
from kinkeeper.people.kin import kin
from kinkeeper.people.models import EcomapTie, Person, Relationship
from kinkeeper.workforce.models import Allocation, Worker

pytestmark = pytest.mark.django_db
AddPerson = Callable[..., Person]
AddUser = Callable[[str], User]
LONG_AGO = date(2020, 1, 1)
MOTHER, SIBLING = RelationshipKind.MOTHER_OF, RelationshipKind.SIBLING_OF
CLUB = verbs.Near(
    name="Youth club",
    kind=EcomapKind.COMMUNITY,
    strength=Strength.WEAK,
    way=Way.TO_CHILD,
    since=LONG_AGO,
)


def said(kind: RelationshipKind, **more: object) -> verbs.Tied:
    """A tie as the mother told it."""
    return verbs.Tied(kind=kind, confidence=Confidence.SAID, told_by="Mother", **more)  # type: ignore[arg-type]


def by(child: Person, worker: User) -> dict[str, Any]:
    """Of whose record, and who records it."""
    return {"child": child.id, "by": worker}


@pytest.fixture
def child(person: AddPerson) -> Person:
    """A child."""
    return person("Jon Smith", born_on=date(2015, 5, 13))


@pytest.fixture
def worker(user: AddUser, child: Person) -> User:
    """The child's social worker."""
    one = user("social_worker")
    works_with(one, child)
    return one


def works_with(user: User, child: Person) -> None:
    """They carry the child from now on."""
    worker, _ = Worker.objects.get_or_create(full_name=user.full_name, user=user)
    facts = {"person": child, "worker": worker, "role": "lead", "started_on": LONG_AGO}
    Allocation.objects.create(**facts)


def restrict(person: Person, by: User) -> None:
    """Close somebody's record."""
    later = today() + timedelta(days=30)
    Restriction.objects.create(person_id=person.id, reason="danger", set_by=by, review_on=later)


def test_a_tie_is_added_changed_and_ended_and_nothing_is_lost(
    child: Person, worker: User, person: AddPerson
) -> None:
    """Each is a row with its days and its source; what was stays to be read."""
    mother = person("Ada Smith", kind="adult")
    of = by(child, worker)
    first = verbs.tie(one=mother.id, other=child.id, tied=said(MOTHER, started_on=LONG_AGO), **of)
    now = said(MOTHER, no_contact=True)
    second = verbs.change_tie(was=first, tied=now, on=date(2024, 1, 1), **of)
    verbs.end_tie(was=second, on=today(), **of)
    rows = Relationship.objects.order_by("started_on").values_list(
        "started_on", "ended_on", "no_contact"
    )
    assert list(rows) == [(LONG_AGO, date(2024, 1, 1), False), (date(2024, 1, 1), today(), True)]
    assert Revision.objects.filter(entity_id=str(first.id), field="ended_on").exists()


def test_a_mistake_is_shown_nowhere_and_kept(
    child: Person, worker: User, person: AddPerson
) -> None:
    """It is neither drawn nor listed; the row is there, ended and marked."""
    aunt, of = person("Eve Smith", kind="adult"), by(child, worker)
    row = verbs.tie(one=aunt.id, other=child.id, tied=said(MOTHER), **of)
    verbs.end_tie(was=row, on=today(), mistake=True, **of)
    assert not kin(who=worker, person_id=child.id).ties
    assert not queries.relationships_of(who=worker, person_id=child.id)
    assert Relationship.objects.get().mistake
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.update(ended_on=None)


def test_brothers_are_recorded_once_from_either_side(
    child: Person, worker: User, person: AddPerson
) -> None:
    """Of two children it takes both records; what is said already is not said again, nor ahead."""
    brother = person("Tom Smith", born_on=date(2012, 1, 1))
    works_with(worker, brother)
    verbs.tie(child=child.id, one=brother.id, other=child.id, tied=said(SIBLING), by=worker)
    with pytest.raises(Refused, match="recorded already"):
        verbs.tie(child=child.id, one=child.id, other=brother.id, tied=said(SIBLING), by=worker)
    ahead = said(MOTHER, started_on=today() + timedelta(days=1))
    with pytest.raises(BadInput):
        verbs.tie(child=child.id, one=brother.id, other=child.id, tied=ahead, by=worker)


def test_one_refusal_for_who_is_not_reached_closed_or_nobody(
    child: Person, worker: User, person: AddPerson, user: AddUser
) -> None:
    """Another's child, a restricted one, one in conflict and nobody at all: the same words."""
    others, closed, own = (person(f"{name} Smith") for name in ("Tom", "Ann", "Eve"))
    restrict(closed, namer := user("director"))
    Conflict.objects.create(user=worker, person_id=own.id, reason="family", named_by=namer)
    given = (*(reference(one.id) for one in (others, closed, own)), "ZZZZZ-ZZZZZ", "no reference")
    assert len({refusal(worker, text) for text in given}) == 1
    for one in (others, closed, own):
        with pytest.raises(Refused, match="Nobody by that reference"):
            verbs.move_in(child=child.id, other=one.id, on=today(), by=worker)


def refusal(worker: User, text: str) -> tuple[type, str, str]:
    """What somebody hears who names another by this reference."""
    with pytest.raises(Refused) as refused:
        verbs.by_reference(who=worker, text=text)
    return type(refused.value), refused.value.message, refused.value.do


def test_who_lives_here_since_when(
    child: Person, worker: User, person: AddPerson, user: AddUser
) -> None:
    """Moving in makes a household or joins it, whoever else is in it; moving out ends with its day."""
    mother, of = person("Ada Smith", kind="adult"), by(child, worker)
    verbs.move_in(other=mother.id, on=LONG_AGO, **of)
    restrict(mother, user("director"))
    uncle = person("Ned Smith", kind="adult")
    member = verbs.move_in(other=uncle.id, on=date(2023, 1, 1), **of)
    assert living(worker, child) == {child.id: LONG_AGO, uncle.id: date(2023, 1, 1)}
    with pytest.raises(Refused, match="live here already"):
        verbs.move_in(other=uncle.id, on=today(), **of)
    verbs.move_out(member=member, on=today(), **of)
    assert list(living(worker, child)) == [child.id]


def living(worker: User, child: Person) -> dict[UUID, date | None]:
    """Who lives with the child, since when, as the worker may see it."""
    rows = household_of(who=worker, person_id=child.id)
    return {row.person_id: row.started_on for row in rows}


def test_what_is_near_changes_by_a_new_row(child: Person, worker: User) -> None:
    """A club that grew dear: both are there, each with its days; words of people are for who reads."""
    was = verbs.bring_near(child=child.id, near=CLUB, by=worker)
    dear = {"kind": CLUB.kind, "strength": Strength.STRONG, "way": Way.BOTH, "since": today()}
    now = verbs.change_near(was=was, near=verbs.Near(name="Youth club", **dear), by=worker)  # type: ignore[arg-type]
    rows = {row.strength: row.ended_on for row in near_of(who=worker, person_id=child.id)}
    assert rows == {"weak": today(), "strong": None}
    verbs.let_go(was=now, on=today(), by=worker)
    with pytest.raises(Refused):
        verbs.let_go(was=now, on=today(), by=worker)
    assert EcomapTie.objects.filter(ended_on=None).count() == 0


def test_the_sample_is_made_by_the_verbs(child: Person, worker: User) -> None:
    """What a visitor finds around a worker's first child: four ties, one of them grown strong."""
    assert sample_family.make(worker=who_is(worker.id)) == 1
    found = near_of(who=worker, person_id=child.id)
    assert sorted(one.ended_on is None for one in found) == [False, True, True, True, True]
