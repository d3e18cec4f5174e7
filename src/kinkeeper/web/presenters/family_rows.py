"""What is recorded of a family, each row with the ways to change it: the drawing told as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.people.family_queries import near_of
from kinkeeper.people.kin import Kin
from kinkeeper.people.queries import seen_among
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Row, Worklist
from kinkeeper.web.presenters.family import named, to_child
from kinkeeper.web.presenters.tables import over, table
from kinkeeper.web.scope import Subject

TIES: Final = ("Who", "To this child", "How sure it is", "Since and until")
NEAR: Final = ("Who or what", "Tie", "Who supports whom", "Since and until")
WAYS: Final = ("Change", "End")


@dataclass(frozen=True, slots=True)
class FamilyRows:
    """The relationships of the child's own, and what is near; `closed`: the latter is not the reader's."""

    ties: Worklist
    near: Worklist
    closed: bool


def rows(who: Who, subject: Subject, found: Kin) -> FamilyRows:
    """Each as it stands or stood; with links to change and end it for whom that is."""
    edits = may(who, Permission.EDIT_PERSON, subject.id)
    more = WAYS if edits else ()
    return FamilyRows(
        table(
            "Relationships of this child", (*TIES, *more), _ties(who, subject, found, edits=edits)
        ),
        table("Others close, and places", (*NEAR, *more), _near(who, subject, edits=edits)),
        not may(who, Permission.SEE_NARRATIVE, subject.id),
    )


def _ties(who: Who, subject: Subject, found: Kin, *, edits: bool) -> Iterator[Row]:
    people = {one.id: one for one in found.people}
    ours = seen_among(who, Permission.EDIT_PERSON, list(people)) if edits else frozenset()
    for tie in found.ties:
        if subject.id not in (tie.one, tie.other):
            continue
        one = people[tie.other if tie.one == subject.id else tie.one]
        alone = Kin(found.person_id, found.people, (tie,), ())
        open_now = tie.ended_on is None and (one.adult or one.id in ours)
        yield Row(
            (
                Cell(named(one), url=reverse("child", args=[one.id]), head=True),
                Cell(to_child(one.id, alone)),
                Cell(tie.confidence or "Not said"),
                Cell(_time(tie.started_on, tie.ended_on)),
                *_ways(subject, "relationship", tie.id, named(one), edits=edits, open_now=open_now),
            )
        )


def _near(who: Who, subject: Subject, *, edits: bool) -> Iterator[Row]:
    for one in near_of(who=who, person_id=subject.id):
        yield Row(
            (
                Cell(one.name, head=True),
                Cell(str(one.get_strength_display())),
                Cell(str(one.get_way_display())),
                Cell(_time(one.started_on, one.ended_on if over(one.ended_on, who.on) else None)),
                *_ways(
                    subject, "tie", one.id, one.name, edits=edits, open_now=one.ended_on is None
                ),
            )
        )


def _ways(
    subject: Subject, what: str, row: UUID | None, name: str, *, edits: bool, open_now: bool
) -> Iterator[Cell]:
    for said in WAYS if edits else ():
        if not open_now:
            yield Cell("Ended, or not yours to change")
            continue
        url = reverse("family-change", args=[subject.id, what, row, said.lower()])
        yield Cell(said, url=url, hidden=name)


def _time(started: date | None, ended: date | None) -> str:
    since = words.short_date(started) if started else "Since when is not recorded"
    return f"{since} until {words.short_date(ended)}" if ended else since
