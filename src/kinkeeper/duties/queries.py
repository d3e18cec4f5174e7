"""What is owed, by when: worklists and one duty, as the asker may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Func, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.db.models.lookups import GreaterThan

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import SECTIONS, Permission
from kinkeeper.access.queries import names as full_names
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.sections import Section
from kinkeeper.access.teams import under
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.queries import Happening, happenings
from kinkeeper.duties.by_child import by_child
from kinkeeper.duties.models import Duty, closes
from kinkeeper.duties.rules import clock_here, clocks_here
from kinkeeper.earlyhelp.relationships import children_helped
from kinkeeper.facts.bundles import held_kinds
from kinkeeper.frontdoor.contact_queries import children_waiting
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.law.programme import compile_clocks
from kinkeeper.law.state import Dates, State, state
from kinkeeper.workforce.queries import children_led, children_of_team, children_of_user

MOST_A_PAGE = 100
Stored = Duty  # for a door that hands one to an action


class Scope(StrEnum):
    """Whose work: one's own children, one's teams', everybody one may see, or contacts that wait."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"
    FRONT_DOOR = "front-door"


class Timing(StrEnum):
    """Which open duties, by when they are due."""

    ALL = "all"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


SORTS = ("due", "-due", "clock", "-clock", "child", "-child")
BY_TITLE = tuple(clock.id for clock in sorted(CLOCKS, key=plain_title))


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
    team: UUID | None = None  # children whose lead worker is of it, or of a team below it
    worker: UUID | None = None  # children this worker leads with
    unled: bool = False  # children without a lead worker of any team
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
    warn_on: date | None = None
    paused_since: date | None = None
    paused_days: int = 0
    waived_on: date | None = None
    waived_until: date | None = None


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
    closed: tuple[
        Section, ...
    ]  # the sections whose duties are left out, whether there are any or not


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a duty is on a list: the duty, and the events it was counted from and closed by."""

    owed: Owed
    anchor: Happening | None
    closed_by: Happening | None
    waiver: Waived | None = None


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver that stands. `why` is None where the asker may not read what people wrote."""

    on: date
    until: date | None
    by: str
    why: str | None


def worklist(*, who: Asker, wanted: Wanted, as_at: date) -> Worklist:
    """Open duties of the children the asker may see, least time left first unless sorted otherwise.

    Raises KinkeeperError for a sort that does not exist.
    """
    if wanted.sort not in SORTS:
        raise KinkeeperError(
            f"A list cannot be sorted by {wanted.sort}.", do="Follow a column's heading."
        )
    whose = _led(_whose(who, wanted.scope, as_at), wanted, as_at)
    everything = _open(_seen(who, Permission.SEE_RECORD, whose), as_at)
    if wanted.area:
        everything = everything.filter(clock__in=_clocks_of(wanted.area))
    counted = _counted(everything, as_at)
    chosen = _timed(everything, wanted.timing, as_at).order_by(*_order(wanted.sort))
    pages = Paginator(chosen, max(1, min(wanted.per_page, MOST_A_PAGE)))
    pages.count = counted[wanted.timing]
    page = pages.get_page(wanted.page)
    return Worklist(
        rows=tuple(_owed(row, as_at) for row in _of_page(who, chosen, wanted.sort, page)),
        total=pages.count,
        overdue=counted[Timing.OVERDUE],
        soon=counted[Timing.SOON],
        page=page.number,
        pages=pages.num_pages,
        per_page=pages.per_page,
        closed=tuple(SECTIONS[opens] for _, opens in SECTIONED if not as_who(who).permits(opens)),
    )


def of_child(*, who: Asker, person_id: UUID, as_at: date) -> tuple[Owed, ...]:
    """Every duty of a child that had begun by the day: the open by least time left, then the closed."""
    rows = _seen_of(who, Permission.SEE_RECORD, person_id)
    begun = Q(anchor_on__lte=as_at) | Q(due_on__lt=F("anchor_on")) | Q(anchor_on=None)
    rows = rows.filter(begun).order_by("due_on", "clock", "step")
    owed = [_owed(row, as_at) for row in rows]
    live = [o for o in owed if o.state in (State.OPEN, State.LATE)]
    return (*live, *(o for o in reversed(owed) if o.state not in (State.OPEN, State.LATE)))


def left_out(*, who: Asker, person_id: UUID) -> tuple[Section, ...]:
    """The sections of a record whose duties the asker is not shown, whether there are any or not."""
    return tuple(SECTIONS[what] for _, what in SECTIONED if not may(who, what, person_id))


def next_due(*, who: Asker, person_id: UUID, as_at: date) -> Owed | None:
    """The open duty of a child whose date comes next: today or later; then one that stands still."""
    rows = _of_banner(who, person_id, as_at)
    to_come = [row for row in rows if not _is_overdue(row, as_at)]
    first = min(to_come, key=lambda row: _is_past(row, as_at), default=None)
    return _owed(first, as_at) if first else None


