"""What is owed, by when: worklists and one duty, as the asker may see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet

from kinkeeper.access.permissions import SECTIONS, Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker
from kinkeeper.chronology.queries import Happening, happenings
from kinkeeper.duties.models import Duty
from kinkeeper.duties.rules import clock_here, clocks_here
from kinkeeper.facts.bundles import held_kinds
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.programme import compile_clocks
from kinkeeper.law.state import Dates, State, state
from kinkeeper.workforce.queries import children_of_team, children_of_user

MOST_A_PAGE = 100
SOON = 5  # working days


class Scope(StrEnum):
    """Whose work: one's own children, one's teams' children, or everybody one may see."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


class Timing(StrEnum):
    """Which open duties, by when they are due."""

    ALL = "all"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


SORTS = {
    "due": "due_on",
    "-due": "-due_on",
    "clock": "clock",
    "-clock": "-clock",
    "child": "person_id",
}


def _sectioned() -> Iterator[tuple[list[str], Permission]]:
    """The clocks whose very title tells of a section of the record, by the permission that opens it."""
    for what, section in SECTIONS.items():
        names = [clock.id for clock in CLOCKS if section in clock.sections]
        if names:
            yield names, what


SECTIONED = tuple(_sectioned())


@dataclass(frozen=True, slots=True)
class Wanted:
    """A worklist asked for."""

    scope: Scope = Scope.MINE
    timing: Timing = Timing.ALL
    area: str | None = None
    sort: str = "due"
    page: int = 1
    per_page: int = 25


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty as at a day. `days_left` counts working days; below zero, days overdue."""

    duty_id: UUID
    person_id: UUID
    clock: Clock
    step: int
    state: State
    anchor_on: date | None
    due_on: date | None
    due_at: datetime | None
    plan_by: date | None
    report_due_on: date | None
    met_on: date | None
    ended_on: date | None
    superseded_on: date | None
    days_left: int | None
    not_run: str | None
    calendar: str
    version: date | None


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a list, with the counts of the whole; `total` is what the filters leave."""

    rows: tuple[Owed, ...]
    total: int
    overdue: int
    soon: int
    page: int
    pages: int
    per_page: int
    hidden: bool  # whether some belong to a section of a record that is not open to the asker


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a duty is on a list: the duty, and the events it was counted from and closed by."""

    owed: Owed
    anchor: Happening | None
    closed_by: Happening | None


def worklist(*, who: Asker, wanted: Wanted, as_at: date) -> Worklist:
    """Open duties of the children the asker may see, least time left first unless sorted otherwise.

    Raises KinkeeperError for a sort that does not exist.
    """
    if wanted.sort not in SORTS:
        raise KinkeeperError(
            f"A list cannot be sorted by {wanted.sort}.", do="Follow a column's heading."
        )
    everything = _open(_scoped(who, wanted.scope, as_at), as_at)
    if wanted.area:
        everything = everything.filter(clock__in=_clocks_of(wanted.area))
    chosen = _timed(everything, wanted.timing, as_at).order_by(SORTS[wanted.sort], "due_on", "id")
    pages = Paginator(chosen, max(1, min(wanted.per_page, MOST_A_PAGE)))
    page = pages.get_page(wanted.page)
    return Worklist(
        rows=tuple(_owed(row, as_at) for row in page),
        total=pages.count,
        overdue=_timed(everything, Timing.OVERDUE, as_at).count(),
        soon=_timed(everything, Timing.SOON, as_at).count(),
        page=page.number,
        pages=pages.num_pages,
        per_page=pages.per_page,
        hidden=_open(_hidden(who, _whose(who, wanted.scope, as_at)), as_at).exists(),
    )


def of_child(*, who: Asker, person_id: UUID, as_at: date) -> tuple[Owed, ...]:
    """Every duty of a child that had begun by the day: the open by least time left, then the closed."""
    rows = _seen(who, Permission.SEE_RECORD, Duty.objects.filter(person_id=person_id))
    begun = Q(anchor_on__lte=as_at) | Q(due_on__lt=F("anchor_on")) | Q(anchor_on=None)
    rows = rows.filter(begun).order_by("due_on", "clock", "step")
    owed = [_owed(row, as_at) for row in rows]
    live = [o for o in owed if o.state in (State.OPEN, State.LATE)]
    return (*live, *(o for o in reversed(owed) if o.state not in (State.OPEN, State.LATE)))


def some_hidden(*, who: Asker, person_id: UUID, as_at: date) -> bool:
    """Whether an open duty of a child belongs to a section of the record not open to the asker."""
    return _open(_hidden(who, Duty.objects.filter(person_id=person_id)), as_at).exists()


def next_due(*, who: Asker, person_id: UUID, as_at: date) -> Owed | None:
    """The open duty of a child with the least time left."""
    rows = _seen(who, Permission.SEE_BANNER, Duty.objects.filter(person_id=person_id))
    first = _open(rows, as_at).order_by("due_on", "clock").first()
    return _owed(first, as_at) if first else None


def why(*, who: Asker, duty_id: UUID, as_at: date) -> Reason | None:
    """One duty with the events behind it; None where there is none the asker may see."""
    row = _seen(who, Permission.SEE_RECORD, Duty.objects.filter(id=duty_id)).first()
    if row is None:
        return None
    closing = next((e for e in (row.met_event, row.superseded_event, row.ended_event) if e), None)
    found = happenings(who=who, event_ids=[e for e in (row.anchor_event, closing) if e])
    return Reason(_owed(row, as_at), found.get(row.anchor_event), found.get(closing or 0))


def whose(duty_id: UUID) -> UUID | None:
    """Whose duty this is, whoever asks: for the audit of a refusal, and never to be shown."""
    return Duty.objects.filter(id=duty_id).values_list("person_id", flat=True).first()


def not_run() -> dict[str, str]:
    """By clock id, why no duty can come from it yet."""
    return dict(compile_clocks(clocks_here(), held_kinds()).not_run)


def open_on(as_at: date) -> Q:
    """`state` is open or late on that day: the same rule as `law.state`, asked of many rows.

    A duty has begun once its anchor has come, or from the start where it is due before its anchor.
    """
    begun = Q(anchor_on__lte=as_at) | Q(due_on__lt=F("anchor_on"))
    asked = Q(not_run=None) & begun
    for closing in ("met_on", "ended_on", "superseded_on"):
        asked &= Q(**{closing: None}) | Q(**{f"{closing}__gt": as_at})
    return asked


def _seen(who: Asker, what: Permission, rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties the asker may see; one that tells of a section of the record needs that section open."""
    seen = visible(who, what, rows)
    for names, opens in SECTIONED:
        told = visible(who, opens, Duty.objects.filter(clock__in=names)).values("id")
        seen = seen.filter(~Q(clock__in=names) | Q(id__in=told))
    return seen


