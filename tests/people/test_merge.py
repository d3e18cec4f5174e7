"""Two records become one, and two again, with nothing lost and nothing left behind."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kinkeeper.access.models import Conflict, Restriction, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.people import moving, upwards
from kinkeeper.people.actions import merge, unmerge
from kinkeeper.people.models import (
    Disability,
    FamilyGroup,
    FamilyMember,
    Merge,
    MergedRow,
    NameKey,
    Person,
    PersonAddress,
    PersonName,
    Relationship,
)
from kinkeeper.people.queries import ids_of, survivor
from kinkeeper.people.search import search

AddPerson = Callable[..., Person]
AddUser = Callable[[str], User]
Known = tuple[str, dict[str, Any]]  # a name and facts
WHY = "the same child, entered twice"
START = date(2024, 1, 5)
MISTAKE = "cousins with one name"
LOGS = {
    "access_auditentry",
    "duties_checkrun",
    "chronology_revision",
    "people_merge",
    "people_mergedrow",
}
ROWS = "SELECT '{0}', (SELECT array_agg(x::text ORDER BY x.{1}) FROM {0} x)"


@pytest.fixture
def manager(user: AddUser) -> Iterator[User]:
    """A team manager whose team has everybody."""
    from kinkeeper.access.depth import Depth
    from kinkeeper.access.relationships import Relationship as Reach
    from kinkeeper.access.relationships import only

    everybody = Reach(
        "test", "Test", lambda *_: Person.objects.values("id"), lambda *_: True, Depth.RECORD
    )
    with only(everybody):
        yield user("team_manager")


def everything() -> dict[str, Any]:
    """Every row of every table but the logs, whole; derived keys by what they say."""
    keys = NameKey.objects.order_by("person", "key").values_list("person", "key")
    with connection.cursor() as cursor:
        cursor.execute(_every_row())
        return {**dict(cursor.fetchall()), "keys": list(keys)}


@cache
def _every_row() -> str:
    """In one question: they are some two hundred tables, and are asked for again and again."""
    tables = set(connection.introspection.table_names()) - LOGS
    models = [m for m in apps.get_models() if m._meta.db_table in tables and not _stays(m)]
    assert len(models) > 100
    named = ((m._meta.db_table, m._meta.pk.column) for m in models)
    return " UNION ALL ".join(ROWS.format(table, key) for table, key in named)


def test_merge_moves_everything(manager: User, person: AddPerson) -> None:
    """Names, numbers, addresses and family of the dropped record belong to the kept one."""
    keep = person("Jon Smith", numbers={"nhs": "9434765919"})
    drop = person("John Smyth", known_as="Jonny Smyth", numbers={"upn": "A123456789012"})
    mother = person("Ada Smith", kind="adult")
    Relationship.objects.create(person=mother, other=drop, kind="mother_of")
    merge(keep=keep, drop=drop, reason=WHY, by=manager)
    assert {one.value for one in keep.identifiers.all()} == {"9434765919", "A123456789012"}
    assert keep.relationships_of_others.get().person == mother
    assert dict(keep.names.values_list("surname", "kind").filter(forename="John")) == {
        "Smyth": "former"
    }


def test_merge_fills_gaps_only(manager: User, person: AddPerson) -> None:
    """What the kept record says stands; what it does not say comes from the other."""
    keep = person(expected_on=date(2026, 3, 1), ethnicity="WBRI")
    drop = person(born_on=date(2026, 2, 27), born_on_estimated=True, ethnicity="MWBC", sex="F")
    merge(keep=keep, drop=drop, reason=WHY, by=manager)
    keep.refresh_from_db()
    assert (keep.born_on, keep.expected_on) == (date(2026, 2, 27), None)
    assert (keep.ethnicity, keep.sex, keep.born_on_estimated) == ("WBRI", "F", True)


def test_both_ids_resolve(manager: User, person: AddPerson) -> None:
    """The id and the reference of the dropped record lead to the kept one, however long the chain."""
    one, two, three = person("A One"), person("A Two"), person("A Three")
    merge(keep=two, drop=one, reason=WHY, by=manager)
    merge(keep=three, drop=two, reason=WHY, by=manager)
    assert survivor(one.id) == survivor(two.id) == survivor(three.id) == three.id
    assert set(ids_of(one.id)) == {one.id, two.id, three.id}
    assert not Person.objects.filter(merged_into__merged_into__isnull=False).exists()
    found = search(who=manager, text=reference(one.id)).hits
    assert [hit.person.id for hit in found] == [three.id]


def _stays(model: Any) -> bool:
    return any(getattr(model, mark, False) for mark in moving.STAYS)


facts = st.fixed_dictionaries(
    {},
    optional={
        "born_on": st.dates(date(2008, 1, 1), date(2020, 1, 1)),
        "sex": st.sampled_from("MFU"),
        "ethnicity": st.sampled_from(["WBRI", "AIND"]),
        "mother": st.booleans(),
    },
)
restoring = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
known = st.tuples(st.sampled_from(["", "Jon Smith", "Zoë O'Neill", "Li Wei"]), facts)


@restoring
@given(one=known, other=known, rows=st.integers(0, 31))
def test_unmerge_restores_every_byte(
    manager: User, person: AddPerson, one: Known, other: Known, rows: int
) -> None:
    """Whatever two people hold, merging and un-merging leaves every row as it was."""
    keep, drop = (person(name, **facts) for name, facts in (one, other))
    _furnish(person, keep, drop, rows)
    before = everything()
    made = merge(keep=keep, drop=drop, reason=WHY, by=manager)
    assert everything() != before
    unmerge(merge=made, reason=MISTAKE, by=manager)
    assert everything() == before


def _furnish(person: AddPerson, keep: Person, drop: Person, rows: int) -> None:
    """Give both some of everything; each bit of `rows` is one kind of row."""
    if rows & 1:
        Disability.objects.create(person=drop, code="MOB")
        Disability.objects.create(person=keep, code="MOB")
    if rows & 2:
        PersonAddress.objects.create(person=drop, postcode="M16 0AB")
    if rows & 4:
        Relationship.objects.create(person=keep, other=drop, kind="sibling_of")
    if rows & 16:
        apps.get_model("care", "CarePeriod").objects.create(person=drop, started_on=START)
    if rows & 8:
        group = FamilyGroup.objects.create()
        for one in (keep, drop, person("Ada Smith")):
            FamilyMember.objects.create(group=group, person=one)


def test_what_came_after_stays(manager: User, person: AddPerson) -> None:
    """A row recorded after the merge, and a value changed since, are not undone with it."""
    keep, drop = person("Jon Smith"), person("John Smith", sex="M")
    made = merge(keep=keep, drop=drop, reason=WHY, by=manager)
    Disability.objects.create(person=keep, code="HEAR")
    Person.objects.filter(id=keep.id).update(sex="F")
    unmerge(merge=made, reason=MISTAKE, by=manager)
    keep.refresh_from_db()
    assert keep.sex == "F"
    assert keep.disabilities.get().code == "HEAR"


def test_every_foreign_key_to_a_person_moves() -> None:
    """No table of any app that points at a person is forgotten, and no log is rewritten."""
    moved = set(moving.columns())
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is Person and model not in (Person, Merge):
                assert ((model, field.attname) in moved) is not _stays(model), model


def test_clashing_rows_are_named(manager: User, person: AddPerson) -> None:
    """Rows that contradict each other stop the merge, each is named, and nothing has changed."""
    periods: Any = apps.get_model("care", "CarePeriod").objects
    keep, drop = person("Jon Smith"), person("John Smith")
    for one in (keep, drop):
        periods.create(person=one, started_on=START)
    before = everything()
    with pytest.raises(moving.Clashes, match="care period") as refused:
        merge(keep=keep, drop=drop, reason=WHY, by=manager)
    assert refused.value.clashes[0].row_id == str(periods.get(person=drop).id)
    assert everything() == before


def test_family_said_twice_is_no_clash(manager: User, person: AddPerson) -> None:
    """Two records in one family, with one mother, merge without anybody having to tidy first."""
    keep, drop, mother = person("Jon Smith"), person("John Smith"), person("Ada Smith")
    group = FamilyGroup.objects.create()
    for one in (keep, drop):
        FamilyMember.objects.create(group=group, person=one)
        Relationship.objects.create(person=mother, other=one, kind="mother_of")
    merge(keep=keep, drop=drop, reason=WHY, by=manager)
    assert keep.families.count() == keep.relationships_of_others.count() == 1


def test_later_merge_is_undone_first(manager: User, person: AddPerson) -> None:
    """Merges are undone in the order that keeps every row's way back."""
    one, two, three = person("A One"), person("A Two"), person("A Three")
    first = merge(keep=two, drop=one, reason=WHY, by=manager)
    second = merge(keep=three, drop=two, reason=WHY, by=manager)
    with pytest.raises(Refused, match="merged since"):
        unmerge(merge=first, reason=MISTAKE, by=manager)
    unmerge(merge=second, reason=MISTAKE, by=manager)
    unmerge(merge=first, reason=MISTAKE, by=manager)
    assert survivor(one.id) == one.id


