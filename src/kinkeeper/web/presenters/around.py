"""Who is around somebody: family and others close, and those who work with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.people import queries
from kinkeeper.people.family_kinds import MUTUAL
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.banner import workers
from kinkeeper.web.presenters.tables import over
from kinkeeper.web.scope import Subject
from kinkeeper.workforce.queries import ChildsWorker, current_workers

NO_CONTACT = "no contact allowed"


@dataclass(frozen=True, slots=True)
class Around:
    """The people of a record, each by what they are to the person."""

    close: Sequence[Fact]
    at_work: Sequence[Fact]


def around(who: Who, subject: Subject) -> Around:
    """Those the asker may know of, today."""
    found = current_workers(who=who, person_id=subject.id)
    since = {one.role_title: _since(one) for one in found}
    at_work = [Fact(one.name, f"{one.words}{since.get(one.name, '')}") for one in workers(found)]
    return Around([*relations(who, subject, ended=False), *_others(who, subject)], at_work)


def relations(who: Who, subject: Subject, *, ended: bool = True) -> list[Fact]:
    """Family and others close, each told from this person's side; those over too, if asked."""
    rows = [
        row
        for row in queries.relationships_of(who=who, person_id=subject.id)
        if ended or not over(row.ended_on, who.on)
    ]
    others = [row.other if row.person_id == subject.id else row.person for row in rows]
    names = queries.names_of(who, [subject.id, *(other.id for other in others)])
    return [
        Fact(_told(row, subject), _named(row, other, names), reverse("child", args=[other.id]))
        for row, other in zip(rows, others, strict=True)
    ]


def _others(who: Who, subject: Subject) -> Iterator[Fact]:
    """Those of the same household, family or sibling group who are in no relation told of above."""
    told = queries.relationships_of(who=who, person_id=subject.id)
    known = {subject.id, *(one for tie in told for one in (tie.person_id, tie.other_id))}
    rows = [
        row
        for row in queries.family_of(who=who, person_id=subject.id)
        if row.person_id not in known and not over(row.ended_on, who.on)
    ]
    names = queries.names_of(who, [row.person_id for row in rows])
    for row in rows:
        group = f"Same {words.uncapital(str(row.group.get_kind_display()))}"
        name = people.title(row.person, names.get(row.person_id, ()))
        yield Fact(group, name, reverse("child", args=[row.person_id]))


def _told(row: Any, subject: Subject) -> str:
    """ "Mother of" is of the first person; seen from the second, or both ways, it is "Mother"."""
    label = str(row.get_kind_display())
    from_here = row.person_id == subject.id and row.kind not in MUTUAL
    return label if from_here else label.rsplit(" ", 1)[0]


def _named(row: Any, other: Any, names: dict[UUID, Any]) -> str:
    name = people.title(other, names.get(other.id, ()))
    until = f"until {words.short_date(row.ended_on)}" if row.ended_on else ""
    ruled = NO_CONTACT if row.no_contact else ""
    more = ", ".join(filter(None, (until, ruled)))
    return f"{name} ({more})" if more else name


def _since(one: ChildsWorker) -> str:
    return f", since {words.short_date(one.started_on)}"
