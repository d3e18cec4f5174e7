"""What stands against seeing a record, for one person and for a query."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinkeeper.access.memory import of_each
from kinkeeper.access.models import Conflict, Restriction, RestrictionPermit, RestrictionScope
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Who


def conflicts(who: Who) -> "QuerySet[Conflict]":
    """Every person this user must never see, on the day."""
    return Conflict.objects.filter(user_id=who.id, named_on__lte=who.on)


def restrictions(who: Who, section: Section | None) -> "QuerySet[Restriction]":
    """Every restriction in force that closes a record, or the section, to this user."""
    permitted = RestrictionPermit.objects.filter(
        restriction_id=OuterRef("pk"), user_id=who.id, ended_at__isnull=True
    )
    closes = Q(scope=RestrictionScope.RECORD)
    if section:
        closes |= Q(scope=RestrictionScope.SECTION, section=section)
    in_force = Q(lifted_on__isnull=True) | Q(lifted_on__gt=who.on)
    return Restriction.objects.filter(~Exists(permitted), closes, in_force, started_on__lte=who.on)


def restricted(on: date) -> frozenset[UUID]:
    """Everybody whose record, or a section of it, a restriction closes on the day."""
    in_force = Q(lifted_on__isnull=True) | Q(lifted_on__gt=on)
    rows = Restriction.objects.filter(in_force, started_on__lte=on)
    return frozenset(rows.values_list("person_id", flat=True))


def closing(person_id: UUID, on: date) -> "list[Restriction]":
    """The restrictions in force on a record that day, whoever they let through."""
    return [row for row in _of(person_id) if _in_force(row, on)]


def closed_to(who: Who) -> frozenset[UUID]:
    """Everybody whose whole record a restriction or a tie closes to this user on the day."""
    tied = conflicts(who).values_list("person_id", flat=True)
    return frozenset(tied) | set(restrictions(who, None).values_list("person_id", flat=True))


def barred(people: Collection[UUID], on: date) -> "Callable[[UUID, UUID], bool]":
    """Whether a person's record is closed, that day, to a user: asked of many of both at once."""
    tied = set(
        Conflict.objects.filter(person_id__in=people, named_on__lte=on).values_list(
            "person_id", "user_id"
        )
    )
    let_in: dict[UUID, list[set[UUID]]] = {}
    rows = Restriction.objects.filter(person_id__in=people, scope=RestrictionScope.RECORD)
    for row in rows.prefetch_related("permits"):
        if _in_force(row, on):
            permitted = {one.user_id for one in row.permits.all() if one.ended_at is None}
            let_in.setdefault(row.person_id, []).append(permitted)

    def closed(person: UUID, user: UUID) -> bool:
        shut = any(user not in permitted for permitted in let_in.get(person, ()))
        return shut or (person, user) in tied

    return closed


def in_conflict(who: Who, person_id: UUID) -> bool:
    """Whether this user must never see this person, on the day."""
    rows = _tied(person_id)
    return any(row.user_id == who.id and row.named_on <= who.on for row in rows)


def foresee(people: Collection[UUID]) -> None:
    """What stands against each of several, asked at once."""
    _tied.foresee(people)
    _of.foresee(people)


def is_restricted(who: Who, person_id: UUID, section: Section | None) -> bool:
    """Whether a restriction in force closes this person's record, or the section, to this user."""
    return any(_bites(row, who, section) for row in _of(person_id))


@of_each
def _of(people: Collection[UUID]) -> Iterator[tuple[UUID, Restriction]]:
    """Every restriction there ever was on a record, with whom it lets through."""
    rows = Restriction.objects.filter(person_id__in=people).prefetch_related("permits")
    return ((row.person_id, row) for row in rows.order_by("started_on"))


@of_each
def _tied(people: Collection[UUID]) -> Iterator[tuple[UUID, Conflict]]:
    """Everybody somebody is tied to outside work."""
    return ((row.person_id, row) for row in Conflict.objects.filter(person_id__in=people))


def _in_force(row: Restriction, on: date) -> bool:
    return row.started_on <= on and (row.lifted_on is None or row.lifted_on > on)


def _bites(row: Restriction, who: Who, section: Section | None) -> bool:
    if not _in_force(row, who.on):
        return False
    if any(p.user_id == who.id and p.ended_at is None for p in row.permits.all()):
        return False
    return row.scope == RestrictionScope.RECORD or (section is not None and row.section == section)
