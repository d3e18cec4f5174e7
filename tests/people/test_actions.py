"""The verbs about people: each does one thing, refuses what cannot be, and leaves its audit row."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from kinkeeper.access.depth import Depth
from kinkeeper.access.models import AuditEntry, User
from kinkeeper.access.relationships import Relationship as Reach
from kinkeeper.access.relationships import only
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.people import actions, queries
from kinkeeper.people.models import Person, PersonName
from kinkeeper.people.numbers import is_nhs
from kinkeeper.people.search import search

AddPerson = Callable[..., Person]
DAY = date(2024, 5, 1)


@pytest.fixture
def worker(user: Callable[[str], User]) -> Iterator[User]:
    """A social worker to whom everybody is allocated."""
    everybody = Reach(
        "test", "Test", lambda *_: Person.objects.values("id"), lambda *_: True, Depth.RECORD
    )
    with only(everybody):
        yield user("social_worker")


def test_added_person_is_found(worker: User) -> None:
    """Somebody added is found at once, by whoever may know of them, and the audit says who did it."""
    one = actions.add_person(forename=" Jon ", surname="Smith", born_on=DAY, by=worker)
    hits = search(who=worker, text="smith jon").hits
    assert [hit.person for hit in hits] == [one]
    assert hits[0].names[0].forename == "Jon"
    entry = AuditEntry.objects.get(verb="people.add_person")
    assert (entry.actor_id, one.recorded_by) == (worker.id, worker.id)


def test_unborn_child_is_a_person(worker: User) -> None:
    """A child not yet born is a person with an expected date, and is born once."""
    baby = actions.add_person(expected_on=date(2026, 12, 24), by=worker)
    actions.record_birth(person=baby, born_on=date(2026, 12, 20), by=worker)
    baby.refresh_from_db()
    assert (baby.born_on, baby.expected_on) == (date(2026, 12, 20), None)
    with pytest.raises(Refused):
        actions.record_birth(person=baby, born_on=DAY, by=worker)


def test_born_is_not_expected(worker: User) -> None:
    """Both dates at once are refused at the door."""
    with pytest.raises(BadInput):
        actions.add_person(born_on=DAY, expected_on=DAY, by=worker)


def test_new_legal_name_keeps_the_old(worker: User, person: AddPerson) -> None:
    """A name that changed is still known, as a former name that ended when the new one began."""
    one = person("Jon Smith")
    actions.add_name(
        person=one, kind="legal", forename="Jon", surname="Okoro", valid_from=DAY, by=worker
    )
    old = PersonName.objects.get(person=one, surname="Smith")
    assert (old.kind, old.valid_to) == ("former", DAY)
    assert [n.surname for n in queries.names_of(worker, [one.id])[one.id]] == ["Okoro", "Smith"]


def test_name_needs_a_name(worker: User, person: AddPerson) -> None:
    """Blanks are no name."""
    with pytest.raises(BadInput):
        actions.add_name(person=person(), kind="legal", forename="  ", by=worker)


def test_number_of_another_is_refused(worker: User, person: AddPerson) -> None:
    """A number that another record holds is refused, and a merge proposed."""
    person("Jon Smith", numbers={"nhs": "9434765919"})
    with pytest.raises(Refused, match="may be the same person") as refused:
        actions.add_identifier(person=person(), kind="nhs", value="943 476 5919", by=worker)
    assert "merge" in refused.value.do


@pytest.mark.parametrize(
    ("kind", "value"), [("nhs", "9434765918"), ("upn", "123"), ("uln", "x"), ("legacy", " ")]
)
def test_impossible_number(worker: User, person: AddPerson, kind: str, value: str) -> None:
    """A number that cannot be one of its kind is refused."""
    with pytest.raises(BadInput):
        actions.add_identifier(person=person(), kind=kind, value=value, by=worker)


@pytest.mark.parametrize(
    ("value", "right"),
    [("9434765919", True), ("9434765918", False), ("943476591", False), ("4010232137", True)],
)
def test_nhs_check_digit(value: str, right: bool) -> None:
    """The tenth digit of an NHS number is worked out from the nine before it."""
    assert is_nhs(value) is right


def test_number_or_reason(worker: User, person: AddPerson) -> None:
    """Either the number or why there is none: never both, never neither."""
    one = person()
    row = actions.add_identifier(person=one, kind="upn", unknown_reason="UN1", by=worker)
    assert row.value is None
    with pytest.raises(BadInput):
        actions.add_identifier(person=one, kind="upn", by=worker)


def test_address_ends_the_one_before(worker: User, person: AddPerson) -> None:
    """Moving house ends the old address on the day the new one starts."""
    one = person()
    old = actions.record_address(person=one, postcode="m160ab", by=worker)
    actions.record_address(person=one, lines="2 Low Road", valid_from=DAY, by=worker)
    old.refresh_from_db()
    assert (old.postcode, old.valid_to) == ("M16 0AB", DAY)


def test_safe_address_is_protected(worker: User, person: AddPerson) -> None:
    """Nobody has to remember to protect a refuge's address."""
    row = actions.record_address(person=person(), kind="safe", lines="The refuge", by=worker)
    assert row.protected


def test_relate_once(worker: User, person: AddPerson) -> None:
    """A relationship is recorded once, between two people."""
    mother, child = person("Ada Smith", kind="adult"), person("Jon Smith")
    actions.relate(person=mother, other=child, kind="mother_of", by=worker)
    assert queries.relationships_of(who=worker, person_id=child.id).get().person == mother
    for one, other in ((mother, child), (child, child)):
        with pytest.raises(Refused):
            actions.relate(person=one, other=other, kind="mother_of", by=worker)


def test_family(worker: User, person: AddPerson) -> None:
    """People in a family group are listed together, each once."""
    mother, child = person("Ada Smith", kind="adult"), person("Jon Smith")
    member = actions.join_family(person=mother, kind="household", by=worker)
    actions.join_family(person=child, group=member.group, by=worker)
    family = queries.family_of(who=worker, person_id=child.id)
    assert {one.person for one in family} == {mother, child}
    with pytest.raises(Refused):
        actions.join_family(person=child, group=member.group, by=worker)


def test_who_may_not_edit_changes_nothing(screener: User, person: AddPerson) -> None:
    """Whoever sees only the banner adds no name."""
    one = person("Jon Smith")
    with pytest.raises(NotAllowed):
        actions.add_name(person=one, kind="legal", surname="Okoro", by=screener)
    assert one.names.count() == 1
