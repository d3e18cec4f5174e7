"""The people around somebody, and how each stands to the others: what a drawing of a family needs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.people.family_kinds import RelationshipKind
from kinkeeper.people.models import FamilyMember, Person, PersonName, Relationship
from kinkeeper.people.models.family import FamilyGroup
from kinkeeper.people.queries import family_of, names_of, relationships_of, seen_among

STEPS: Final = 3  # as far as a half-brother's father, an aunt, a great-grandmother
# Whoever cares for a child may care for strangers to that child: these lead no further.
ENDS: Final = (RelationshipKind.CARER_OF, RelationshipKind.PARENTAL_RESPONSIBILITY_FOR)


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody in the family, with what the asker may know of them: nothing of it is a guess."""

    id: UUID
    depth: Depth
    names: tuple[PersonName, ...]
    adult: bool
    sex: str | None
    born_on: date | None
    born_on_estimated: bool
    expected_on: date | None
    died_on: date | None


@dataclass(frozen=True, slots=True)
class Kinship:
    """`one` is `kind` `other`; both may be seen by the asker. `id` is that of the record."""

    one: UUID
    other: UUID
    kind: str
    title: str
    started_on: date | None
    ended_on: date | None
    no_contact: bool
    id: UUID | None = None
    confidence: str = ""  # how sure it is, in words


@dataclass(frozen=True, slots=True)
class Together:
    """People who live together today, or are brothers and sisters to be kept together."""

    id: UUID
    kind: str
    members: tuple[UUID, ...]
    joined: tuple[date | None, ...] = ()  # as the members stand; None where it is not known

    def joined_on(self, one: UUID) -> date | None:
        """Since when a member belongs to it, where that is recorded."""
        return dict(zip(self.members, self.joined, strict=False)).get(one)


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody's family, as far as the asker may know of it."""

    person_id: UUID
    people: tuple[Relative, ...]
    ties: tuple[Kinship, ...]
    groups: tuple[Together, ...]


def kin(*, who: Asker, person_id: UUID) -> Kin:
    """The people within a few steps of somebody; who may not be seen leads nowhere either.

    Nor do those who share a household or a group: in a foster home they may be strangers.
    """
    asker = as_who(who)
    people = relatives(who=asker, person_id=person_id)
    known = {one.id for one in people}
    together = _within(_groups(asker, known), known)
    return Kin(person_id, people, _between(asker, known), together)


def relatives(*, who: Asker, person_id: UUID) -> tuple[Relative, ...]:
    """The people of `kin`, for who needs no more of it."""
    asker = as_who(who)
    here = family_of(who=asker, person_id=person_id)
    live = [row for row in here if is_live_or_undated(row, asker.on)]
    groups = {row.group_id for row in live if row.person_id == person_id}
    beside = {row.person_id for row in live if row.group_id in groups}
    return _people(asker, _reached(asker, person_id) | beside)


def _reached(who: Who, person_id: UUID) -> set[UUID]:
    """Whoever stands within the steps, and whoever cares for somebody."""
    ties = relationships_of(who=who, person_id=person_id)
    begun = [row for row in ties if row.started_on is None or row.started_on <= who.on]
    carers = {row.person_id for row in begun if row.kind in ENDS and row.other_id == person_id}
    pairs = [(row.person_id, row.other_id) for row in begun if row.kind not in ENDS]
    found = edge = {person_id}
    for step in range(STEPS):
        if not edge:
            break
        pairs = pairs if not step else _ties(who, edge)
        edge = {one for pair in pairs for one in pair} - found
        found = found | edge
    return found | carers


