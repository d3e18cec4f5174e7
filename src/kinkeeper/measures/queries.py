"""Figures by month and by place, and the rows behind them; each starts from what the asker may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import SECTIONS as PERMISSION_OF
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import open_teams
from kinkeeper.access.rules import visible
from kinkeeper.access.sections import Section
from kinkeeper.access.teams import under
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.measures.catalogue import SECTIONS
from kinkeeper.measures.figures import WHOLE, Month, Value, Where, guarded, read
from kinkeeper.measures.models import MeasureRow, MeasureRun, MeasureValue, Scope
from kinkeeper.measures.months import months_to

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
    """The rows behind a figure that the asker may see, and how many there are in all.

    The figure counts them all, of a place too, so that the list says how many it leaves out.
    `counts` and `rest` are the figure's own numbers, whichever of its rows are asked for.
    """

    rows: QuerySet[MeasureRow]
    total: int
    counts: int = 0
    rest: int = 0
    closed: Section | None = None  # the section of the record it is of, where the asker has none


def stored(name: str, month: date) -> bool:
    """Whether there is such a figure of that month, with a value or with a reason for none."""
    return MeasureValue.objects.filter(indicator=name, month=month).exists()


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
    return districts(found) if sees_aggregates_only(who) else found


def districts(found: Sequence[Place]) -> tuple[Place, ...]:
    """The first places below the top; where there is no one top, the topmost."""
    first = 1 if sum(place.depth == 0 for place in found) == 1 else 0
    return tuple(place for place in found if place.depth == first)


def series(*, who: Asker, place: UUID | None = None) -> Series:
    """Every indicator, month by month, of the authority or of a place; NotAllowed without figures.

    The months shown, each with the same month of the year before where that is stored.
    """
    require(who, Permission.SEE_FIGURES)
    found = _of_place(who, place) if place else _read(who, None)
    by_name: dict[str, list[Value]] = {}
    for value in sorted(found, key=lambda one: one.month):
        by_name.setdefault(value.indicator, []).append(value)
    closed = _closed(who) if place else ()
    return {
        name: tuple(map(_shut, _compared(values)) if name in closed else _compared(values))
        for name, values in by_name.items()
    }


def _compared(values: Sequence[Value]) -> Iterable[Value]:
    """The months shown, with the year before; `values` are of one indicator, the latest last."""
    first, of = months_to(values[-1].month)[0].start, {one.month: one for one in values}
    for one in values:
        if one.month >= first:
            yield replace(one, before=of.get(one.month.replace(year=one.month.year - 1)))


def by_place(
    *, who: Asker, names: Collection[str], month: date
) -> dict[UUID | None, dict[str, Value]]:
    """These indicators in one month of each place the asker may have; None: children without one."""
    require(who, Permission.SEE_FIGURES)
    asked: dict[str, object] = {"month": month}
    if not sees_aggregates_only(who):  # what is kept back is judged with every other figure
        asked["indicator__in"] = names
    closed = _closed(who)
    return {
        key: {n: _shut(one) if n in closed else one for n, one in of.items() if n in names}
        for key, of in _months(who, **asked).get(month, {}).items()
        if not isinstance(key, str)
    }


def behind(
    *,
    who: Asker,
    name: str,
    month: date,
    place: UUID | None = None,
    unplaced: bool = False,
    counted: bool | None = None,
) -> Listed:
    """The rows behind a figure that the asker may see. NotAllowed for who sees no one's record.

    `unplaced` are children who have had no team.
    """
    require_list(as_who(who))
    rows = MeasureRow.objects.filter(indicator=name, month=month)
    if place is not None:
        rows = rows.filter(team_id__in=under([place], as_who(who).on))
    if unplaced:
        rows = rows.filter(team_id__isnull=True)
    split = rows.aggregate(
        yes=Count("id", filter=Q(counts=True)), no=Count("id", filter=~Q(counts=True))
    )
    if counted is not None:
        rows = rows.filter(counts=counted)
    seen = visible(who, Permission.SEE_BANNER, rows)
    section = SECTIONS.get(name)
    if section:
        seen = visible(who, OPENS[section], seen)
    closed = section if section and not as_who(who).permits(OPENS[section]) else None
    if name in _closed(who) and (place is not None or unplaced):
        return Listed(rows.none(), 0, closed=closed)  # nor is it shown how many there are
    total = {None: split["yes"] + split["no"], True: split["yes"], False: split["no"]}[counted]
    ordered = seen.order_by("-happened_on", "person_id", "id")
    return Listed(ordered, total, split["yes"], split["no"], closed)


def require_list(who: Who) -> None:
    """NotAllowed unless there is a list behind a number for this reader at all."""
    require(who, Permission.SEE_FIGURES)
    if not opens_lists(who):
        raise NotAllowed("There is no list behind this number for your role.")


def opens_lists(who: Asker) -> bool:
    """Whether a number opens a list for this reader: who sees only aggregates has none."""
    return as_who(who).permits(Permission.SEE_BANNER)


def _months(who: Asker, **of: object) -> dict[date, dict[Where, dict[str, Value]]]:
    """By month, the figures of the whole, of each place the asker may have, and of no place.

    What is kept back is judged by what is left to be seen: what no place shows gives nothing away.
    """
    shown = [place.id for place in places(who)]
    rows = MeasureValue.objects.filter(~Q(scope=Scope.TEAM) | Q(team_id__in=shown), Q(**of))
    found: dict[date, dict[Where, dict[str, Value]]] = {}
    for row in rows:
        key = WHOLE if row.scope == Scope.AUTHORITY else row.team_id
        found.setdefault(row.month, {}).setdefault(key, {})[row.indicator] = read(row)
    if not sees_aggregates_only(who):
        return found
    closed = _closed(who)
    return {month: _judged(of_month, closed) for month, of_month in found.items()}


def _judged(found: Month, closed: Collection[str]) -> dict[Where, dict[str, Value]]:
    """The small kept back, once what is of the whole alone is taken from every place."""
    shut = {key: set(of) & set(closed) if key != WHOLE else set() for key, of in found.items()}
    left = {key: {n: v for n, v in of.items() if n not in shut[key]} for key, of in found.items()}
    return {
        key: of | {name: _shut(found[key][name]) for name in shut[key]}
        for key, of in guarded(left).items()
    }


def _read(who: Asker, place: UUID | None) -> tuple[Value, ...]:
    """What there is of the whole, or of a place."""
    if not sees_aggregates_only(who):
        of = {"team_id": place} if place else {"scope": Scope.AUTHORITY}
        return tuple(read(row) for row in MeasureValue.objects.filter(**of))
    months = _months(who).values()
    return tuple(value for of in months for value in of.get(place or WHOLE, {}).values())


def _closed(who: Asker) -> Collection[str]:
    """Figures that by place would tell of a section that is not open to the asker.

    Beside a record that leaves it out, a number of few children would tell of one of them. Who sees
    only aggregates may know such a child too: the rule is one, for every reader.
    """
    held = as_who(who)
    return {name for name, section in SECTIONS.items() if not held.permits(OPENS[section])}


def _shut(value: Value) -> Value:
    """A figure that is not shown; one that was not run says so."""
    before = value.before and _shut(value.before)
    return value if value.not_run else replace(value.hidden(), closed=True, before=before)


def _of_place(who: Asker, place: UUID) -> tuple[Value, ...]:
    """A place has a value where it had any rows; where the authority's was not run, neither was its."""
    if place not in {one.id for one in places(who)}:
        raise NotAllowed("There are no figures of this place for your role.")
    own = {(v.indicator, v.month): v for v in _read(who, place)}
    for value in _read(who, None):
        none = value if value.not_run else _none(value)
        own.setdefault((value.indicator, value.month), none)
    return tuple(own.values())


def _none(value: Value) -> Value:
    return Value(value.indicator, value.month, value.as_at, 0, 0)
