"""Before somebody is added, whoever they may be already is shown, with the reasons."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.people import nets
from kinkeeper.people.candidates import Candidate, Told, candidates
from kinkeeper.people.models import Person, PersonAddress
from kinkeeper.people.patience import SearchFailed

AddPerson = Callable[..., Person]
AddUser = Callable[[str], User]
BORN = date(2009, 5, 13)
NUMBERS = {"nhs": "9434765919", "upn": "A123456789012"}


def found(who: User, told: Told) -> dict[object, Candidate]:
    """The candidates by who they are, likeliest first."""
    return {one.person.id: one for one in candidates(who=who, told=told)}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Told("Jon", "Smith", BORN), "same name"),
        (Told("Smith", "Jon", BORN), "names the other way round"),
        (Told("John", "Smith", date(2009, 12, 5)), "different date of birth"),
        (Told("Jon", "Smyth", date(2009, 5, 31)), "two digits of the date swapped"),
        (Told("Jon", "Brown", BORN), "same date of birth"),
        (Told("Xu", "Lin", numbers={"nhs": "943 476 5919"}), "same NHS number"),
        (Told(numbers={"upn": "a123456789012"}), "same unique pupil number"),
        (Told("Jon", "Smith", postcode="m160ab"), "same postcode"),
        (Told("", "", BORN, postcode="M16 0AB"), "same date of birth"),
        (Told("Jon", "Smith", address="4 Quill Lane, m16 0ab"), "same postcode"),
        (Told("Jon", "Brown", address="4 Quill Lane", age=5, on=date(2015, 1, 1)), "the age said"),
        (Told("Jon", "Smith", address="4, Quill Lane, Harrow"), "same address"),
    ],
)
def test_known_child_is_a_candidate(
    screener: User, person: AddPerson, told: Told, why: str
) -> None:
    """The same child told a little differently is shown before a second record is made."""
    jon = person("Jon Smith", born_on=BORN, numbers=NUMBERS)
    PersonAddress.objects.create(person=jon, lines="4 Quill Lane", postcode="M16 0AB")
    person("Aisha Khan", born_on=date(2015, 11, 2))
    people = found(screener, told)
    assert list(people) == [jon.id]
    assert why in people[jon.id].reasons


def test_number_outweighs_name(screener: User, person: AddPerson) -> None:
    """Whoever holds the number comes before whoever has the name."""
    namesake = person("Jon Smith", born_on=date(2014, 1, 1))
    holder = person("Jan Smit", numbers={"nhs": "9434765919"})
    told = Told("Jon", "Smith", BORN, numbers={"nhs": "9434765919"})
    people = found(screener, told)
    assert list(people) == [holder.id, namesake.id]
    assert 0 < people[namesake.id].score < people[holder.id].score < 1


def test_strangers_are_none(screener: User, person: AddPerson) -> None:
    """A different child born on the same day is nobody's duplicate."""
    person("Aisha Khan", born_on=BORN)
    person(born_on=BORN)
    assert [c.names for c in candidates(who=screener, told=Told("Jon", "Smith", BORN))] == []


def test_failure_is_never_nobody(screener: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look for duplicates that failed does not read as "no duplicates"."""

    def fail(*_: object) -> list[object]:
        raise DatabaseError

    monkeypatch.setattr(nets, "by_name_and_birth", fail)
    with pytest.raises(SearchFailed):
        candidates(who=screener, told=Told("Jon", "Smith"))


def test_needs_the_right_to_add(user: AddUser) -> None:
    """Only those who may add somebody are shown who is known."""
    with pytest.raises(NotAllowed):
        candidates(who=user("partner"), told=Told("Jon", "Smith"))


def test_is_audited(screener: User, person: AddPerson) -> None:
    """Who was shown to whom is in the audit."""
    jon = person("Jon Smith", born_on=BORN)
    candidates(who=screener, told=Told("Jon", "Smith", BORN))
    assert AuditEntry.objects.get(verb="searched").details["shown"] == [str(jon.id)]
