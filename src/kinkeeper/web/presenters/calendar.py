"""One calendar of a family: what each agency does, of whom, and when, as far as the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.who import Who
from kinkeeper.people.calendar import Entry, Standing, entries
from kinkeeper.people.kin import relatives
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice, Filters, panel
from kinkeeper.web.parts import Cell, Row, Worklist
from kinkeeper.web.presenters.family import named
from kinkeeper.web.presenters.tables import table

COLUMNS: Final = ("Day", "What", "Of whom", "By whom", "How it stands")
STANDS: Final = {
    Standing.DUE: "Due",
    Standing.BOOKED: "Booked",
    Standing.HELD: "Held or made",
}
OVERDUE: Final = "Overdue"
OPENS: Final = {"duty": "duty", "note": "note", "early-help": "early-help-one"}
SPANS: Final = {"": (-30, 90), "past": (-365, 0), "coming": (0, 365)}
WHEN: Final = Choice(
    "when",
    "When",
    (("past", "The last year"), ("coming", "The year to come")),
    "The last month and the three to come",
)
FAMILY: Final = "all"
SOON: Final = 5  # on the family page


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar as its page shows it."""

    filters: Filters
    shown: Worklist
    unread: bool  # others of the family are known whose record is not the reader's


def calendar(who: Who, person_id: UUID, address: Address) -> Calendar:
    """Of the child and everybody of the family whose record may be read; each is a read, and noted."""
    family = relatives(who=who, person_id=person_id)
    read = {one.id: named(one) for one in family if one.depth >= Depth.RECORD}
    others = {one: name for one, name in read.items() if one != person_id}
    whose = Choice("who", "Whose", ((FAMILY, "This child and the family"),), "This child")
    choices = [WHEN, *([whose] if others else [])]
    asked = [person_id]
    if others and whose.value_in(address.choices) == FAMILY:
        asked += others
        for other in others:
            within = {"within": str(person_id)}
            audit.read(by=who, person_id=other, page="family_calendar", details=within)
    first, last = SPANS[WHEN.value_in(address.choices)]
    days = (who.on + timedelta(first), who.on + timedelta(last))
    found = entries(who=who, people=asked, first=days[0], last=days[1])
    return Calendar(
        panel("Narrow the calendar", choices, address),
        table("Visits and meetings", COLUMNS, _rows(found, read, who.on)),
        any(one.depth < Depth.RECORD for one in family),
    )


def coming(who: Who, person_id: UUID) -> Worklist:
    """What is next for this child, and what is overdue; the rest is on the calendar's own page."""
    first, last = who.on - timedelta(90), who.on + timedelta(90)
    of = (Standing.DUE, Standing.BOOKED)
    found = entries(who=who, people=[person_id], first=first, last=last, of=of)
    rows = list(_rows(found, {}, who.on))[:SOON]
    narrow = [Row((*row.cells[:2], *row.cells[3:]), row.late) for row in rows]
    return table("Coming up", (*COLUMNS[:2], *COLUMNS[3:]), narrow)


def _rows(found: Iterable[Entry], read: Mapping[UUID, str], on: date) -> Iterator[Row]:
    """One row of what is the same of several children on a day."""

    def same(one: Entry) -> tuple[date, str, str, str]:
        return one.on, one.standing, one.what, one.with_whom

    for _, together in groupby(sorted(found, key=same), key=same):
        yield _row(list(together), read, on)


def _row(same: Sequence[Entry], read: Mapping[UUID, str], on: date) -> Row:
    one = same[0]
    late = one.standing is Standing.DUE and one.on < on
    url = _url(one) if len(same) == 1 else ""
    names = sorted({read[each.person_id] for each in same if each.person_id in read})
    stands = Cell(OVERDUE, tone="late") if late else Cell(STANDS[one.standing])
    return Row(
        (
            Cell(words.full_date(one.on), head=True, label=False),
            Cell(one.what, url=url),
            Cell(words.listed(names) if names else None),
            Cell(one.with_whom),
            stands,
        ),
        late,
    )


def _url(one: Entry) -> str:
    view = OPENS.get(one.thing)
    return reverse(view, args=[one.thing_id]) if view and one.thing_id else ""
