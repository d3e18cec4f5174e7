"""The queue of the front door: what waits, by the time left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.duties.threads import Limit, limit_of_told, open_limits
from kinkeeper.frontdoor.group_queries import GroupShown, of_groups
from kinkeeper.frontdoor.kinds import Rating
from kinkeeper.frontdoor.waits import Waits, what_waits
from kinkeeper.kernel.ids import reference
from kinkeeper.kernel.moment import lived
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.paging import SIZE, paging
from kinkeeper.web.parts import Cell, Column, Figure, Row, Tag, Worklist
from kinkeeper.web.presenters.front_door import (
    ALL,
    COLUMNS,
    NOTICES,
    TONES,
    VIEWS,
    called,
    came,
    next_of,
    pages,
    source_of,
    spoken,
    time_left,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits with the time it has left."""

    told: Waits
    limit: Limit | None

    @property
    def late(self) -> bool:
        """Whether its time has gone by."""
        return self.limit is not None and self.limit.is_late(lived())

    @property
    def order(self) -> tuple[bool, Any, Any]:
        """Least time left first; what has no limit last; at the same time, what came first."""
        none = self.limit is None
        when = (self.limit.due_on, _number(self.limit.due_at)) if self.limit else ()
        return (none, when, (self.told.received_on, _number(self.told.received_at)))


@dataclass(frozen=True, slots=True)
class Opened:
    """The same with what was told, and the names of whom it is about."""

    group: GroupShown
    limit: Limit | None
    names: tuple[str, ...]
    late: bool


def waiting(who: Who) -> tuple[Waiting, ...]:
    """The queue, least time left first: by the duties that run, or would, were the child known."""
    found = what_waits(who=who)
    limits = open_limits(who=who, threads=[one for told in found for one in told.contacts])
    rows = [Waiting(told, _limit(told, limits)) for told in found]
    return tuple(sorted(rows, key=lambda one: one.order))


def opened(who: Who, rows: Sequence[Waiting]) -> tuple[Opened, ...]:
    """These rows of the queue as they are shown."""
    groups = {one.id: one for one in of_groups(who=who, ids=[row.told.id for row in rows])}
    names = names_of(who, {person for row in rows for person in row.told.people})
    return tuple(
        Opened(group, row.limit, _names(group, names), row.late)
        for row in rows
        if (group := groups.get(row.told.id))
    )


def queue(who: Who, rows: Sequence[Waiting], view: str, address: Address) -> dict[str, Any]:
    """The page of the queue: its counts, its two lists, and a page of the one that is open."""
    parts = {
        ALL: [one for one in rows if not one.told.is_notice],
        NOTICES: [one for one in rows if one.told.is_notice],
    }
    asked = paging(len(parts[view]), address, size=SIZE)
    shown = opened(who, parts[view][asked.start : asked.start + asked.size])
    return {
        "totals": _totals(rows, parts),
        "pages": pages("front-door" if view == ALL else "front-door-notices"),
        "rest": asked,
        "list": Worklist(
            caption=dict(VIEWS)[view],
            columns=[Column(name) for name in COLUMNS],
            rows=[_row(one) for one in shown],
            total=words.counted(len(parts[view]), "waiting", "waiting"),
        ),
        "shown": [one.person_id for row in shown for one in row.group.contacts],
    }


def _totals(rows: Sequence[Waiting], parts: Mapping[str, Sequence[Waiting]]) -> list[Figure]:
    late = sum(one.late for one in rows)
    nobody = sum(one.told.unmatched for one in rows)
    return [
        Figure(late, "past their time", reverse("limbo"), late=late > 0),
        Figure(len(rows), "waiting"),
        Figure(nobody, "with a child not found yet", late=nobody > 0),
        Figure(len(parts[NOTICES]), "police notices", _queue(NOTICES)),
    ]


def _queue(view: str) -> str:
    return reverse("front-door") if view == ALL else reverse("front-door-notices")


def _row(one: Opened) -> Row:
    group = one.group
    url = reverse("contact", args=[group.id])
    rating = _standing(group)
    tags = [Tag(str(rating.label).partition(":")[0], TONES[rating])] if rating else []
    who = words.listed(one.names) or group.place or "A place or group"
    return Row(
        [
            Cell(who, url, under=reference(group.id), head=True, label=False, tags=tags),
            Cell(str(group.reason.label), under=source_of(group)),
            Cell(came(group)),
            Cell(due=time_left(one.limit)) if one.limit else Cell("No limit is set"),
            Cell(next_of(group)),
        ],
        late=one.late,
    )


def _limit(told: Waits, limits: Mapping[UUID, Limit]) -> Limit | None:
    """What falls first of its children; of a child not found yet, what would."""
    running = [limits[one] for one in told.contacts if one in limits]
    if told.unmatched or not told.contacts:
        on, at = told.received_on, told.received_at
        would = limit_of_told(notice=told.is_notice, on=on, at=at)
        running += [would] if would else []
    return min(running, key=lambda one: (one.due_on, _number(one.due_at)), default=None)


def _number(at: datetime | None) -> float:
    """A moment to put in order; the end of the day where only the day is known."""
    return at.timestamp() if at else float("inf")


def _names(group: GroupShown, told: Mapping[UUID, Sequence[Any]]) -> tuple[str, ...]:
    name = spoken if len(group.contacts) + len(group.unmatched) > 1 else called
    known = [name(told.get(one.person_id, ()), one.person_id) for one in group.contacts]
    return (*known, *(f"{one.called} (not found yet)" for one in group.unmatched))


def _standing(group: GroupShown) -> Rating | None:
    """The most urgent rating standing among its children."""
    found = [
        next((one.rating for one in reversed(each.steps) if one.rating), None)
        for each in group.contacts
    ]
    return min((one for one in found if one), key=list(Rating).index, default=None)
