"""What search and the questions about people show, and to whom."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from kinkeeper.access.depth import Depth
from kinkeeper.access.models import Restriction, User
from kinkeeper.access.relationships import Relationship as Reach
from kinkeeper.access.relationships import only
from kinkeeper.people import nets, queries
from kinkeeper.people.models import Person, PersonAddress, PersonIdentifier
from kinkeeper.people.presenters import age, label
from kinkeeper.people.search import search

AddPerson = Callable[..., Person]
AddUser = Callable[[str], User]


@pytest.fixture
def no_relationships() -> Iterator[None]:
    """Nobody is related to anybody by work."""
    with only():
        yield


def restrict(person: Person, by: User) -> Restriction:
    """Close somebody's record."""
    return Restriction.objects.create(
        person_id=person.id, reason="danger", set_by=by, review_on=date(2026, 12, 20)
    )


def test_restricted_person_is_not_there(screener: User, person: AddPerson) -> None:
    """A restricted person is found by none of name, number, birth, address; another still is."""
    hidden = person("Jon Smith", born_on=date(2009, 5, 13), numbers={"nhs": "9434765919"})
    PersonAddress.objects.create(person=hidden, postcode="M16 0AB")
    open_one = person("Jon Smith")
    restrict(hidden, screener)
    for typed in ("jon smith", "9434765919", "13/05/2009", "M16 0AB", "smith 13/05/2009"):
        found = search(who=screener, text=typed).hits
        assert {hit.person.id for hit in found} <= {open_one.id}, typed


def test_restricted_do_not_crowd_out(
    screener: User, person: AddPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many people are hidden from the asker, those who are not are all found."""
    monkeypatch.setattr(nets, "MOST_CANDIDATES", 3)
    for _ in range(6):
        restrict(person("Jon Smith"), screener)
    seen = person("Jon Smithe")
    assert [hit.person.id for hit in search(who=screener, text="jon smith").hits] == [seen.id]


@pytest.mark.usefixtures("no_relationships")
def test_address_is_not_fished_for(user: AddUser, person: AddPerson) -> None:
    """Who may know only that a child exists does not learn from a postcode where the child lives."""
    one = person("Ada Byron")
    PersonAddress.objects.create(person=one, postcode="M16 0AB")
    worker = user("social_worker")
    assert search(who=worker, text="M16 0AB").hits == ()
    assert [hit.person.id for hit in search(who=worker, text="byron").hits] == [one.id]


def test_names_are_masked_from_those_who_see_codes(user: AddUser, person: AddPerson) -> None:
    """An analyst finds by number alone, and is shown no name."""
    one = person("Ada Byron", numbers={"la_child_id": "C0042"})
    analyst = user("performance_analyst")
    hits = search(who=analyst, text="c0042").hits
    assert [(hit.person.id, hit.names) for hit in hits] == [(one.id, ())]
    assert search(who=analyst, text="byron").hits == ()


def test_an_address_is_masked_where_names_are(user: AddUser, person: AddPerson) -> None:
    """An analyst has the postcode, which returns hold, and not the house."""
    one = person("Ada Byron")
    PersonAddress.objects.create(person=one, lines="12 Oak Street", postcode="B29 6AA")
    found = queries.addresses_of(who=user("performance_analyst"), person_id=one.id)
    assert [(row.lines, row.postcode) for row in found] == [("", "B29 6AA")]
    assert queries.addresses_of(who=user("director"), person_id=one.id)[0].lines


def test_protected_address_by_permission(user: AddUser, person: AddPerson) -> None:
    """A protected address is read only by those who may see protected addresses."""
    one = person("Ada Byron")
    for protected in (True, False):
        PersonAddress.objects.create(person=one, lines=f"{protected} St", protected=protected)
    reach = Reach("t", "T", lambda *_: Person.objects.values("id"), lambda *_: True, Depth.RECORD)
    with only(reach):
        seen = [
            len(queries.addresses_of(who=user(role), person_id=one.id))
            for role in ("social_worker", "personal_adviser")
        ]
    assert seen == [2, 1]


LABELS = [
    ("Jon Smith", {}, "Smith, Jon"),
    ("Jon Smith", {"known_as": "Jonny Smith"}, "Smith, Jon (known as Jonny)"),
    ("Jon Smith", {"known_as": "Jon Smith"}, "Smith, Jon"),
    ("Smith", {}, "Smith"),
    ("", {"adoptive": "Rosa Quill"}, "Quill, Rosa"),
]


@pytest.mark.parametrize(("name", "others", "said"), LABELS)
def test_label(
    screener: User, person: AddPerson, name: str, others: dict[str, str], said: str
) -> None:
    """A person is headed by surname and forename, and by what they are known as where it differs."""
    one = person(name, **others)
    names = queries.names_of(screener, [one.id])[one.id]
    assert str(label(one, names)) == said


def test_label_of_the_nameless(person: AddPerson) -> None:
    """A child without a name is headed by the reference, never by a blank."""
    one = person()
    assert str(label(one, ())).startswith("Name not recorded (")
    assert label(one, ()).reference in str(label(one, ()))


DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"born_on": date(2009, 5, 13)}, "17 years"),
        ({"born_on": date(2009, 11, 24)}, "16 years"),
        ({"born_on": date(2009, 11, 23)}, "17 years"),
        ({"born_on": date(2024, 12, 1)}, "23 months"),
        ({"born_on": date(2026, 10, 20)}, "1 month"),
        ({"born_on": date(2026, 11, 22)}, "1 day"),
        ({"born_on": date(2026, 11, 23)}, "0 days"),
        ({"born_on": date(2009, 5, 13), "born_on_estimated": True}, "about 17 years"),
        ({"expected_on": date(2027, 6, 4)}, "expected 4 June 2027"),
        ({}, "age not known"),
        (
            {"born_on": date(2009, 5, 13), "died_on": date(2025, 1, 2)},
            "died 2 January 2025, aged 15 years",
        ),
    ],
)
def test_age(given: dict[str, object], said: str) -> None:
    """Age is said in words a person would use."""
    assert age(Person(**given), DAY) == said


def test_identifiers_newest_first(screener: User, person: AddPerson) -> None:
    """A person's numbers are listed by kind, the latest first."""
    one = person()
    for value, start in (("A1", date(2019, 1, 1)), ("A2", date(2021, 1, 1))):
        PersonIdentifier.objects.create(person=one, kind="legacy", value=value, valid_from=start)
    found = queries.identifiers_of(who=screener, person_id=one.id)
    assert [row.value for row in found] == ["A2", "A1"]
