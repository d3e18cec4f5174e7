"""What was said of a child by which they may be found, or reached: kept beside who they are here."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.frontdoor.group_queries import GroupShown, ToldShown
from kinkeeper.people.guarded import tells
from kinkeeper.people.protected import guarded_addresses
from kinkeeper.web import words

GUARDED: Final = "An address was said that is protected, and not open to you"


def told_lines(child: ToldShown) -> list[str]:
    """Everything said by which the child may be found."""
    age = f"said to be {child.age_said}" if child.age_said is not None else ""
    born = f"born {words.plain_date(child.born_on)}" if child.born_on else ""
    where = ", ".join(part for part in (child.address, child.postcode) if part)
    return [one for one in (born, age, where, child.note) if one]


def told_of(who: Who, child: ToldShown) -> list[str]:
    """The same of a child who is known, to those who read the record: no address closed to them."""
    person = child.person_id
    if person is None or not may(who, Permission.SEE_NARRATIVE, person):
        return []
    guarded = guarded_addresses(who=who, person_id=person)
    return [GUARDED if guarded and tells(guarded, line) else line for line in told_lines(child)]


def said_of(who: Who, group: GroupShown, person_id: UUID) -> str:
    """The same in one line, of one of the children of what was told, and of no other."""
    mine = (one for one in group.children if one.person_id == person_id)
    return "; ".join(line for one in mine for line in told_of(who, one))
