"""Children of runs who had no record when they were judged: who has one by now, by their number.

They are linked as they are read, for somebody who may see that record, and never for anybody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from kinkeeper.access import against
from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Who
from kinkeeper.people.queries import seen_among, whose_numbers
from kinkeeper.returns.models import ReturnRun, RunChild


@dataclass(frozen=True, slots=True)
class Links:
    """By the return's own numbers: whose record is open to the asker, and whose is there but closed.

    `untold` are those open of whom what tells of adoption is not.
    """

    open: Mapping[str, UUID] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()


def links(who: Who, runs: Collection[ReturnRun]) -> Links:
    """Of the children of these runs who are linked to nobody."""
    return _links(who, frozenset(one.pk for one in runs))


@remembered
def _links(who: Who, runs: frozenset[UUID]) -> Links:
    unknown = RunChild.objects.filter(run__in=runs, person=None)
    known = whose_numbers(who, unknown.values("child"))
    people = {person for person in known.values() if person}
    seen = seen_among(who, Permission.SEE_RECORD, people) if people else frozenset()
    opened = {number: one for number, one in known.items() if one and one in seen}
    told = _told(who, set(opened.values())) if opened else frozenset()
    untold = frozenset(number for number, one in opened.items() if one not in told)
    return Links(opened, frozenset(known.keys() - opened.keys()), untold)


def _told(who: Who, people: Collection[UUID]) -> frozenset[UUID]:
    """Of these people, those of whose adoption the asker is told; as of those linked."""
    if not who.permits(Permission.PREPARE_RETURN):
        return seen_among(who, Permission.SEE_ADOPTION, people)
    closed = against.restrictions(who, Section.ADOPTION).filter(person_id__in=people)
    return frozenset(people) - set(closed.values_list("person_id", flat=True))


def link(who: Who, runs: Collection[ReturnRun], children: Iterable[RunChild | None]) -> None:
    """Name the record of each of these children, as far as it is open; nothing is stored."""
    unlinked = [one for one in children if one and not one.person_id]
    if not unlinked:
        return
    opened = links(who, runs).open
    for one in unlinked:
        one.person_id = opened.get(one.child)


def since(numbers: Iterable[str], path: str = "") -> Q:
    """Children linked to nobody when they were judged, of these numbers; for a query."""
    return Q(**{f"{path}person": None, f"{path}child__in": list(numbers)})