def test_a_merged_record_is_not_merged_again(manager: User, person: AddPerson) -> None:
    """One record goes into one other, once, and a merge is undone once."""
    one, two, three = person("A One"), person("A Two"), person("A Three")
    made = merge(keep=two, drop=one, reason=WHY, by=manager)
    for keep, drop in ((three, one), (two, one), (one, three), (two, two)):
        with pytest.raises(Refused):
            merge(keep=keep, drop=drop, reason=WHY, by=manager)
    unmerge(merge=made, reason=MISTAKE, by=manager)
    with pytest.raises(Refused, match="undone already"):
        unmerge(merge=made, reason=MISTAKE, by=manager)


def test_a_merge_needs_a_reason(manager: User, person: AddPerson) -> None:
    """Nobody merges or parts two people without saying why."""
    with pytest.raises(BadInput):
        merge(keep=person("A One"), drop=person("A Two"), reason="  dup   ", by=manager)


def test_a_merge_needs_both(screener: User, person: AddPerson) -> None:
    """Whoever may not edit both people may not make them one."""
    with pytest.raises(NotAllowed):
        merge(keep=person("A One"), drop=person("A Two"), reason=WHY, by=screener)
    assert not MergedRow.objects.exists()


def test_denials_stand_against_both(manager: User, user: AddUser, person: AddPerson) -> None:
    """Who was kept out of one record is let in by neither, merged or parted again."""
    keep, drop = person("A One"), person("A Two")
    outsider, other = user("director"), user("director")
    made = merge(keep=keep, drop=drop, reason=WHY, by=manager)
    Conflict.objects.create(user=outsider, person_id=keep.id, reason="family", named_by=manager)
    _close(drop, to_all_but=manager, by=outsider)
    unmerge(merge=made, reason=MISTAKE, by=manager)
    assert [_seen(one) for one in (outsider, other, manager)] == [0, 0, 2]


