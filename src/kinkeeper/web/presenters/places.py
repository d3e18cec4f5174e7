"""Districts and teams: to choose from, and in tables that follow their tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.measures.boards import sees_duties
from kinkeeper.measures.catalogue import Measure
from kinkeeper.measures.due import Due, DueAt, due
from kinkeeper.measures.figures import Value
from kinkeeper.measures.queries import Place, by_place, opens_lists
from kinkeeper.measures.suppress import KEPT_BACK
from kinkeeper.web.filters import Choice
from kinkeeper.web.parts import Cell, Column, Row, Worklist
from kinkeeper.web.presenters.overview import UNPLACED, Reading, number_cell, short

NO_TEAM = "No team"
INDENT = "\u2007\u2007"  # spaces at which a line does not break
NEARLY_ALL = 0.9  # of the numbers by place, so many kept back that the rest say little
NOT_BY_PLACE = (
    "It is told of the whole authority alone: of a district or a team it would tell of a section of "
    "records that is not open to you."
)
SMALL_BY_PLACE = (
    "It is told of the whole authority alone: of a district nearly every number is from 1 to 5, or "
    "would tell one that is."
)
DUE = (
    Column("District or team"),
    Column("Open duties", figure=True),
    Column("Overdue", figure=True),
    Column("Due soon", figure=True),
)
TIMINGS = {"open": "", "overdue": "overdue", "soon": "soon"}


def choice(found: Sequence[Place]) -> Choice:
    """Where the figures are of."""
    options = [(str(place.id), f"{INDENT * place.depth}{place.name}") for place in found]
    return Choice("place", "Where", options, "The whole authority")


def due_of(who: Who, place: UUID | None, below: Sequence[Place]) -> dict[str, Worklist]:
    """Duties by place as the reader may see them, or guarded where no record is open to them.

    Districts, and apart from them the teams that stand below a district.
    """
    found, opens = due(who, place, below), sees_duties(who)
    deepest = min((one.place.depth for one in found.rows if one.place), default=0) + 1
    teams = [one for one in found.rows if one.place and one.place.depth > deepest]
    others = [one for one in found.rows if one not in teams]
    return {
        "due": due_table(replace(found, rows=tuple(others)), opens=opens),
        "due_teams": replace(
            due_table(replace(found, rows=tuple(map(_flat, teams))), opens=opens),
            caption="Duties by team",
            columns=(Column("Team"), *DUE[1:]),
        ),
    }


def _flat(one: DueAt) -> DueAt:
    """The place as it stands in a table of its own."""
    return replace(one, place=replace(one.place, depth=0)) if one.place else one


def figures_of(
    who: Who, shown: Measure, month: date, below: Sequence[Place], place: UUID | None
) -> dict[str, Worklist | str | None]:
    """A measure by district and team in one month, of the authority or of one place, or why not.

    Where no place has it for this reader, there is no place to be chosen.
    """
    titles = {name: short(name) for name in shown.indicators}
    values = by_place(who=who, names=shown.indicators, month=month)
    rows = below if place else [*below, None]
    why = why_not_by_place([values.get(row.id if row else None, {}) for row in rows])
    if why == NOT_BY_PLACE:
        return {"not_by_place": why, "filters": None}
    if why:
        return {"not_by_place": why}
    return {"places": figures_table(f"{month:%B %Y}", titles, rows, values, opens=opens_lists(who))}


def why_not_by_place(rows: Iterable[Mapping[str, Value]]) -> str:
    """One sentence in place of a table of which nearly nothing is shown; else nothing."""
    counted = [value for row in rows for value in row.values() if not value.not_run]
    back = [value for value in counted if value.kept_back]
    if len(back) < NEARLY_ALL * len(counted) or not back:
        return ""
    return NOT_BY_PLACE if all(value.closed for value in back) else SMALL_BY_PLACE


def due_table(found: Due, *, opens: bool) -> Worklist:
    """Duties open, overdue and due by place; each place with what stands under it."""
    rows = [_due(one, opens=opens, guarded=found.guarded) for one in found.rows]
    return Worklist("Duties by district and team", DUE, rows, total_of(found))


def total_of(found: Due) -> str:
    """The whole in a sentence, which says what it is a count of."""
    if found.guarded and not found.rows:
        return "Your role has them by district; choose a district or the whole authority."
    one = found.whole
    said = f"{_shown(one, 'open')} open, {_shown(one, 'overdue')} overdue"
    if found.guarded:
        return f"{said}. Numbers from 1 to 5, and those that would tell them, are kept back: c."
    return f"{said} in records open to you."


def _shown(one: DueAt, name: str) -> str:
    return KEPT_BACK if name in one.back else f"{getattr(one.tally, name):,}"


def _due(one: DueAt, *, opens: bool, guarded: bool) -> Row:
    without = "In no district" if guarded else NO_TEAM
    name = _indented(one.place) if one.place else without
    cells = [Cell(name, head=True)]
    for timing, when in TIMINGS.items():
        there = opens and getattr(one.tally, timing) and not one.back
        url = owing(one.place.id if one.place else UNPLACED, when) if there else ""
        cells.append(Cell(_shown(one, timing), url=url, hidden=f"in {name.strip()}: list"))
    return Row(cells, late=one.tally.overdue > 0)


def owing(team: UUID | str | None = None, when: str = "", worker: UUID | None = None) -> str:
    """The list of duties of a team or of a worker."""
    given = {"team": team, "when": when, "worker": worker}
    asked = "&".join(f"{name}={value}" for name, value in given.items() if value)
    return f"{_owing()}?{asked}"


@cache
def _owing() -> str:
    return reverse("owing")


def figures_table(
    caption: str,
    names: Mapping[str, str],
    found: Sequence[Place | None],
    values: Mapping[UUID | None, Mapping[str, Value]],
    *,
    opens: bool,
) -> Worklist:
    """A row a place, a column an indicator, for one month; None is children who have had no team."""
    columns = [Column("District or team"), *(Column(t, figure=True) for t in names.values())]
    rows = []
    for place in found:
        key = place.id if place else None
        reading = Reading(opens, key, unplaced=place is None)
        own = values.get(key, {})
        cells = [number_cell(own.get(one), reading) for one in names]
        rows.append(Row((Cell(_indented(place) if place else NO_TEAM, head=True), *cells)))
    return Worklist(caption, columns, rows)


def _indented(place: Place) -> str:
    return f"{INDENT * place.depth}{place.name}"