def longest_overdue(*, who: Asker, person_id: UUID, as_at: date) -> Owed | None:
    """The open duty of a child that has been overdue for longest."""
    rows = _of_banner(who, person_id, as_at)
    first = next((row for row in rows if _is_overdue(row, as_at)), None)
    return _owed(first, as_at) if first else None


@remembered
def _of_banner(who: Asker, person_id: UUID, as_at: date) -> tuple[Duty, ...]:
    """The open duties of a child that a banner may tell of, by when they are due."""
    rows = _open(_seen_of(who, Permission.SEE_BANNER, person_id), as_at)
    return tuple(rows.order_by("due_on", "clock"))


def _is_past(row: Duty, as_at: date) -> bool:
    return row.due_on is not None and row.due_on < as_at


def _is_overdue(row: Duty, as_at: date) -> bool:
    """`due_when` it is overdue, of one open duty."""
    paused = row.paused_since is not None and row.paused_since <= as_at
    return _is_past(row, as_at) and not paused


def why(*, who: Asker, duty_id: UUID, as_at: date) -> Reason | None:
    """One duty with the events behind it; None where there is none the asker may see."""
    row = _seen(who, Permission.SEE_RECORD, Duty.objects.filter(id=duty_id)).first()
    if row is None:
        return None
    closing = next((e for e in (row.met_event, row.superseded_event, row.ended_event) if e), None)
    found = happenings(who=who, event_ids=[e for e in (row.anchor_event, closing) if e])
    anchor, closed_by = found.get(row.anchor_event), found.get(closing or 0)
    return Reason(_owed(row, as_at), anchor, closed_by, _waived(who, row, as_at))


def seen_duty(*, who: Asker, duty_id: UUID) -> Duty | None:
    """One stored duty; None where there is none the asker may see."""
    return _seen(who, Permission.SEE_RECORD, Duty.objects.filter(id=duty_id)).first()


def whose(duty_id: UUID) -> UUID | None:
    """Whose duty this is, whoever asks: for the audit of a refusal, and never to be shown."""
    return Duty.objects.filter(id=duty_id).values_list("person_id", flat=True).first()


def not_run() -> dict[str, str]:
    """By clock id, why no duty can come from it yet; what is kept of no child is counted elsewhere."""
    waiting = compile_clocks(clocks_here(), held_kinds()).not_run
    return {clock: why for clock, why in waiting.items() if not clock_here(clock).apart}


def open_on(as_at: date) -> Q:
    """`state` is open or late on that day: the same rule as `law.state`, asked of many rows.

    A duty has begun once its anchor has come, or from the start where it is due before its anchor.
    """
    begun = Q(anchor_on__lte=as_at) | Q(due_on__lt=F("anchor_on"))
    asked = Q(not_run=None) & begun & Q(GreaterThan(closes(), as_at))
    return asked & (Q(waived_on=None) | Q(waived_on__gt=as_at) | Q(waived_until__lt=as_at))


