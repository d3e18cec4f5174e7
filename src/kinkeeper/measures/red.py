"""What needs somebody today: who, why, since when and whose it is; of the children the asker may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When

from kinkeeper.access.permissions import Permission
from kinkeeper.access.sections import Section
from kinkeeper.access.teams import is_live
from kinkeeper.access.who import Who
from kinkeeper.care.queries import legal_statuses
from kinkeeper.chronology.queries import closed_sections
from kinkeeper.duties.queries import Timing, due_when, not_run, seen_open
from kinkeeper.duties.rules import clock_here
from kinkeeper.facts import red
from kinkeeper.facts.frame_queries import HELD
from kinkeeper.facts.red import Since, Status
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clock import Clock
from kinkeeper.law.codes.coded import codes_of, is_closed
from kinkeeper.law.derived import LONG_PLAN_MONTHS
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.measures.gravity import KINDS, RANKS
from kinkeeper.people.queries import seen_among
from kinkeeper.workforce.queries import lead_workers

VERY_LATE: Final = 10  # working days; the practice of this house, said on the page
NOBODY: Final = 5  # working days
AHEAD: Final = (14, 7, 3, 1)  # days before a legal authority ends
AUTHORITY: Final = (
    "epo_expiry",
    "child_assessment_order",
    "ico_expiry",
    "supervision_order_expiry",
    "secure_72h",
    "secure_order",
)
# By legal status of a child looked after: the clock that says how long it lasts at most, if one does.
ENDING: Final[Mapping[str, str]] = {
    "C1": "ico_expiry",
    "L2": "epo_expiry",
    "L3": "child_assessment_order",
}
LEGAL: Final = "ssda903.LS"
TELLING: Final = frozenset(codes_of(LEGAL, tuple(Section)))  # what is not open to everybody
SET_BY_COURT: Final = "ico_expiry"  # its last day is in the order, not counted from its first
LONG_PLAN: Final = LONG_PLAN_MONTHS[0]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A kind of thing that needs somebody today."""

    id: str
    title: str
    limit: str
    owner: str


@dataclass(frozen=True, slots=True)
class Flag:
    """One child on the list: why, and the day it counts from or runs to.

    `rank` is the place of its kind in `gravity.KINDS`, where the alarm is of duties of many kinds.
    """

    person_id: UUID
    why: str
    on: date
    owner: str
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """One kind with its children; not run has a reason and no children.

    `untold` says what of it cannot be told, where the rest was run.
    """

    alarm: Alarm
    flags: tuple[Flag, ...] = ()
    not_run: str = ""
    untold: str = ""


ALARMS: Final = (
    Alarm("missing", "Missing now", "Missing or away without permission", "Lead worker"),
    Alarm(
        "authority",
        "Legal authority ending",
        f"An order or a power ends within {AHEAD[0]} days",
        "Authority's lawyer",
    ),
    Alarm(
        "nobody",
        "No lead worker",
        f"Open with no lead worker for more than {NOBODY} working days",
        "Team manager",
    ),
    Alarm(
        "long-plan",
        f"On a plan for {LONG_PLAN} months",
        f"On one child protection plan for {LONG_PLAN} months or more",
        "Head of service",
    ),
    Alarm(
        "late",
        "Very late",
        f"Something is overdue by more than {VERY_LATE} working days",
        "Lead worker",
    ),
)


def red_list(*, who: Who) -> tuple[Raised, ...]:
    """Every kind with the children the asker may see in full: the gravest first, then the longest."""
    found = [_RAISE[alarm.id](who, alarm) for alarm in ALARMS]
    people = {flag.person_id for one in found for flag in one.flags}
    seen = seen_among(who, Permission.SEE_RECORD, people)
    return tuple(_only(one, seen) for one in found)


def owners(who: Who, flags: Iterable[Flag]) -> dict[UUID, str]:
    """By child, the lead worker, for those who have one."""
    leads = lead_workers(who=who, person_ids=[flag.person_id for flag in flags])
    return {person: one.worker for person, one in leads.items()}


def _only(raised: Raised, seen: frozenset[UUID]) -> Raised:
    kept = [flag for flag in raised.flags if flag.person_id in seen]
    return replace(raised, flags=tuple(sorted(kept, key=lambda flag: (flag.rank or 0, flag.on))))


def _missing(who: Who, alarm: Alarm) -> Raised:
    return _since(alarm, red.missing_on(who.on), "missing", "Missing since")


def _long_plan(who: Who, alarm: Alarm) -> Raised:
    return _since(alarm, red.on_plan_for(LONG_PLAN, who.on), "plans", "On the plan since")


