"""Between people: what nobody may notice that it waits; the day in numbers; the shift handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.queries import names as full_names
from kinkeeper.access.who import Who
from kinkeeper.contexts.queries import not_brought
from kinkeeper.duties.threads import Limit, open_limits
from kinkeeper.earlyhelp.queries import begun_for, not_accepted
from kinkeeper.frontdoor.enquiry_queries import RequestShown, unanswered
from kinkeeper.frontdoor.group_queries import (
    GroupShown,
    disagreeing,
    for_early_help,
    not_taken,
    places_alone,
    untold,
    waiting_closed,
    waiting_groups,
)
from kinkeeper.frontdoor.shift_queries import days, last_handovers, notices
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field
from kinkeeper.web.parts import Cell, Column, Figure, Row, Worklist
from kinkeeper.web.presenters import front_door as door

DAYS: Final = 14
FOUR_WEEKS: Final = timedelta(weeks=4)
SHORT: Final = 80  # letters of what a place is called
MOST: Final = 25  # of each list; the count above tells how many there are
DISAGREE: Final = "An agency disagrees, and has no answer"
NOT_BEGUN: Final = "Early help decided in the last four weeks, and not begun here"
UNTOLD: Final = "Decided, and the referrer not told"
NOT_TAKEN: Final = "Sent to the worker of an open case, not taken"
NOT_ACCEPTED: Final = "Handed to or from early help, not accepted or without a meeting"
PLACES: Final = "Told of a place or a group, and of no child: not taken up"
FIELDS: Final = (
    Field("words", "What does the next shift have to know?", missing="Say what there is to know",
          hint="Say nothing by which a child could be known: the queue names them"),
)  # fmt: skip


def limbo(who: Who) -> dict[str, object]:
    """Every list of what lies between people, the oldest first; none is left out when it is empty."""
    groups = door.waiting(who, waiting_groups(who=who))
    late = [one for one in groups if one.late]
    asked, steps = unanswered(who=who), not_accepted(who=who)
    sent, silent, disputed = not_taken(who=who), untold(who=who), list(disagreeing(who=who))
    unbegun = _not_begun(who)
    alone = places_alone(who=who)
    left = not_brought([one.id for one in alone])
    places = [one for one in alone if one.id in left]
    lists = [
        _list("Contacts past their time", len(late), [_group(one) for one in late[:MOST]]),
        _list("Agencies that have not answered", len(asked), _asked(who, asked[:MOST])),
        _list(DISAGREE, len(disputed), _contacts(who, disputed[:MOST])),
        _list(NOT_BEGUN, len(unbegun), _contacts(who, unbegun[:MOST])),
        _list(UNTOLD, silent.count(), _contacts(who, silent[:MOST])),
        _list(NOT_TAKEN, sent.count(), _contacts(who, sent[:MOST])),
        _list(NOT_ACCEPTED, len(steps), _handed(who, steps[:MOST])),
        _list(PLACES, len(places), [_place(one) for one in places[:MOST]]),
    ]
    shown = [contact.person_id for one in late for contact in one.group.contacts]
    shown += [row.person_id for row in asked[:MOST]] + [row.person_id for row in steps[:MOST]]
    shown += [row.person_id for row in (*silent[:MOST], *sent[:MOST])]
    shown += [row.person_id for row in (*disputed[:MOST], *unbegun[:MOST])]
    closed = door.closed(waiting_closed(who=who, opened=len(groups)))
    return {"lists": lists, "pages": door.pages("limbo"), "shown": shown, "closed": closed}


def _not_begun(who: Who) -> list[Any]:
    """One contact of each time early help was decided, and no child told of then has any."""
    rows = list(for_early_help(who=who, since=who.on - FOUR_WEEKS))
    people = {one.person_id for one in rows}
    begun = begun_for(contacts={one.id for one in rows}, people=people)
    helped = {one.contact_group_id for one in rows if one.person_id in begun}
    left = {one.contact_group_id: one for one in rows if one.contact_group_id not in helped}
    return list(left.values())


def day(who: Who) -> dict[str, object]:
    """How many children were told of and decided on each of the last days; police notices apart."""
    return {
        "pages": door.pages("front-door-day"),
        "lists": [
            _numbers("Contacts", days(who=who, days=DAYS)),
            _numbers("Police notices of domestic abuse", notices(who=who, days=DAYS)),
        ],
    }


def counts(who: Who) -> dict[str, int]:
    """How much waits at this moment."""
    rows = door.waiting(who, waiting_groups(who=who))
    late = sum(one.late for one in rows)
    return {"waiting": len(rows), "late": late, "asked": len(unanswered(who=who))}


def handing_over(who: Who, now: dict[str, int]) -> dict[str, object]:
    """The counts of this moment, and what the last shifts left."""
    left = last_handovers(who=who)
    names = full_names({one.by for one in left})
    totals = [
        Figure(now["waiting"], "waiting", reverse("front-door")),
        Figure(now["late"], "past their time", reverse("limbo"), late=now["late"] > 0),
        Figure(now["asked"], "questions to agencies not answered", reverse("limbo")),
    ]
    rows = [
        Row([
            Cell(words.full_moment(one.at), head=True, label=False),
            Cell(names.get(one.by, "")),
            Cell(f"{one.waiting} waiting, {one.late} late, {one.asked} questions open"),
            Cell(one.words or None),
        ])
        for one in left
    ]  # fmt: skip
    columns = [Column(name) for name in ("When", "By", "What waited", "What was said")]
    shifts = Worklist("Handed over before", columns, rows)
    return {"totals": totals, "list": shifts, "pages": door.pages("front-door-handover")}


def _list(caption: str, count: int, rows: Sequence[Row]) -> Worklist:
    columns = [Column(name) for name in ("Who", "What", "Waiting since", "Time left")]
    more = f"{count}, the first {MOST} shown" if count > MOST else str(count)
    return Worklist(caption, columns, rows, more)


def _group(one: door.Waiting) -> Row:
    who = words.listed(one.names) or one.group.place or "A place or group"
    due = _time_left(one.limit)
    cells = [Cell(who, reverse("contact", args=[one.group.id]), head=True, label=False),
             Cell(door.next_of(one.group)), Cell(door.came(one.group)), due]  # fmt: skip
    return Row(cells, late=one.late)


def _place(one: GroupShown) -> Row:
    said = one.place or "A place or a group"
    by = one.agency or one.channel
    return Row([
        Cell(said[:SHORT], reverse("contact", args=[one.id]), head=True, label=False),
        Cell(f"Told by {by}"), Cell(words.full_date(one.received_on)), Cell("No limit is set"),
    ])  # fmt: skip


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
        made.append(Row(cells, late=limit is not None and limit.due_on < who.on))
    return made


def _contacts(who: Who, rows: Iterable[Any]) -> list[Row]:
    found = list(rows)
    names = names_of(who, [one.person_id for one in found])
    limits = open_limits(who=who, threads=[one.id for one in found])
    return [
        Row([
            Cell(_name(names, one.person_id), reverse("contact", args=[one.contact_group_id]),
                 head=True, label=False),
            Cell("Contact"), Cell(words.full_date(one.received_on)), _time_left(limits.get(one.id)),
        ])
        for one in found
    ]  # fmt: skip


def _time_left(limit: Limit | None) -> Cell:
    return Cell(due=door.time_left(limit)) if limit else Cell("No limit is set")


def _handed(who: Who, rows: Iterable[Any]) -> list[Row]:
    found = list(rows)
    names = names_of(who, [one.person_id for one in found])
    return [
        Row([
            Cell(_name(names, one.person_id), reverse("handover", args=[one.id]), head=True, label=False),
            Cell(f"To {one.to}"), Cell(words.full_date(one.decided_on)), Cell("No limit is set"),
        ])
        for one in found
    ]  # fmt: skip


def _name(names: Any, person_id: UUID) -> str:
    return door.called(names.get(person_id, ()), person_id)


def _numbers(caption: str, rows: Sequence[tuple[Any, int, int, int]]) -> Worklist:
    columns = [Column("Day"), *(Column(n, figure=True) for n in ("Came", "Decided", "Waiting"))]
    made = [
        Row([Cell(words.full_date(on), head=True, label=False), Cell(f"{came:,}"),
             Cell(f"{decided:,}"), Cell(f"{left:,}")])
        for on, came, decided, left in rows
    ]  # fmt: skip
    return Worklist(caption, columns, made)
