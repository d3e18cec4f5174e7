"""What is given to the reader's teams: the filter of each list, the list itself, and the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.returns import run_given
from kinkeeper.returns.run_given import Left
from kinkeeper.returns.run_queries import RETURNS, Found, Run
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice, Filters, chosen, panel
from kinkeeper.web.parts import Cell, Column, Row, Worklist
from kinkeeper.web.presenters.runs.findings import Names, child_cell, fields, where

MINE = Choice("team", "Given to", (("mine", "Your teams"),), "Anybody, or nobody")


@dataclass(frozen=True, slots=True)
class Note:
    """How much is given to the reader's teams in one return, with the way to it; or why it is not said."""

    words: str
    url: str
    after: str


def choices(who: Who, *others: Choice) -> list[Choice]:
    """The filters of a list; that of the reader's teams where they have one."""
    return [*others, MINE] if run_given.teams_of(who) else list(others)


def among(who: Who, run: Run, address: Address) -> Q | None:
    """What the list is narrowed to; None where it is not."""
    asked = chosen(choices(who), address.choices).get("team")
    return run_given.in_teams(who, run) if asked else None


def narrowing(who: Who, label: str, address: Address, *others: Choice) -> Filters | None:
    """The panel over a list, where there is anything to narrow it by."""
    offered = choices(who, *others)
    return panel(label, offered, address) if offered else None


def notes(who: Who) -> list[Note]:
    """A line for each return of which something is given to the reader's teams."""
    return [_note(one) for one in run_given.still_to_do(who)]


def listed(found: Iterable[Found], names: Names, total: int) -> Worklist:
    """What is left to see to, by child and rule."""
    columns = [Column(one) for one in ("Child", "Rule", "Where", "Fields at fault")]
    rows = [_row(one, names) for one in found]
    return Worklist("Given to your teams", columns, rows, words.counted(total, "finding"))


def _row(one: Found, names: Names) -> Row:
    rule = reverse("run-rule", args=[one.run_id, one.rule])
    cells: Sequence[Cell] = (
        child_cell(one.child, names),
        Cell(f"Rule {one.rule}", url=rule),
        Cell(where(one)),
        Cell(fields(one)),
    )
    return Row(cells)


def _note(one: Left) -> Note:
    of = f"{RETURNS[one.collection]}, {year_label(one.year)}"
    if one.run is None or one.number is None:
        why = f"in {of}: not counted. The whole of that return has not been checked yet."
        return Note("Findings given to your teams", "", why)
    given = f"{words.counted(one.number, 'finding')} given to your teams"
    day = words.short_date(one.run.judged_at.date() if one.run.judged_at else None)
    return Note(given, reverse("run-given", args=[one.run.id]), f"in {of}, checked {day}")
