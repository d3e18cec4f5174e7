"""A protected address is told by nobody's page: not by their own, nor by those near them."""

from collections.abc import Callable
from typing import Any

import pytest

from kinkeeper.access.models import User
from kinkeeper.access.who import who_is
from kinkeeper.people import nets, queries
from kinkeeper.people.models import (
    FamilyGroup,
    FamilyMember,
    Person,
    PersonAddress,
    Relationship,
)
from kinkeeper.people.protected import guarded_addresses
from tests.people.conftest import AddPerson, AddUser

HOME = {"lines": "12 Oak Street\nSelly Oak", "postcode": "B29 6AA"}
OTHER = {"lines": "7 Elm Road", "postcode": "B30 1BB"}


def lives(one: Person, where: dict[str, str], *, protected: bool = False) -> None:
    PersonAddress.objects.create(person=one, protected=protected, **where)


def household(*people: Person) -> None:
    group = FamilyGroup.objects.create(kind="household")
    for one in people:
        FamilyMember.objects.create(group=group, person=one)


def carer(one: Person, other: Person) -> None:
    Relationship.objects.create(person=one, other=other, kind="carer_of")


def sibling(one: Person, other: Person) -> None:
    Relationship.objects.create(person=one, other=other, kind="sibling_of")


@pytest.fixture
def director(user: AddUser) -> User:
    """Somebody who sees every record, and no protected address."""
    return user("director")


@pytest.fixture
def two(person: AddPerson) -> tuple[Person, Person]:
    """A child with a protected home, and somebody else."""
    ada, ben = person("Ada Byron"), person("Ben Byron")
    lives(ada, HOME, protected=True)
    return ada, ben


def seen(who: User, one: Person) -> list[str]:
    """The postcodes, or lines, that are shown."""
    rows = queries.addresses_of(who=who, person_id=one.id)
    return sorted(row.postcode or row.lines for row in rows)


@pytest.mark.parametrize("tie", [household, carer, sibling, lambda a, b: carer(b, a)])
def test_those_near_do_not_tell(
    director: User, two: tuple[Person, Person], tie: Callable[[Person, Person], None]
) -> None:
    """Who lives with the child, cares for them or is a sibling: another address of theirs is shown."""
    ada, ben = two
    tie(ada, ben)
    lives(ben, HOME)
    lives(ben, OTHER)
    assert seen(director, ben) == ["B30 1BB"]


def test_a_stranger_in_the_street_is_left_alone(director: User, two: tuple[Person, Person]) -> None:
    """Nobody near the child: nothing is told by it, and nothing kept back."""
    lives(two[1], HOME)
    assert seen(director, two[1]) == ["B29 6AA"]


@pytest.mark.parametrize(
    "plain",
    [
        {"lines": "12, oak street,\nSELLY OAK"},
        {"lines": "12 Oak Street"},
        {"postcode": "B29 6AA"},
        {"lines": "Somewhere else, b296aa"},
        {"lines": "12 Oak St", "postcode": "B29 6AA"},
    ],
)
def test_ones_own_plain_row_does_not_tell(
    director: User, two: tuple[Person, Person], plain: dict[str, str]
) -> None:
    """However it was typed."""
    lives(two[0], plain)
    assert seen(director, two[0]) == []


def test_a_search_by_postcode_does_not_tell(
    screener: User, director: User, two: tuple[Person, Person]
) -> None:
    """It finds a stranger of that postcode, and neither the child nor who lives with them."""
    ada, ben = two
    stranger = Person.objects.create(kind="adult")
    for one in (ada, ben, stranger):
        lives(one, HOME)
    household(ada, ben)
    found = nets.by_postcode(who_is(director.id), HOME["postcode"])
    assert [one.person_id for one in found] == [stranger.id]


def test_it_takes_few_questions(
    director: User, two: tuple[Person, Person], django_assert_max_num_queries: Any
) -> None:
    """Two for those near and their addresses, however many they are."""
    household(*two, *(Person.objects.create(kind="child") for _ in range(9)))
    who = who_is(director.id)
    with django_assert_max_num_queries(2 + 2):  # and two for what stands against the asker
        guarded = guarded_addresses(who=who, person_id=two[1].id)
    assert len(guarded) == 1
