"""Questions about people; each starts from what the asker may see."""

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, F, Func, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Concat, Lower

from kinkeeper.access import memory
from kinkeeper.access.memory import remembered, remembered_of_each
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible, visible_of
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
FEW = 500


def person(
    *, who: Asker, person_id: UUID, what: Permission = Permission.SEE_EXISTS
) -> Person | None:
    """The person of this id, or of the record it was merged into; None when not to be seen."""
    found = visible(who, what, Person.objects.filter(id=person_id)).first()
    if found is not None and found.merged_into_id is None:
        return found
    return visible(who, what, Person.objects.filter(id=survivor(person_id))).first()


def seen_among(who: Asker, what: Permission, person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these people, those of whom the asker may see this."""
    if memory.lasts() and len(person_ids) == 1:
        return frozenset(one for one in person_ids if may(who, what, one))
    many = len(person_ids) > FEW  # of thousands one parameter; of few the server sees that they are
    given = RawSQL("SELECT unnest(%s::uuid[])", [list(person_ids)]) if many else list(person_ids)
    rows = visible(who, what, Person.objects.filter(id__in=given))
    return frozenset(rows.values_list("id", flat=True))


def people_of(*, who: Asker, person_ids: Collection[UUID]) -> dict[UUID, Person]:
    """Of these people, those whose record the asker may see."""
    rows = visible(who, Permission.SEE_RECORD, Person.objects.filter(id__in=person_ids))
    return {row.id: row for row in rows}


def anybody() -> bool:
    """Whether there is a record of anybody at all, for what is written into empty databases only."""
    return Person.objects.exists()


@remembered_of_each
def names_of(who: Asker, person_ids: Collection[UUID]) -> dict[UUID, tuple[PersonName, ...]]:
    """The open names of these people that the asker may see, the one in use first."""
    names = visible(who, Permission.SEE_NAME, PersonName.objects.filter(sealed=False))
    found: dict[UUID, list[PersonName]] = {}
    for name in in_order_of_use(names.filter(person_id__in=person_ids)):
        found.setdefault(name.person_id, []).append(name)
    return {one: tuple(rows) for one, rows in found.items()}


def filed_names(who: Asker, people: RawSQL) -> "QuerySet[Any, Any]":
    """For a query to sort by: family name, then first, of each of these people, as the asker sees it.

    Accents and capitals do not part names. Who has no name the asker may see is not in it.
    """
    names = visible(who, Permission.SEE_NAME, PersonName.objects.filter(sealed=False))
    said = Concat("surname", Value(" "), "forename", output_field=TextField())
    filed = Lower(Func(said, function="UNACCENT"))
    first = names.filter(person_id__in=people).annotate(filed=filed)
    in_use = first.order_by("person_id", *_use()).distinct("person_id")
    return in_use.values("person_id", "filed")


def immigration_of(*, who: Asker, person_id: UUID) -> "QuerySet[ImmigrationPeriod]":
    """A person's standing with the Home Office, the latest first."""
    rows = ImmigrationPeriod.objects.order_by("-started_on", "-claimed_on", "-id")
    return visible_of(who, Permission.SEE_RECORD, rows, person_id)


def identifiers_of(*, who: Asker, person_id: UUID) -> "QuerySet[PersonIdentifier]":
    """The numbers a person is known by, the latest first."""
    rows = PersonIdentifier.objects.order_by("kind", "-valid_from", "-id")
    return visible_of(who, Permission.SEE_BANNER, rows, person_id)


def whose_numbers(
    who: Asker, numbers: "Collection[str] | QuerySet[Any, Any]"
) -> dict[str, UUID | None]:
    """Of the authority's numbers that are known, whose each is; None for somebody not to be seen."""
    kind = PersonIdentifier.Kind.LA_CHILD_ID
    rows = PersonIdentifier.objects.filter(kind=kind, value__in=numbers)
    held = [(str(number), one) for number, one in rows.values_list("value", "person_id")]
    now = survivors(one for _, one in held)
    people = Person.objects.filter(id__in=set(now.values()))
    seen = set(visible(who, Permission.SEE_BANNER, people).values_list("id", flat=True))
    closed = {number for number, one in held if now[one] not in seen}
    return {number: None if number in closed else now[one] for number, one in held}


def holders_of(numbers: Iterable[str]) -> dict[str, UUID]:
    """Whose the authority's numbers are, whoever asks: to link what is stored, never to be shown."""
    kind = PersonIdentifier.Kind.LA_CHILD_ID
    rows = PersonIdentifier.objects.filter(kind=kind, value__in=list(numbers))
    held = [(str(number), one) for number, one in rows.values_list("value", "person_id")]
    now = survivors(one for _, one in held)
    return {number: now[one] for number, one in held}


def numbers_held() -> "QuerySet[PersonIdentifier, Any]":
    """The authority's numbers that somebody has; for a query that links what is stored."""
    kind = PersonIdentifier.Kind.LA_CHILD_ID
    return PersonIdentifier.objects.filter(kind=kind).values("value")


def holder_of(number: OuterRef) -> "QuerySet[PersonIdentifier, Any]":
    """As `holders_of`, of the number of a row of another query."""
    kind = PersonIdentifier.Kind.LA_CHILD_ID
    held = PersonIdentifier.objects.filter(kind=kind, value=number)
    return held.annotate(now=Coalesce("person__merged_into_id", "person_id")).values("now")[:1]


def addresses_of(*, who: Asker, person_id: UUID) -> tuple[PersonAddress, ...]:
    """Where a person lives and lived; protected addresses only for those who may see them.

    Nor is a plain one that would tell a protected one, theirs or of somebody near them. Where names
    are masked an address is its postcode, which returns hold; its lines are left blank.
    """
    guarded = guarded_addresses(who=who, person_id=person_id)
    plain, kept = (
        may(who, what, person_id)
        for what in (Permission.SEE_RECORD, Permission.SEE_PROTECTED_ADDRESS)
    )
    rows = PersonAddress.objects.filter(person_id=person_id).order_by("-valid_from", "-id")
    told = [
        row
        for row in (rows if plain or kept else ())
        if (kept if row.protected else plain and not would_say(guarded, row))
    ]
    if not may(who, Permission.SEE_NAME, person_id):
        for row in told:
            row.lines = ""
    return tuple(told)


def disabilities_of(*, who: Asker, person_id: UUID) -> "QuerySet[Disability]":
    """A person's disabilities."""
    return visible_of(who, Permission.SEE_RECORD, Disability.objects.order_by("code"), person_id)


@remembered
def relationships_of(*, who: Asker, person_id: UUID) -> "QuerySet[Relationship]":
    """Who a person is to others and others are to them; only where the asker may see both."""
    of_either = Q(person_id=person_id) | Q(other_id=person_id)
    rows = Relationship.objects.filter(of_either, mistake=False)
    return visible(who, Permission.SEE_EXISTS, rows).select_related("person", "other")


@remembered
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
