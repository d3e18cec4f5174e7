"""Questions about people; each starts from what the asker may see."""

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, F, Func, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Concat, Lower

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker
from kinkeeper.people.guarded import would_say
from kinkeeper.people.models import (
    Disability,
    FamilyMember,
    ImmigrationPeriod,
    Person,
    PersonAddress,
    PersonIdentifier,
    PersonName,
    Relationship,
)
from kinkeeper.people.protected import guarded_addresses

# Which kind of name is used before which.
KINDS_IN_USE: Final = ("legal", "adoptive", "known_as", "former")


def person(
    *, who: Asker, person_id: UUID, what: Permission = Permission.SEE_EXISTS
) -> Person | None:
    """The person of this id, or of the record it was merged into; None when not to be seen."""
    found = visible(who, what, Person.objects.filter(id=survivor(person_id)))
    return found.first()


def seen_among(who: Asker, what: Permission, person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these people, those of whom the asker may see this."""
    rows = visible(who, what, Person.objects.filter(id__in=person_ids))
    return frozenset(rows.values_list("id", flat=True))


def anybody() -> bool:
    """Whether there is a record of anybody at all, for what is written into empty databases only."""
    return Person.objects.exists()


def names_of(who: Asker, person_ids: Collection[UUID]) -> dict[UUID, tuple[PersonName, ...]]:
    """The open names of these people that the asker may see, the one in use first."""
    names = visible(who, Permission.SEE_NAME, PersonName.objects.filter(sealed=False))
    found: dict[UUID, list[PersonName]] = {}
    for name in in_order_of_use(names.filter(person_id__in=person_ids)):
        found.setdefault(name.person_id, []).append(name)
    return {one: tuple(rows) for one, rows in found.items()}


def filed_under(who: Asker, column: str) -> Lower:
    """For a query to sort by: family name, then first, of the person in a column, as the asker sees it.

    Accents and capitals do not part names. It is null where there is no name the asker may see.
    """
    names = visible(who, Permission.SEE_NAME, PersonName.objects.filter(sealed=False))
    of_person = names.filter(person_id=OuterRef(column)).order_by(*_use())
    said = Concat("surname", Value(" "), "forename", output_field=TextField())
    filed = Subquery(of_person.values(filed=said)[:1])
    return Lower(Func(filed, function="UNACCENT"))


def immigration_of(*, who: Asker, person_id: UUID) -> "QuerySet[ImmigrationPeriod]":
    """A person's standing with the Home Office, the latest first."""
    rows = ImmigrationPeriod.objects.filter(person_id=person_id)
    return visible(who, Permission.SEE_RECORD, rows).order_by("-started_on", "-claimed_on", "-id")


def identifiers_of(*, who: Asker, person_id: UUID) -> "QuerySet[PersonIdentifier]":
    """The numbers a person is known by, the latest first."""
    rows = PersonIdentifier.objects.filter(person_id=person_id)
    return visible(who, Permission.SEE_BANNER, rows).order_by("kind", "-valid_from", "-id")


def whose_numbers(who: Asker, numbers: Collection[str]) -> dict[str, UUID | None]:
    """Of the authority's numbers that are known, whose each is; None for somebody not to be seen."""
    kind = PersonIdentifier.Kind.LA_CHILD_ID
    rows = PersonIdentifier.objects.filter(kind=kind, value__in=numbers)
    held = [(str(number), one) for number, one in rows.values_list("value", "person_id")]
    now = survivors(one for _, one in held)
    people = Person.objects.filter(id__in=set(now.values()))
    seen = set(visible(who, Permission.SEE_BANNER, people).values_list("id", flat=True))
    closed = {number for number, one in held if now[one] not in seen}
    return {number: None if number in closed else now[one] for number, one in held}


def addresses_of(*, who: Asker, person_id: UUID) -> "QuerySet[PersonAddress]":
    """Where a person lives and lived; protected addresses only for those who may see them.

    Nor is a plain one that would tell a protected one, theirs or of somebody near them.
    """
    rows = PersonAddress.objects.filter(person_id=person_id)
    guarded = guarded_addresses(who=who, person_id=person_id)
    plain = visible(who, Permission.SEE_RECORD, rows.filter(protected=False))
    kept = visible(who, Permission.SEE_PROTECTED_ADDRESS, rows.filter(protected=True))
    told = [row.id for row in plain if not would_say(guarded, row)]
    seen = [*told, *kept.values_list("id", flat=True)]
    return rows.filter(id__in=seen).order_by("-valid_from", "-id")


def disabilities_of(*, who: Asker, person_id: UUID) -> "QuerySet[Disability]":
    """A person's disabilities."""
    rows = Disability.objects.filter(person_id=person_id)
    return visible(who, Permission.SEE_RECORD, rows).order_by("code")


def relationships_of(*, who: Asker, person_id: UUID) -> "QuerySet[Relationship]":
    """Who a person is to others and others are to them; only where the asker may see both."""
    rows = Relationship.objects.filter(person_id=person_id) | Relationship.objects.filter(
        other_id=person_id
    )
    return visible(who, Permission.SEE_EXISTS, rows).select_related("person", "other")


def family_of(*, who: Asker, person_id: UUID) -> "QuerySet[FamilyMember]":
    """Everybody in a family group with the person, themselves included."""
    groups = FamilyMember.objects.filter(person_id=person_id).values("group_id")
    rows = FamilyMember.objects.filter(group_id__in=groups)
    return visible(who, Permission.SEE_EXISTS, rows).select_related("person", "group")


def survivor(person_id: UUID) -> UUID:
    """The id a person's record goes by now, whatever it was merged into since."""
    return survivors([person_id])[person_id]


def survivors(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """For each id, the id its record goes by now."""
    now = {one: one for one in person_ids}
    while moved := _merged_into(set(now.values())):
        now = {one: moved.get(current, current) for one, current in now.items()}
    return now


def ids_of(person_id: UUID) -> tuple[UUID, ...]:
    """Every id the person has gone by, the present one first; history stays under the old ones."""
    found = [survivor(person_id)]
    for one in found:
        found.extend(Person.objects.filter(merged_into_id=one).values_list("id", flat=True))
    return tuple(found)


def in_order_of_use(names: "QuerySet[PersonName]") -> list[PersonName]:
    """Legal before all others, in use before ended, the latest before the earlier."""
    return list(names.order_by(*_use()))


def _use() -> tuple[Any, ...]:
    kinds = [When(kind=kind, then=place) for place, kind in enumerate(KINDS_IN_USE)]
    return (
        Case(When(valid_to=None, then=0), default=1),
        Case(*kinds),
        F("valid_from").desc(nulls_last=True),
        "-recorded_at",
        "-id",
    )


def _merged_into(person_ids: Collection[UUID]) -> dict[UUID, UUID]:
    rows = Person.objects.filter(id__in=person_ids, merged_into__isnull=False)
    return {
        one.id: one.merged_into_id for one in rows.only("id", "merged_into") if one.merged_into_id
    }


def having_surname(surname: str, people: Collection[UUID]) -> set[UUID]:
    """Those of these people who have, or once had, this surname, in any letter case."""
    same = PersonName.objects.filter(person_id__in=people, surname__iexact=surname)
    return set(same.values_list("person_id", flat=True))
