"""The front door's day in numbers, and the shift handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.urls import reverse

from kinkeeper.access.queries import names as full_names
from kinkeeper.access.who import Who
from kinkeeper.frontdoor.enquiry_queries import unanswered
from kinkeeper.frontdoor.shift_queries import DayShown, days, last_handovers, notices
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field
from kinkeeper.web.parts import Cell, Column, Figure, Row, Worklist
from kinkeeper.web.presenters import front_door as door
from kinkeeper.web.presenters import front_door_queue as queued

DAYS: Final = 14
COUNTED: Final = ("Came", "Decided", "Not about a child", "Waiting", "Of them not found yet")
FIELDS: Final = (
    Field("words", "What does the next shift have to know?", missing="Say what there is to know",
          hint="Say nothing by which a child could be known: the queue names them"),
)  # fmt: skip


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
    rows = queued.waiting(who)
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


def _numbers(caption: str, rows: Sequence[DayShown]) -> Worklist:
    columns = [Column("Day"), *(Column(name, figure=True) for name in COUNTED)]
    made = [
        Row([Cell(words.full_date(one.on), head=True, label=False), Cell(f"{one.came:,}"),
             Cell(f"{one.decided:,}"), Cell(f"{one.closed:,}"), Cell(f"{one.waiting:,}"),
             Cell(f"{one.unfound:,}")])
        for one in rows
    ]  # fmt: skip
    return Worklist(caption, columns, made)