def nobodys(on: date) -> list[Since]:
    """Whoever is open without a lead worker for longer than the limit, whoever asks."""
    limit = calendar().subtract(on, NOBODY)
    return [one for one in red.without_worker(on) if one.since < limit]


def _nobody(who: Who, alarm: Alarm) -> Raised:
    return _since(alarm, nobodys(who.on), "allocations", "Without a lead worker since")


def _since(alarm: Alarm, found: list[Since], held: str, why: str) -> Raised:
    table, reason = HELD[held]
    if not found and not red.any_recorded(table):
        return Raised(alarm, not_run=reason)
    flags = (Flag(one.person_id, why, one.since, alarm.owner) for one in found)
    return Raised(alarm, tuple(flags))


def _late(who: Who, alarm: Alarm) -> Raised:
    """A child once, with the gravest that is overdue, and of that the longest."""
    limit = calendar().subtract(who.on, VERY_LATE)
    late = seen_open(who, who.on).filter(due_when(Timing.OVERDUE, who.on), due_on__lt=limit)
    rows = late.annotate(rank=_ranked()).order_by("person_id", "rank", "due_on", "clock")
    first = rows.distinct("person_id").values_list("person_id", "clock", "due_on")
    return Raised(
        alarm,
        tuple(replace(_duty(p, clock, due), rank=RANKS[clock]) for p, clock, due in first if due),
    )


def _ranked() -> Case:
    """The rank of a duty's clock, as the database can order by it."""
    weighed = [
        When(clock__in=[name for name, of in RANKS.items() if of == rank], then=Value(rank))
        for rank in range(len(KINDS))
    ]
    return Case(*weighed, output_field=IntegerField())


def _authority(who: Who, alarm: Alarm) -> Raised:
    """From duties where the orders are recorded, else from the legal statuses that are."""
    waiting = not_run()
    runs = [name for name in AUTHORITY if name not in waiting]
    statuses = {code: name for code, name in ENDING.items() if name in waiting}
    held = red.any_recorded(HELD["legal_statuses"][0])
    if not runs and not held:
        return Raised(alarm, not_run=f"No order is recorded. {HELD['legal_statuses'][1]}")
    soon = {"due_on__gte": who.on, "due_on__lte": who.on + timedelta(days=AHEAD[0])}
    rows = seen_open(who, who.on).filter(clock__in=runs, **soon)
    found = rows.order_by("due_on").values_list("person_id", "clock", "due_on")
    flags = [_duty(p, clock, due) for p, clock, due in found if due]
    open_now = red.statuses_on(statuses, who.on) if held else []
    flags += [flag for one in open_now if (flag := _ending(_as_read(who, one), who.on))]
    told = {statuses[code] for code in statuses if held and statuses[code] != SET_BY_COURT}
    untold = [name for name in AUTHORITY if name in waiting and name not in told]
    return Raised(alarm, tuple(flags), untold=_untold(untold))


def _as_read(who: Who, one: Status) -> Status:
    """With the end it reads as having, where what follows it is not open to the asker."""
    closed = closed_sections(who=who, person_id=one.person_id) if one.then in TELLING else ()
    if not is_closed(LEGAL, one.then, closed):
        return one
    shown = legal_statuses(who=who, person_id=one.person_id)
    return replace(one, until=next((s.ended_on for s in shown if is_live(s, who.on)), None))


def _ending(one: Status, on: date) -> Flag | None:
    """The end of a legal status, if it is near: as recorded, else the longest the law lets it last."""
    rule = clock_here(ENDING[one.code])
    end = one.until or _longest(rule, one.since)
    if end is None or not on <= end <= on + timedelta(days=AHEAD[0]):
        return None
    why = f"{plain_title(rule)}, {'recorded to end' if one.until else 'at the latest'}"
    return Flag(one.person_id, why, end, rule.owner)


def _longest(rule: Clock, since: date) -> date | None:
    """The last day of an order of the law's length; None where the court sets it."""
    ladder = None if rule.id == SET_BY_COURT else rule.within.on(since)
    return ladder[0].due(since, calendar()) if ladder else None


def _untold(names: Iterable[str]) -> str:
    """Which ends are not told: of orders not recorded here with the day they end."""
    titles = [plain_title(clock_here(name)) for name in names]
    return (
        f"Not recorded here, unless as a legal status with its end: {'; '.join(titles)}."
        if titles
        else ""
    )


def _duty(person_id: UUID, clock: str, due_on: date) -> Flag:
    one = clock_here(clock)
    return Flag(person_id, f"{plain_title(one)}, due", due_on, one.owner)


_RAISE: Mapping[str, Callable[[Who, Alarm], Raised]] = {
    "missing": _missing,
    "authority": _authority,
    "nobody": _nobody,
    "late": _late,
    "long-plan": _long_plan,
}