def _seen(who: Asker, what: Permission, rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties the asker may see; one that tells of a section of the record needs that section open."""
    seen = visible(who, what, rows)
    for names, opens in SECTIONED:
        told = visible(who, opens, Duty.objects.filter(clock__in=names)).values("id")
        seen = seen.filter(~Q(clock__in=names) | Q(id__in=told))
    return seen


def _seen_of(who: Asker, what: Permission, person_id: UUID) -> QuerySet[Duty]:
    """`_seen`, of one child."""
    closed = [n for names, opens in SECTIONED if not may(who, opens, person_id) for n in names]
    return visible_of(who, what, Duty.objects.exclude(clock__in=closed), person_id)


def _led(rows: QuerySet[Duty], wanted: Wanted, as_at: date) -> QuerySet[Duty]:
    if wanted.team:
        teams = under([wanted.team], as_at)
        rows = rows.filter(person_id__in=children_led(as_at, teams=teams))
    if wanted.unled:
        rows = rows.exclude(person_id__in=children_led(as_at, in_a_team=True))
    if wanted.worker:
        rows = rows.filter(person_id__in=children_led(as_at, workers=[wanted.worker]))
    return rows


def owed_of(row: Duty, as_at: date) -> Owed:
    """One stored duty as at a day. Who asks must have been found to see it."""
    return _owed(row, as_at)


def seen_open(who: Asker, as_at: date) -> QuerySet[Duty]:
    """Every open duty the asker may see, of whomever: what worklists and tallies count."""
    return _open(_seen(who, Permission.SEE_RECORD, Duty.objects.all()), as_at)


def overdue_of(clock: str, as_at: date) -> dict[UUID, date]:
    """By child, since when a duty of one clock is overdue, whoever asks: to be filtered by who does."""
    rows = Duty.objects.filter(open_on(as_at), due_when(Timing.OVERDUE, as_at), clock=clock)
    told = rows.order_by("-due_on").values_list("person_id", "due_on")
    return {person: due for person, due in told if due}


def _whose(who: Asker, scope: Scope, as_at: date) -> QuerySet[Duty]:
    """The duties of one's own children, of one's teams', of contacts that wait, or of all, seen or not."""
    if scope is Scope.MINE:
        helped = Q(person_id__in=children_helped(who.pk, as_at), clock__in=_clocks_of("early_help"))
        return Duty.objects.filter(Q(person_id__in=children_of_user(who.pk, as_at)) | helped)
    if scope is Scope.TEAM:
        return Duty.objects.filter(person_id__in=children_of_team(who.pk, as_at))
    if scope is Scope.FRONT_DOOR:
        of_contacts = Duty.objects.filter(clock__in=_clocks_of("front_door"))
        return of_contacts.filter(person_id__in=children_waiting(who.pk, as_at))
    return Duty.objects.all()


def _open(rows: QuerySet[Duty], as_at: date) -> QuerySet[Duty]:
    return rows.filter(open_on(as_at))


def due_when(timing: Timing, as_at: date) -> Q:
    """Of open duties, those due then; what stands still is due later, whatever its date says."""
    paused, past = Q(paused_since__lte=as_at), Q(due_on__lt=as_at)
    warned = Q(warn_on__lte=as_at)
    limits: dict[Timing, Q] = {
        Timing.ALL: Q(),
        Timing.OVERDUE: past & ~paused,
        Timing.SOON: ~past & warned & ~paused,
        Timing.LATER: paused | (~past & ~warned),
    }
    return limits[timing]


def _timed(rows: QuerySet[Duty], timing: Timing, as_at: date) -> QuerySet[Duty]:
    return rows.filter(due_when(timing, as_at))


def _counted(rows: QuerySet[Duty], as_at: date) -> dict[Timing, int]:
    """How many there are of each timing, in one reading."""
    asked = {one.value: Count("id", filter=due_when(one, as_at)) for one in Timing}
    found = rows.aggregate(**asked)
    return {one: found[one.value] for one in Timing}


def _of_page(who: Asker, chosen: QuerySet[Duty], sort: str, page: Page[Duty]) -> Iterable[Duty]:
    if sort.removeprefix("-") != "child":
        return page
    size = page.paginator.per_page
    start, down = (page.number - 1) * size, sort.startswith("-")
    return by_child(who=who, rows=chosen, descending=down, start=start, size=size)


def _order(sort: str) -> list[Any]:
    """As asked, then least time left; by child it is put in order a page at a time."""
    keys: dict[str, list[Any]] = {
        "due": [F("due_on")],
        "clock": [Func(Value(list(BY_TITLE)), F("clock"), function="array_position")],
        "child": [],
    }
    asked = keys[sort.removeprefix("-")]
    turned = [OrderBy(key, descending=sort.startswith("-"), nulls_last=True) for key in asked]
    return [*turned, "due_on", "id"]


def _clocks_of(area: str) -> list[str]:
    return [c.id for c in CLOCKS if c.area == area]


def dates_of(row: Duty) -> Dates:
    """What the state of a stored duty depends on."""
    return Dates(
        due_on=row.due_on,
        met_on=row.met_on,
        ended_on=row.ended_on,
        superseded_on=row.superseded_on,
        waived_on=row.waived_on,
        waived_until=row.waived_until,
        paused_since=row.paused_since,
        due_at=row.due_at,
        met_at=row.met_at,
        not_run=row.not_run,
    )


def _waived(who: Asker, row: Duty, as_at: date) -> Waived | None:
    if row.waived_on is None or row.waived_by is None or row.waived_on > as_at:
        return None
    by = full_names([row.waived_by]).get(row.waived_by, "")
    why = row.waived_why if may(who, Permission.SEE_NARRATIVE, row) else None
    return Waived(row.waived_on, row.waived_until, by, why)


def _owed(row: Duty, as_at: date) -> Owed:
    return Owed(
        duty_id=row.id,
        person_id=row.person_id,
        clock=clock_here(row.clock),
        step=row.step,
        state=state(dates_of(row), as_at),
        anchor_on=row.anchor_on,
        due_on=row.due_on,
        due_at=row.due_at,
        plan_by=row.plan_by,
        report_due_on=row.report_due_on,
        warn_on=row.warn_on,
        paused_since=row.paused_since,
        paused_days=row.paused_days,
        waived_on=row.waived_on,
        waived_until=row.waived_until,
        met_on=row.met_on,
        ended_on=row.ended_on,
        superseded_on=row.superseded_on,
        days_left=None if row.due_on is None else calendar().between(as_at, row.due_on),
        not_run=row.not_run,
        calendar=row.calendar,
        version=row.version,
    )
