"""Whose story is told: the child's own, the family's, or that of one brother or sister."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.who import Who
from kinkeeper.chronology.queries import Happening, story
from kinkeeper.people.kin import relatives
from kinkeeper.web.filters import Choice
from kinkeeper.web.presenters.family import named
from kinkeeper.web.presenters.told import Teller, tellers

EVERYBODY: Final = "all"


@dataclass(frozen=True, slots=True)
class FamilyStory:
    """What is told; `whose` names, by event, the person it is of where that is not the child."""

    happenings: tuple[Happening, ...]
    tellers: Mapping[UUID, Teller]
    whose: Mapping[int, str]
    choices: Sequence[Choice]


def family_story(who: Who, person_id: UUID, query: Mapping[str, str]) -> FamilyStory:
    """The story of those asked for. Another's is a read of their record, and is noted as one."""
    family = dict(_family(who, person_id))
    choices = [_choice(family)] if family else []
    asked = next((choice.value_in(query) for choice in choices), "")
    others = [one for one in family if asked in (EVERYBODY, str(one))]
    told = [] if asked and asked != EVERYBODY else [*_of(who, person_id)]
    whose: dict[int, str] = {}
    for other in others:
        audit.read(by=who, person_id=other, page="story", details={"within": str(person_id)})
        theirs = _of(who, other)
        whose |= {one.event_id: family[other] for one in theirs}
        told += theirs
    by_record = [tellers(who, one) for one in (person_id, *others)]
    merged = {record: teller for found in by_record for record, teller in found.items()}
    return FamilyStory(tuple(sorted(told, key=_newest)), merged, whose, choices)


def _family(who: Who, person_id: UUID) -> Iterator[tuple[UUID, str]]:
    """Those of the family whose record the asker may read."""
    for one in relatives(who=who, person_id=person_id):
        if one.depth >= Depth.RECORD and one.id != person_id and not one.adult:
            yield one.id, named(one)


def _choice(family: Mapping[UUID, str]) -> Choice:
    people = sorted(((str(key), name) for key, name in family.items()), key=lambda one: one[1])
    return Choice("who", "Whose", ((EVERYBODY, "This child and the family"), *people), "This child")


def _of(who: Who, person_id: UUID) -> tuple[Happening, ...]:
    return story(who=who, person_id=person_id, as_at=who.on)


def _newest(one: Happening) -> tuple[bool, int, float, int]:
    """The latest first; what has no date comes last, what has no time after what has."""
    at = one.at.timestamp() if one.at else 0.0
    return one.on is None, -(one.on or date.min).toordinal(), -at, -one.event_id
