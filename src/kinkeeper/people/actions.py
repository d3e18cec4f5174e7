"""What is done to people: the only writer of their records."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import now
from kinkeeper.people import merging, upwards
from kinkeeper.people.keys import refresh_keys
from kinkeeper.people.models import (
    FamilyGroup,
    FamilyMember,
    Merge,
    Person,
    PersonAddress,
    PersonIdentifier,
    PersonName,
    Relationship,
)
from kinkeeper.people.numbers import tidy_number, tidy_postcode

LEAST_REASON = 10  # characters


@action(Permission.ADD_PERSON)
def add_person(
    *,
    kind: str = Person.Kind.CHILD,
    forename: str = "",
    surname: str = "",
    born_on: date | None = None,
    expected_on: date | None = None,
    facts: dict[str, Any] | None = None,
    by: Asker,
) -> Person:
    """Add somebody new; look for duplicates with `candidates` first."""
    if born_on and expected_on:
        raise BadInput("a child who is born is no longer expected", field="expected_on")
    given = {"born_on": born_on, "expected_on": expected_on, **(facts or {})}
    person = upwards.save(Person(kind=kind, **given), by=by)
    if forename.strip() or surname.strip():
        _add_name(person, by, kind=PersonName.Kind.LEGAL, forename=forename, surname=surname)
    return person


@action(Permission.EDIT_PERSON, on="person")
def add_name(
    *,
    person: Person,
    kind: str,
    forename: str = "",
    surname: str = "",
    valid_from: date | None = None,
    sealed: bool = False,
    by: Asker,
) -> PersonName:
    """Add a name; a new legal or adoptive one makes the legal one before it a former name."""
    if not (forename.strip() or surname.strip()):
        raise BadInput("a name needs a forename or a surname", field="surname")
    if kind in {PersonName.Kind.LEGAL, PersonName.Kind.ADOPTIVE}:
        _end_legal_names(person, valid_from, by)
    return _add_name(
        person,
        by,
        kind=kind,
        forename=forename,
        surname=surname,
        valid_from=valid_from,
        sealed=sealed,
    )


@action(Permission.EDIT_PERSON, on="person")
def add_identifier(
    *,
    person: Person,
    kind: str,
    value: str | None = None,
    unknown_reason: str | None = None,
    issuer: str = "",
    valid_from: date | None = None,
    by: Asker,
) -> PersonIdentifier:
    """Add a number somebody is known by, or the coded reason why it is not known."""
    if (value is None) is (unknown_reason is None):
        raise BadInput("give the number, or the reason why there is none", field=kind)
    tidy = None if value is None else tidy_number(kind, value)
    row = PersonIdentifier(
        person=person,
        kind=kind,
        value=tidy,
        unknown_reason=unknown_reason,
        issuer=issuer,
        valid_from=valid_from,
    )
    return _save_number(row, by)


@action(Permission.EDIT_PERSON, on="person")
def record_address(
    *,
    person: Person,
    kind: str = PersonAddress.Kind.HOME,
    lines: str = "",
    postcode: str | None = None,
    la_code: str | None = None,
    valid_from: date | None = None,
    protected: bool = False,
    by: Asker,
) -> PersonAddress:
    """Record where somebody lives from a date on; the address of that kind before it ends then."""
    tidy = tidy_postcode(postcode) if postcode else None
    if not (lines.strip() or tidy):
        raise BadInput("an address needs its lines or a postcode", field="lines")
    if valid_from:
        _end_addresses(person, kind, valid_from, by)
    address = PersonAddress(
        person=person,
        kind=kind,
        lines=lines.strip(),
        postcode=tidy,
        la_code=la_code,
        valid_from=valid_from,
        protected=protected or kind == PersonAddress.Kind.SAFE,
    )
    return upwards.save(address, by=by)


@action(Permission.EDIT_PERSON, on="person")
def relate(
    *,
    person: Person,
    other: Person,
    kind: str,
    started_on: date | None = None,
    no_contact: bool = False,
    by: Asker,
) -> Relationship:
    """Record that `person` is `kind` `other`; the asker may know of both."""
    require(by, Permission.SEE_EXISTS, other)
    known = Relationship.objects.filter(person=person, other=other, kind=kind, ended_on=None)
    if person.pk == other.pk or known.exists():
        raise Refused(
            "This relationship cannot be recorded: it is recorded already, or both are one person.",
            missing="two people not related so already",
        )
    row = Relationship(
        person=person, other=other, kind=kind, started_on=started_on, no_contact=no_contact
    )
    return upwards.save(row, by=by)


@action(Permission.EDIT_PERSON, on="person")
def join_family(
    *,
    person: Person,
    group: FamilyGroup | None = None,
    kind: str = FamilyGroup.Kind.FAMILY,
    started_on: date | None = None,
    by: Asker,
) -> FamilyMember:
    """Put somebody in a family group, or in a new one; the asker may know of its members."""
    for member in group.members.select_related("person") if group else ():
        require(by, Permission.SEE_EXISTS, member.person)
    into = group or upwards.save(FamilyGroup(kind=kind), by=by)
    if into.members.filter(person=person, ended_on__isnull=True).exists():
        raise Refused("They are in this group already.", missing="a person not in the group")
    return upwards.save(FamilyMember(group=into, person=person, started_on=started_on), by=by)


@action(Permission.EDIT_PERSON, on="person")
def record_birth(*, person: Person, born_on: date, by: Asker) -> Person:
    """The child who was expected has been born."""
    if person.born_on is not None:
        raise Refused("The date of birth is recorded already.", missing="a child not yet born")
    person.born_on, person.expected_on = born_on, None
    return upwards.save(person, by=by)


@action(Permission.MERGE_PERSON, on="drop")
def merge(*, keep: Person, drop: Person, reason: str, by: Asker) -> Merge:
    """`drop` is the same person as `keep`: everything goes under one record, and can be parted again."""
    require(by, Permission.MERGE_PERSON, keep)
    if len(reason.strip()) < LEAST_REASON:
        raise BadInput(f"say why, in at least {LEAST_REASON} characters", field="reason")
    keep, drop = _both(keep, drop)
    made = upwards.save(Merge(keep=keep, drop=drop, reason=reason.strip()), by=by)
    merging.join(merge=made)
    note(keep=keep.id, drop=drop.id, rows=made.rows.count())
    return made


@action(Permission.MERGE_PERSON, on="merge")
def unmerge(*, merge: Merge, reason: str, by: Asker) -> Merge:
    """They were two people after all: every row goes back to whom it came from."""
    if len(reason.strip()) < LEAST_REASON:
        raise BadInput(f"say why, in at least {LEAST_REASON} characters", field="reason")
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise Refused("This merge has been undone already.", missing="a merge in force")
    merging.part(merge=merge)
    merge.undone_at, merge.undone_by, merge.undone_reason = now(), by.id, reason.strip()
    note(keep=merge.keep_id, drop=merge.drop_id)
    return upwards.save(merge, by=by)


def _add_name(person: Person, by: Asker, **given: Any) -> PersonName:
    for part in ("forename", "surname"):
        given[part] = " ".join(given[part].split())
    name = upwards.save(PersonName(person=person, **given), by=by)
    refresh_keys([person.id])
    return name


def _end_legal_names(person: Person, on: date | None, by: Asker) -> None:
    for name in PersonName.objects.filter(person=person, kind=PersonName.Kind.LEGAL):
        name.kind, name.valid_to = PersonName.Kind.FORMER, name.valid_to or on
        upwards.save(name, by=by)


def _end_addresses(person: Person, kind: str, on: date, by: Asker) -> None:
    for row in PersonAddress.objects.filter(person=person, kind=kind, valid_to__isnull=True):
        row.valid_to = max(on, row.valid_from or on)
        upwards.save(row, by=by)


def _save_number(row: PersonIdentifier, by: Asker) -> PersonIdentifier:
    try:
        with transaction.atomic():
            return upwards.save(row, by=by)
    except IntegrityError as error:
        raise Refused(
            "Another record holds this number: they may be the same person.",
            missing="a number nobody else holds",
            do="Search for the number. If it is the same person, merge the two records.",
        ) from error


def _both(keep: Person, drop: Person) -> tuple[Person, Person]:
    """Both, locked in one order whoever is kept, and neither merged before."""
    ids = sorted({keep.pk, drop.pk})
    people = {
        one.pk: one for one in Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    }
    if len(people) < 2 or any(one.merged_into_id for one in people.values()):
        raise Refused(
            "These cannot be merged: it takes two records, neither merged already.",
            missing="two records in use",
        )
    return people[keep.pk], people[drop.pk]