def _close(person: Person, *, to_all_but: User, by: User) -> None:
    """Restrict a record to one user."""
    restriction = Restriction.objects.create(
        person_id=person.id, reason="danger", set_by=by, review_on=date(2026, 12, 1)
    )
    restriction.permits.create(user=to_all_but, permitted_by=by)


def _seen(who: User) -> int:
    """How many people exist for this user."""
    return visible(who, Permission.SEE_EXISTS, Person.objects.all()).count()


def test_higher_floors_hear(
    manager: User, person: AddPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is derived from the two is worked out again, at the merge and at its undoing."""
    heard: list[set[Any]] = []
    monkeypatch.setattr(upwards._Registered, "tellers", (lambda ids: heard.append(set(ids)),))
    keep, drop = person("A One"), person("A Two")
    unmerge(merge=merge(keep=keep, drop=drop, reason=WHY, by=manager), reason=MISTAKE, by=manager)
    assert heard == [{str(keep.id), str(drop.id)}] * 2


def test_legal_name_of_the_nameless(manager: User, person: AddPerson) -> None:
    """A kept record without a name takes the other's legal name as its own."""
    keep, drop = person(), person("Jon Smith")
    merge(keep=keep, drop=drop, reason=WHY, by=manager)
    assert PersonName.objects.get(person=keep).kind == "legal"
