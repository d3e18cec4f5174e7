"""The duties of one child: open, closed, and those that cannot be counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.duties.queries import Owed
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.law.state import State
from kinkeeper.law.visits import VISITS
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Gaps, Row, Worklist
from kinkeeper.web.presenters import duty
from kinkeeper.web.presenters.tables import table

RUNNING = (State.OPEN, State.LATE)
ACTIONS = 3
OPEN = ("What is needed", "Due", "Whose duty", "Status")
CLOSED = ("What was needed", "Was due", "Done", "Outcome")


def next_actions(owed: Sequence[Owed], today: date) -> Worklist:
    """The three open duties with the least time left."""
    rows = [_open(one, today) for one in _running(owed)[:ACTIONS]]
    return Worklist("Next actions", [Column(name) for name in OPEN], rows)


def visits(owed: Sequence[Owed], today: date) -> Worklist:
    """The visits that are due next, the earliest first, each by its own clock."""
    rows = [_open(one, today) for one in _running(owed) if one.clock.id in VISITS]
    return table("Visits due", OPEN, rows)


def gaps(who: Who, person_id: UUID, owed: Sequence[Owed]) -> Gaps:
    """What no list of this child's dates can hold, and where it is told."""
    sees = who.permits(Permission.SEE_OWN_WORK) or who.permits(Permission.SEE_TEAM_WORK)
    return Gaps(
        sum(one.state is State.NOT_RUN for one in owed),
        f"{reverse('child-work', args=[person_id])}#cannot-be-counted",
        reverse("waiting") if sees else "",
    )


def lists(owed: Sequence[Owed], today: date) -> dict[str, Any]:
    """Every duty, in three lists; nothing is hidden."""
    running = _running(owed)
    uncounted = [one for one in owed if one.state is State.NOT_RUN]
    closed = [one for one in owed if one.state not in (*RUNNING, State.NOT_RUN)]
    late = sum(one.state is State.LATE for one in running)
    total = f"{words.counted(len(running), 'duty', 'duties')}, {late} overdue"
    return {
        "open": table("Open duties", OPEN, (_open(one, today) for one in running), total),
        "closed": table("Earlier duties", CLOSED, map(_closed, closed)),
        "uncounted": [
            (plain_title(one.clock), one.not_run, duty.address(one)) for one in uncounted
        ],
    }


def _running(owed: Sequence[Owed]) -> list[Owed]:
    return [one for one in owed if one.state in RUNNING]


def _open(one: Owed, today: date) -> Row:
    seen = duty.seen(one, today)
    tag = duty.status(one, seen)
    owner = one.clock.owner[:1].upper() + one.clock.owner[1:]
    return Row(
        (
            _what(one),
            Cell(due=seen, label=False),
            Cell(owner),
            Cell(tag.words, tone=tag.tone, label=False),
        ),
        late=seen.late,
    )


def _closed(one: Owed) -> Row:
    tag = duty.ended(one)
    done = words.short_date(one.met_on) if one.met_on else "Not done"
    return Row(
        (
            _what(one),
            Cell(words.short_date(one.due_on)),
            Cell(done),
            Cell(tag.words, tone=tag.tone, label=False),
        )
    )


def _what(one: Owed) -> Cell:
    return Cell(
        plain_title(one.clock),
        url=duty.address(one),
        hidden="why",
        tags=duty.doubts(one),
        head=True,
        label=False,
    )
