"""Figures by month and by place, and the rows behind them; each starts from what the asker may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import SECTIONS as PERMISSION_OF
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import open_teams
from kinkeeper.access.rules import visible
from kinkeeper.access.teams import under
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.measures.catalogue import SECTIONS
from kinkeeper.measures.figures import Value, guarded, guarded_parts, read
from kinkeeper.measures.models import MeasureRow, MeasureRun, MeasureValue, Scope

RowShown = MeasureRow
Series = dict[str, tuple[Value, ...]]
OPENS = {section: what for what, section in PERMISSION_OF.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A team or a district, where it stands in the tree."""

    id: UUID
    name: str
    parent_id: UUID | None
    depth: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows behind a figure that the asker may see, and how many there are in all."""

    rows: QuerySet[MeasureRow]
    total: int


def sees_aggregates_only(who: Asker) -> bool:
    """Whether every role held today sees only aggregates, so that small numbers are kept back."""
    return all(held.role.aggregate for held in as_who(who).held)


def last_run() -> MeasureRun | None:
    """When the figures were last worked out."""
    return MeasureRun.objects.first()


def tree() -> tuple[Place, ...]:
    """Every team of today, each above what stands under it."""
    rows = {team.id: team for team in open_teams()}
    children: dict[UUID | None, list[UUID]] = {}
    for one in sorted(rows.values(), key=lambda team: team.name):
        children.setdefault(one.parent_id if one.parent_id in rows else None, []).append(one.id)

    def walk(parent: UUID | None, depth: int) -> Iterable[Place]:
        for key in children.get(parent, ()):
            yield Place(key, rows[key].name, parent, depth)
            yield from walk(key, depth + 1)

    return tuple(walk(None, 0))


def places(who: Asker) -> tuple[Place, ...]:
    """The places whose figures the asker may have.

    Who sees only aggregates has the first places below the top: smaller ones would give the numbers
    kept back away.
    """
    found = tree()
    if not sees_aggregates_only(who):
        return found
    first = 1 if sum(place.depth == 0 for place in found) == 1 else 0
    return tuple(place for place in found if place.depth == first)


def series(*, who: Asker, place: UUID | None = None) -> Series:
    """Every indicator, month by month, of the authority or of a place; NotAllowed without figures."""
    require(who, Permission.SEE_FIGURES)
    if place is None:
        rows = _values(scope=Scope.AUTHORITY)
        found = guarded(rows) if sees_aggregates_only(who) else rows
    else:
        found = _of_place(who, place)
    by_name: dict[str, list[Value]] = {}
    for value in sorted(found, key=lambda one: one.month):
        by_name.setdefault(value.indicator, []).append(value)
    return {name: tuple(values) for name, values in by_name.items()}


def by_place(
    *, who: Asker, names: Collection[str], month: date
) -> dict[UUID | None, dict[str, Value]]:
    """These indicators in one month of each place the asker may have; None: children without one."""
    require(who, Permission.SEE_FIGURES)
    shown = {place.id for place in places(who)}
    rows = MeasureValue.objects.filter(indicator__in=names, month=month)
    found: dict[UUID | None, dict[str, Value]] = {}
    for row in rows.exclude(scope=Scope.AUTHORITY):
        if row.team_id is None or row.team_id in shown:
            found.setdefault(row.team_id, {})[row.indicator] = read(row)
    if sees_aggregates_only(who):
        whole = {row.indicator: read(row) for row in rows.filter(scope=Scope.AUTHORITY)}
        return _guard(found, whole)
    return found


def behind(
    *, who: Asker, name: str, month: date, place: UUID | None = None, counted: bool | None = None
) -> Listed:
    """The rows behind a figure that the asker may see. NotAllowed for who sees no one's record."""
    require_list(as_who(who))
    rows = MeasureRow.objects.filter(indicator=name, month=month)
    if place is not None:
        rows = rows.filter(team_id__in=under([place], as_who(who).on))
    if counted is not None:
        rows = rows.filter(counts=counted)
    seen = visible(who, Permission.SEE_BANNER, rows)
    if name in SECTIONS:
        seen = visible(who, OPENS[SECTIONS[name]], seen)
    return Listed(seen.order_by("-happened_on", "id"), rows.count())


def require_list(who: Who) -> None:
    """NotAllowed unless there is a list behind a number for this reader at all."""
    require(who, Permission.SEE_FIGURES)
    if not opens_lists(who):
        raise NotAllowed("There is no list behind this number for your role.")


def opens_lists(who: Asker) -> bool:
    """Whether a number opens a list for this reader: who sees only aggregates has none."""
    return as_who(who).permits(Permission.SEE_BANNER)


def _values(**of: object) -> tuple[Value, ...]:
    return tuple(read(row) for row in MeasureValue.objects.filter(Q(**of)))


def _of_place(who: Asker, place: UUID) -> tuple[Value, ...]:
    """A place has a value where it had any rows; where the authority's was not run, neither was its."""
    own = {(v.indicator, v.month): v for v in _values(team_id=place)}
    whole = {(v.indicator, v.month): v for v in _values(scope=Scope.AUTHORITY)}
    for key, value in whole.items():
        own.setdefault(key, value if value.not_run else _none(value))
    if not sees_aggregates_only(who):
        return tuple(own.values())
    shown = [one.id for one in places(who)]
    beside: dict[tuple[str, date], dict[UUID | None, Value]] = {}
    for row in MeasureValue.objects.filter(team_id__in=shown):
        beside.setdefault((row.indicator, row.month), {})[row.team_id] = read(row)
    return tuple(
        guarded_parts({**beside.get(key, {}), place: value}, whole.get(key))[place]
        for key, value in own.items()
    )


def _none(value: Value) -> Value:
    return Value(value.indicator, value.month, value.as_at, 0, 0)


def _guard(
    found: dict[UUID | None, dict[str, Value]], whole: dict[str, Value]
) -> dict[UUID | None, dict[str, Value]]:
    names = {name for of in found.values() for name in of}
    for name in names:
        parts = {key: of[name] for key, of in found.items() if name in of}
        for key, value in guarded_parts(parts, whole.get(name)).items():
            found[key][name] = value
    return found