def _hidden(who: Asker, rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties of records the asker may see, in sections the asker may not."""
    told = [name for names, _ in SECTIONED for name in names]
    rows = rows.filter(clock__in=told)
    seen = _seen(who, Permission.SEE_RECORD, rows)
    return visible(who, Permission.SEE_RECORD, rows).exclude(id__in=seen.values("id"))


def _scoped(who: Asker, scope: Scope, as_at: date) -> QuerySet[Duty]:
    return _seen(who, Permission.SEE_RECORD, _whose(who, scope, as_at))


def _whose(who: Asker, scope: Scope, as_at: date) -> QuerySet[Duty]:
    """The duties of one's own children, of one's teams' or of everybody's, seen or not."""
    if scope is Scope.MINE:
        return Duty.objects.filter(person_id__in=children_of_user(who.pk, as_at))
    if scope is Scope.TEAM:
        return Duty.objects.filter(person_id__in=children_of_team(who.pk, as_at))
    return Duty.objects.all()


def _open(rows: QuerySet[Duty], as_at: date) -> QuerySet[Duty]:
    return rows.filter(open_on(as_at))


def _timed(rows: QuerySet[Duty], timing: Timing, as_at: date) -> QuerySet[Duty]:
    soon = calendar().add(as_at, SOON)
    limits: dict[Timing, dict[str, Any]] = {
        Timing.ALL: {},
        Timing.OVERDUE: {"due_on__lt": as_at},
        Timing.SOON: {"due_on__gte": as_at, "due_on__lte": soon},
        Timing.LATER: {"due_on__gt": soon},
    }
    return rows.filter(**limits[timing])


def _clocks_of(area: str) -> list[str]:
    return [c.id for c in CLOCKS if c.area == area]


def _owed(row: Duty, as_at: date) -> Owed:
    dates = Dates(
        due_on=row.due_on,
        met_on=row.met_on,
        ended_on=row.ended_on,
        superseded_on=row.superseded_on,
        due_at=row.due_at,
        met_at=row.met_at,
        not_run=row.not_run,
    )
    return Owed(
        duty_id=row.id,
        person_id=row.person_id,
        clock=clock_here(row.clock),
        step=row.step,
        state=state(dates, as_at),
        anchor_on=row.anchor_on,
        due_on=row.due_on,
        due_at=row.due_at,
        plan_by=row.plan_by,
        report_due_on=row.report_due_on,
        met_on=row.met_on,
        ended_on=row.ended_on,
        superseded_on=row.superseded_on,
        days_left=None if row.due_on is None else calendar().between(as_at, row.due_on),
        not_run=row.not_run,
        calendar=row.calendar,
        version=row.version,
    )
