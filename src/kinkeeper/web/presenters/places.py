"""Districts and teams: to choose from, and in tables that follow their tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.duties.tallies import Lead, Tally, by_lead, summed
from kinkeeper.measures.catalogue import Measure
from kinkeeper.measures.figures import Value
from kinkeeper.measures.queries import Place, by_place, opens_lists, sees_aggregates_only
from kinkeeper.measures.suppress import KEPT_BACK, kept_back
from kinkeeper.web.filters import Choice
from kinkeeper.web.parts import Cell, Column, Row, Worklist
from kinkeeper.web.presenters.overview import Reading, number_cell, short

NO_TEAM = "No team"
INDENT = "\u2007\u2007"  # spaces at which a line does not break
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


def due_of(who: Who, found: Sequence[Place]) -> Worklist:
    """Duties by place as the reader may see them, or guarded where they see only aggregates."""
    guard = sees_aggregates_only(who)
    tallies = by_lead(who=None if guard else who, as_at=who.on)
    return due_table(found, tallies, opens=opens_lists(who), guard=guard)


def figures_of(who: Who, shown: Measure, month: date, found: Sequence[Place]) -> Worklist:
    """A measure by district and team in one month."""
    titles = {name: short(name) for name in shown.indicators}
    values = by_place(who=who, names=shown.indicators, month=month)
    return figures_table(f"{month:%B %Y}", titles, found, values, opens=opens_lists(who))


def due_table(
    found: Sequence[Place], tallies: Mapping[Lead, Tally], *, opens: bool, guard: bool
) -> Worklist:
    """Duties open, overdue and due by place; each place with what stands under it."""
    totals = placed(found, tallies)
    rows: list[tuple[str, UUID | None, Tally]] = []
    rows += [(_indented(p), p.id, totals.get(p.id, Tally())) for p in found]
    without = summed(dict(tallies), lambda lead: lead[0]).get(None, Tally())
    rows.append((NO_TEAM, None, without))
    hidden = _hidden(rows) if guard else {}
    whole = summed(dict(tallies), lambda _: True).get(True, Tally())
    shown = [_due(name, key, tally, opens, hidden) for name, key, tally in rows]
    total = f"{whole.open:,} open, {whole.overdue:,} overdue."
    return Worklist("Duties by district and team", DUE, shown, "" if guard else total)


def placed(found: Sequence[Place], tallies: Mapping[Lead, Tally]) -> dict[UUID, Tally]:
    """Each place's tally with those of every place under it."""
    own = summed(dict(tallies), lambda lead: lead[0])
    above = {place.id: place.parent_id for place in found}
    totals: dict[UUID, Tally] = {}
    for team, tally in own.items():
        here = team
        while here is not None:
            totals[here] = totals.get(here, Tally()) + tally
            here = above.get(here)
    return totals


def _hidden(rows: Iterable[tuple[str, UUID | None, Tally]]) -> dict[str, frozenset[UUID | None]]:
    rows = list(rows)
    return {
        name: kept_back({key: getattr(tally, name) for _, key, tally in rows}) for name in TIMINGS
    }


def _due(
    name: str,
    key: UUID | None,
    tally: Tally,
    opens: bool,
    hidden: Mapping[str, frozenset[UUID | None]],
) -> Row:
    cells = [Cell(name, head=True)]
    for timing, when in TIMINGS.items():
        number = getattr(tally, timing)
        back = key in hidden.get(timing, ())
        url = owing(key, when) if opens and key and number and not back else ""
        cells.append(Cell(KEPT_BACK if back else f"{number:,}", url=url, hidden=f"in {name}: list"))
    return Row(cells, late=tally.overdue > 0)


def owing(team: UUID | None = None, when: str = "", worker: UUID | None = None) -> str:
    """The list of duties of a team or of a worker."""
    given = {"team": team, "when": when, "worker": worker}
    asked = "&".join(f"{name}={value}" for name, value in given.items() if value)
    return f"{reverse('owing')}?{asked}"


def figures_table(
    caption: str,
    names: Mapping[str, str],
    found: Sequence[Place],
    values: Mapping[UUID | None, Mapping[str, Value]],
    *,
    opens: bool,
) -> Worklist:
    """A row a place, a column an indicator, for one month."""
    columns = [Column("District or team"), *(Column(t, figure=True) for t in names.values())]
    rows = []
    for name, key in [*((_indented(p), p.id) for p in found), (NO_TEAM, None)]:
        own = values.get(key, {})
        reading = Reading(opens and key is not None, key)
        cells = [number_cell(own.get(one), reading) for one in names]
        rows.append(Row((Cell(name, head=True), *cells)))
    return Worklist(caption, columns, rows)


def _indented(place: Place) -> str:
    return f"{INDENT * place.depth}{place.name}"
