"""What is escalated to the reader: what is late, of whom, whose it was, and where it is seen to."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.duties.escalations import escalated, nights_escalated, shown, unfound_escalated
from kinkeeper.duties.queries import Owed
from kinkeeper.duties.threads import Limit
from kinkeeper.frontdoor.group_queries import groups_of
from kinkeeper.frontdoor.unfound_queries import UnfoundShown
from kinkeeper.kernel.ids import reference
from kinkeeper.law.clock import Clock
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Link, Row
from kinkeeper.web.presenters import front_door as door
from kinkeeper.web.presenters.tables import table

MOST: Final = 50
UNFOUND: Final = "Children told of and not found yet"
COLUMNS: Final = ("Child", "What is late", "Due", "Whose it was", "What it asks of you")


def of_home(who: Who) -> list[Link]:
    """How many duties are escalated to the reader; nothing where none is."""
    count = escalated(who=who, as_at=who.on).count() + bool(nights_escalated(who=who))
    count += len(unfound_escalated(who=who))
    said = words.counted(count, "duty is escalated to you", "duties are escalated to you")
    return [Link(said, reverse("escalated"))] if count else []


def page(who: Who) -> dict[str, object]:
    """The list, the longest late first; every child on it is in `shown`."""
    rows = escalated(who=who, as_at=who.on)
    count, found = rows.count(), shown(rows[:MOST], who.on)
    names = names_of(who, [owed.person_id for owed, _ in found])
    at = groups_of(who=who, contacts=[thread for _, thread in found]) if _door(who) else {}
    made = [_row(owed, door.called(names.get(owed.person_id, ()), owed.person_id),
                 reverse("contact", args=[at[thread]]) if thread in at else "")
            for owed, thread in found]  # fmt: skip
    unfound = [_unfound(*one) for one in unfound_escalated(who=who)]
    total = f"{count}, the first {MOST} shown" if count > MOST else str(count)
    return {
        "list": table("Escalated to you", COLUMNS, made, total),
        "unfound": table(UNFOUND, COLUMNS, unfound[:MOST], str(len(unfound))),
        "nights": nights_escalated(who=who),
        "shown": [owed.person_id for owed, _ in found],
    }


def _door(who: Who) -> bool:
    return who.permits(Permission.SEE_FRONT_DOOR)


def _unfound(one: UnfoundShown, clock: Clock, limit: Limit) -> Row:
    due = words.full_moment(limit.due_at) if limit.due_at else words.full_date(limit.due_on)
    named = f"Child not found yet: {reference(one.group_id)}"
    if one.children > 1:
        named = f"{one.children} children not found yet: {reference(one.group_id)}"
    cells = [
        Cell(named, reverse("contact", args=[one.group_id]), head=True, label=False),
        Cell(plain_title(clock)), Cell(due, tone="late"), Cell(clock.owner), Cell(clock.escalates),
    ]  # fmt: skip
    return Row(cells, late=True)


def _row(owed: Owed, name: str, at: str) -> Row:
    due = words.full_moment(owed.due_at) if owed.due_at else words.full_date(owed.due_on)
    return Row(
        [
            Cell(name, at or reverse("child", args=[owed.person_id]), head=True, label=False),
            Cell(plain_title(owed.clock)),
            Cell(due, tone="late"),
            Cell(owed.clock.owner),
            Cell(owed.clock.escalates),
        ],
        late=True,
    )
