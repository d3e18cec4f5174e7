"""Between people: what nobody may notice that it waits, a list of each kind, all of them to their end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.contexts.queries import not_brought
from kinkeeper.duties.threads import Limit, open_limits
from kinkeeper.earlyhelp.queries import begun_for, not_accepted
from kinkeeper.frontdoor.contact_queries import referrals_of
from kinkeeper.frontdoor.enquiry_queries import RequestShown, unanswered
from kinkeeper.frontdoor.group_queries import (
    GroupShown,
    disagreeing,
    for_early_help,
    not_taken,
    places_alone,
    untold,
    waiting_closed,
)
from kinkeeper.frontdoor.kinds import ContactReason
from kinkeeper.kernel.moment import lived
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.paging import SIZE, Paging, paging
from kinkeeper.web.parts import Cell, Column, Row, Worklist
from kinkeeper.web.presenters import front_door as door
from kinkeeper.web.presenters import front_door_queue as queued
from kinkeeper.web.presenters.front_door_closed import closed
from kinkeeper.web.presenters.handovers import meetings

FOUR_WEEKS: Final = timedelta(weeks=4)
SHORT: Final = 80  # letters of what a place is called
DISAGREE: Final = "An agency disagrees, and has no answer"
NOT_BEGUN: Final = "Early help decided in the last four weeks, and not begun here"
UNTOLD: Final = "Decided, and the referrer not told"
NOT_TAKEN: Final = "Sent to the worker of an open case, not taken"
NOT_ACCEPTED: Final = "Handed to or from early help, not accepted or without a meeting"
PLACES: Final = "Told of a place or a group, and of no child: not taken up"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what waits: its code in an address, all of it in order, and how a part is told."""

    code: str
    caption: str
    found: Any  # a sequence, or a query that is counted and cut
    rows: Callable[[Who, Sequence[Any]], list[Row]]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.found) if isinstance(self.found, Sequence) else self.found.count()


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of one kind: its list, the way to the rest, and the pages where it stands alone."""

    list: Worklist
    more: str
    pages: Paging | None


def limbo(who: Who, address: Address) -> dict[str, object]:
    """Every list of what lies between people, the oldest first; one alone, page by page, if asked for."""
    groups = queued.waiting(who)
    kinds = _kinds(who, groups)
    asked = [one for one in kinds if one.code == address.choices.get("list")]
    told = [_part(who, one, address, alone=bool(asked)) for one in asked or kinds]
    shut = closed(who, waiting_closed(who=who, opened=len(groups)))
    return {
        "parts": [part for part, _ in told],
        "shown": [person for _, people in told for person in people],
        "whole": bool(asked),
        "pages": door.pages("limbo"),
        "closed": shut,
    }


def _kinds(who: Who, groups: Iterable[queued.Waiting]) -> list[Kind]:
    late = [one for one in groups if one.late]
    alone = places_alone(who=who)
    left = not_brought([one.id for one in alone])
    places = [one for one in alone if one.id in left]
    disputed = list(disagreeing(who=who))
    return [
        Kind("late", "Contacts past their time", late, _groups),
        Kind("asked", "Agencies that have not answered", unanswered(who=who), _asked),
        Kind("disputed", DISAGREE, disputed, _contacts),
        Kind("not-begun", NOT_BEGUN, _not_begun(who), _contacts),
        Kind("untold", UNTOLD, untold(who=who), _untold),
        Kind("not-taken", NOT_TAKEN, not_taken(who=who), _contacts),
        Kind("not-accepted", NOT_ACCEPTED, not_accepted(who=who), _handed),
        Kind("places", PLACES, places, _places),
    ]


def _part(who: Who, one: Kind, address: Address, *, alone: bool) -> tuple[Part, list[UUID]]:
    """Its first rows with the way to the rest, or the page asked for; and whom they are about."""
    count = one.count
    pages = paging(count, address) if alone else None
    start = pages.start if pages else 0
    found = list(one.found[start : start + SIZE])
    more = str(Address(address.path, {"list": one.code})) if count > SIZE and not alone else ""
    columns = [Column(name) for name in ("Who", "What", "Waiting since", "Time left")]
    total = f"{count:,}, the first {SIZE} shown" if more else f"{count:,}"
    listed = Worklist(one.caption, columns, one.rows(who, found), total)
    return Part(listed, more, pages), [person for row in found for person in _people(row)]


def _people(row: Any) -> Iterator[UUID]:
    """Whom a row names."""
    if isinstance(row, queued.Waiting):
        yield from row.told.people
    elif not isinstance(row, GroupShown):
        yield row.person_id


def _not_begun(who: Who) -> list[Any]:
    """One contact of each time early help was decided, and no child told of then has any."""
    rows = list(for_early_help(who=who, since=who.on - FOUR_WEEKS))
    people = {one.person_id for one in rows}
    begun = begun_for(contacts={one.id for one in rows}, people=people)
    helped = {one.contact_group_id for one in rows if one.person_id in begun}
    left = {one.contact_group_id: one for one in rows if one.contact_group_id not in helped}
    return list(left.values())


def _groups(who: Who, rows: Sequence[queued.Waiting]) -> list[Row]:
    return [_group(one) for one in queued.opened(who, rows)]


def _group(one: queued.Opened) -> Row:
    who = words.listed(one.names) or one.group.place or "A place or group"
    due = _time_left(one.limit)
    cells = [Cell(who, reverse("contact", args=[one.group.id]), head=True, label=False),
             Cell(door.next_of(one.group)), Cell(door.came(one.group)), due]  # fmt: skip
    return Row(cells, late=one.late)


def _places(_: Who, rows: Iterable[GroupShown]) -> list[Row]:
    return [
        Row([
            Cell((one.place or "A place or a group")[:SHORT], reverse("contact", args=[one.id]),
                 head=True, label=False),
            Cell(f"Told by {one.agency or one.channel}"),
            Cell(words.full_date(one.received_on)), Cell("No limit is set"),
        ])
        for one in rows
    ]  # fmt: skip


def _asked(who: Who, rows: Sequence[RequestShown]) -> list[Row]:
    limits = open_limits(who=who, threads=[one.id for one in rows])
    names = names_of(who, [one.person_id for one in rows])
    made = []
    for one in rows:
        limit = limits.get(one.id)
        due = _time_left(limit)
        since = words.full_moment(one.sent_at) if one.sent_at else ""
        url = reverse("enquiry-answer", args=[one.id])
        cells = [Cell(_name(names, one.person_id), url, head=True, label=False),
                 Cell(f"{one.agency} was asked"), Cell(since), due]  # fmt: skip
        made.append(Row(cells, late=limit is not None and limit.is_late(lived())))
    return made


def _contacts(who: Who, rows: Sequence[Any]) -> list[Row]:
    return _listed(who, rows, open_limits(who=who, threads=[one.id for one in rows]))


def _untold(who: Who, rows: Sequence[Any]) -> list[Row]:
    """With the time by which whoever made the contact is told; it runs where the child was referred."""
    became = referrals_of([one.id for one in rows])
    telling = open_limits(who=who, threads=became.values(), clocks=door.TELLING)
    return _listed(who, rows, {one: telling[to] for one, to in became.items() if to in telling})


def _listed(who: Who, rows: Sequence[Any], limits: Mapping[UUID, Limit]) -> list[Row]:
    names = names_of(who, [one.person_id for one in rows])
    return [
        Row([
            Cell(_name(names, one.person_id), reverse("contact", args=[one.contact_group_id]),
                 head=True, label=False),
            Cell(str(ContactReason(one.reason).label)), Cell(words.full_date(one.received_on)),
            _time_left(limits.get(one.id)),
        ], late=one.id in limits and limits[one.id].is_late(lived()))
        for one in rows
    ]  # fmt: skip


def _time_left(limit: Limit | None) -> Cell:
    return Cell(due=door.time_left(limit)) if limit else Cell(door.NO_LIMIT)


def _handed(who: Who, rows: Sequence[Any]) -> list[Row]:
    names = names_of(who, [one.person_id for one in rows])
    limits = meetings(who, rows)
    return [
        Row([
            Cell(_name(names, one.person_id), reverse("handover", args=[one.id]), head=True, label=False),
            Cell(f"To {one.to}"), Cell(words.full_date(one.decided_on)), _time_left(limits.get(one.id)),
        ], late=one.id in limits and limits[one.id].is_late(lived()))
        for one in rows
    ]  # fmt: skip


def _name(names: Any, person_id: UUID) -> str:
    return door.called(names.get(person_id, ()), person_id)
