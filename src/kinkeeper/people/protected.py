"""Which protected addresses somebody may not be told of, on whose page: the rule is `guarded`'s."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import BooleanField, QuerySet, Value

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.people.guarded import Address, Guarded, would_say
from kinkeeper.people.models import FamilyMember, Person, PersonAddress, Relationship

# By person, everybody near them, and whether they care for them.
Near = dict[UUID, dict[UUID, bool]]
_CARES: Final = Relationship.Kind.CARER_OF
_NO, _YES = (Value(value, output_field=BooleanField()) for value in (False, True))


def guarded_addresses(*, who: Asker, person_id: UUID) -> Guarded:
    """Protected addresses of a person and of those near them that the asker may not see.

    They are never shown, but kept from being told elsewhere. Who may see where this person is
    protected may see where they live with others who are.
    """
    return _guarded(as_who(who), person_id)


def every_guarded(person_id: UUID) -> Guarded:
    """Protected addresses of a person and of those near them, whoever asks: for what goes on paper."""
    near = _near({person_id})[person_id]
    rows = PersonAddress.objects.filter(protected=True, person_id__in=near)
    return tuple(_address(row, person_id, cares=near[row.person_id]) for row in rows)


def every_protected(person_id: UUID) -> Guarded:
    """Protected addresses of a person and of those near them, whoever asks: to compare, never to show."""
    near = _near({person_id})[person_id]
    rows = PersonAddress.objects.filter(protected=True, person_id__in=list(near))
    return tuple(_address(row, person_id, cares=near[row.person_id]) for row in rows)


def not_guarded(who: Asker, rows: Iterable[PersonAddress]) -> list[PersonAddress]:
    """Of these plain addresses, of whomever, those that give no protected one away."""
    asker, given = as_who(who), list(rows)
    guarded = _of_each(asker, _closed_people(asker, {row.person_id for row in given}))
    return [row for row in given if not would_say(guarded.get(row.person_id, ()), row)]


@remembered
def _guarded(who: Who, person_id: UUID) -> Guarded:
    if may(who, Permission.SEE_PROTECTED_ADDRESS, person_id):
        return ()
    return _of_each(who, {person_id}).get(person_id, ())


def _closed_people(who: Who, people: Collection[UUID]) -> set[UUID]:
    """Those of these people whose own protected addresses are not the asker's to see."""
    rows = Person.objects.filter(id__in=people)
    seen = visible(who, Permission.SEE_PROTECTED_ADDRESS, rows).values_list("id", flat=True)
    return set(people).difference(seen)


def _of_each(who: Who, people: Collection[UUID]) -> dict[UUID, Guarded]:
    near = _near(people)
    everybody = {other for others in near.values() for other in others}
    rows = PersonAddress.objects.filter(protected=True, person_id__in=everybody)
    seen = visible(who, Permission.SEE_PROTECTED_ADDRESS, rows).values("id")
    kept: dict[UUID, list[PersonAddress]] = defaultdict(list)
    for row in rows.exclude(id__in=seen):
        kept[row.person_id].append(row)
    return {
        one: tuple(_address(row, one, cares=others[o]) for o in others for row in kept[o])
        for one, others in near.items()
    }


def _address(row: PersonAddress, of: UUID, *, cares: bool) -> Address:
    lived_at = row.person_id == of or (cares and row.postcode is None)
    return Address(row.lines, row.postcode, row.valid_from, row.valid_to, lived_at)


def _near(people: Collection[UUID]) -> Near:
    """Themselves, whoever they share a household or group with, and whoever they are anything to.

    Those of earlier days too: where they lived together then may be where one still lives.
    """
    near: Near = {one: {one: False} for one in people}
    if not people:
        return near
    for one, other, cares in _together(people).union(*_tied(people)):
        near[one][other] = cares or near[one].get(other, False)
    return near


def _together(people: Collection[UUID]) -> "QuerySet[Any, Any]":
    rows = FamilyMember.objects.filter(person_id__in=people)
    return rows.values_list("person_id", "group__members__person_id", _NO)


def _tied(people: Collection[UUID]) -> "list[QuerySet[Any, Any]]":
    """Each relationship from either side; whether the other cares for this one."""
    of = Relationship.objects.filter(other_id__in=people)
    to = Relationship.objects.filter(person_id__in=people)
    return [
        of.filter(kind=_CARES).values_list("other_id", "person_id", _YES),
        of.exclude(kind=_CARES).values_list("other_id", "person_id", _NO),
        to.values_list("person_id", "other_id", _NO),
    ]