def _ties(who: Who, of: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    rows = _rows(who).exclude(kind__in=ENDS).filter(Q(person__in=of) | Q(other__in=of))
    return list(rows.values_list("person_id", "other_id"))


def _rows(who: Who) -> "QuerySet[Relationship]":
    begun = Q(started_on__isnull=True) | Q(started_on__lte=who.on)
    rows = Relationship.objects.filter(begun, mistake=False)
    return visible(who, Permission.SEE_EXISTS, rows)


def _between(who: Who, known: Collection[UUID]) -> tuple[Kinship, ...]:
    rows = _rows(who).filter(person__in=known, other__in=known)
    return tuple(
        Kinship(
            row.person_id,
            row.other_id,
            row.kind,
            RelationshipKind(row.kind).label,
            row.started_on,
            row.ended_on if row.ended_on and row.ended_on <= who.on else None,
            row.no_contact,
            row.id,
            str(row.get_confidence_display()),
        )
        for row in rows.order_by("kind", "started_on", "id")
    )


def _groups(who: Who, of: Collection[UUID]) -> tuple[Together, ...]:
    """The groups these people belong to today, each with the members that may be seen."""
    here = FamilyMember.objects.filter(live_or_undated(who.on))
    groups = here.filter(person__in=of).values("group_id")
    rows = visible(who, Permission.SEE_EXISTS, here.filter(group__in=groups))
    found: dict[tuple[UUID, str], dict[UUID, date | None]] = {}
    for row in rows.select_related("group"):
        found.setdefault((row.group_id, row.group.kind), {})[row.person_id] = row.started_on
    return tuple(
        Together(group, kind, *_ordered(members))
        for (group, kind), members in sorted(found.items())
    )


def _ordered(
    members: Mapping[UUID, date | None],
) -> tuple[tuple[UUID, ...], tuple[date | None, ...]]:
    order = sorted(members)
    return tuple(order), tuple(members[one] for one in order)


def live_or_undated(on: date) -> Q:
    """In force on the day, whether or not it is known when it began."""
    begun = Q(started_on__isnull=True) | Q(started_on__lte=on)
    return begun & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def is_live_or_undated(row: FamilyMember, on: date) -> bool:
    """The same as `live_or_undated`, of one row."""
    begun = row.started_on is None or row.started_on <= on
    return begun and (row.ended_on is None or row.ended_on > on)


def _within(groups: Iterable[Together], known: Collection[UUID]) -> tuple[Together, ...]:
    kept = (
        Together(group.id, group.kind, *_ordered(_known(group, known)))
        for group in groups
        if group.kind != FamilyGroup.Kind.FAMILY
    )
    return tuple(group for group in kept if len(group.members) > 1)


def _known(group: Together, known: Collection[UUID]) -> dict[UUID, date | None]:
    return {one: group.joined_on(one) for one in group.members if one in known}


def _people(who: Who, ids: Collection[UUID]) -> tuple[Relative, ...]:
    rows = Person.objects.filter(id__in=ids, merged_into__isnull=True)
    seen = list(visible(who, Permission.SEE_EXISTS, rows).order_by("id"))
    deep = _depths(who, [row.id for row in seen])
    names = names_of(who, ids)
    return tuple(_relative(row, names.get(row.id, ()), deep[row.id]) for row in seen)


def _depths(who: Who, ids: Collection[UUID]) -> dict[UUID, Depth]:
    """How much of each of those who may be seen at all; asked of these few alone."""
    deep = dict.fromkeys(seen_among(who, Permission.SEE_RECORD, ids), Depth.RECORD)
    if rest := set(ids) - deep.keys():
        deep |= dict.fromkeys(seen_among(who, Permission.SEE_BANNER, rest), Depth.BANNER)
    return dict.fromkeys(ids, Depth.EXISTS) | deep


def _relative(row: Person, names: tuple[PersonName, ...], depth: Depth) -> Relative:
    """Below the banner: that they are known, and what they are called."""
    told = depth >= Depth.BANNER
    return Relative(
        id=row.id,
        depth=depth,
        names=names,
        adult=row.kind == Person.Kind.ADULT,
        sex=row.sex if told else None,
        born_on=row.born_on if told else None,
        born_on_estimated=told and row.born_on_estimated,
        expected_on=row.expected_on if told else None,
        died_on=row.died_on if told else None,
    )
