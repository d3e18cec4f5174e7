"""Runs clocks over a bundle: events in, instances out; the same sums for one child and for everybody.

Every event takes its part in every clock that names it (`programme.py`); the parts are sorted
once into timelines, one a clock and thread; each start, and each meeting of a repeating duty,
opens an instance; what comes next on the timeline meets or supersedes it; ends are looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinkeeper.kernel.workdays import versions
from kinkeeper.law.bundle import Bundle
from kinkeeper.law.clock import Clock
from kinkeeper.law.due import NO_DAY, DueDates, due_dates, due_days
from kinkeeper.law.programme import (
    DAY_ZERO,
    KIND_NAMES,
    KIND_TYPE,
    MEET,
    START,
    Part,
    Programme,
    compile_clocks,
)

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
DAY_SHIFT, ID_SHIFT = 18, 46  # sort key: clock (16 bits) | thread (28) | day (16) | role (2)
EPOCH = 25567  # 1 January 1900 is day 0 of a sort key
BEFORE_ALL = -EPOCH  # the day of a start whose date is not recorded: earlier than anything dated
REASONS = (
    None,
    "The date it is counted from is not recorded.",
    "It was met on a date that is not recorded.",
    "It ended on a date that is not recorded.",
    "It falls outside the years whose working days are known.",
    "It fell due before the first day that the records loaded speak of.",
    "What came before it may lie before the first day that the records loaded speak of.",
)
INSTANCE_SCHEMA = pl.Schema(
    {
        "clock": pl.String(),
        "version": pl.Date(),
        "child": pl.String(),
        "thread": pl.String(),
        "step": pl.Int32(),
        "anchor_event": pl.Int64(),
        "anchor_on": pl.Date(),
        "anchor_at": pl.Datetime("us", "UTC"),
        "calendar": pl.String(),
        "due_on": pl.Date(),
        "due_at": pl.Datetime("us", "UTC"),
        "plan_by": pl.Date(),
        "report_due_on": pl.Date(),
        "met_on": pl.Date(),
        "met_at": pl.Datetime("us", "UTC"),
        "met_event": pl.Int64(),
        "ended_on": pl.Date(),
        "ended_event": pl.Int64(),
        "superseded_on": pl.Date(),
        "superseded_event": pl.Int64(),
        "not_run": pl.String(),
    }
)


@dataclass(frozen=True)
class Result:
    """`instances`: INSTANCE_SCHEMA, sorted; `not_run`: by clock id, why it could not run at all."""

    instances: pl.DataFrame
    not_run: Mapping[str, str]


@dataclass(frozen=True)
class Events:
    """A bundle's events as arrays; `threads` holds child, key and under as numbers (0: none)."""

    frame: pl.DataFrame
    people: pl.DataFrame
    kind: Ints
    threads: Ints  # shape (3, events)
    day: Ints  # days since 1970, NO_DAY where not recorded
    order: Ints  # the places of the events in the order of their ids
    covered: Ints  # per kind: the first day the records speak of

    @cached_property
    def _sorted(self) -> tuple[Ints, Ints]:
        """The events' places by kind, each kind's in the order of their ids, and where each kind begins."""
        kinds = self.kind[self.order]
        by_kind = np.argsort(kinds, kind="stable")
        return self.order[by_kind], np.searchsorted(kinds[by_kind], np.arange(len(KIND_NAMES) + 1))

    def of_kind(self, kind: int) -> Ints:
        """The places of the events of a kind, in the order of their ids."""
        places, begins = self._sorted
        found: Ints = places[begins[kind] : begins[kind + 1]]
        return found


@dataclass(frozen=True)
class Timeline:
    """Sorted parts: one row an event's part in a clock."""

    event: Ints
    clock: Ints
    group: Ints  # clock and thread in one number
    day: Ints
    is_start: Bools
    is_meet: Bools

    def kept(self, mask: Bools) -> Timeline:
        """Only the rows where `mask` holds."""
        return Timeline(*(getattr(self, f)[mask] for f in self.__dataclass_fields__))


def run(clocks: tuple[Clock, ...], bundle: Bundle) -> Result:
    """Every instance of every clock over the bundle."""
    programme = compile_clocks(clocks, bundle.held)
    events = _encode(bundle, programme)
    rows, undated = _timeline(programme, events)
    instances = _instances(programme, events, rows, undated)
    return Result(instances, programme.not_run)


def _encode(bundle: Bundle, programme: Programme) -> Events:
    """Threads that some clock uses become numbers; the rest are left at 0."""
    frame = bundle.events
    kind = frame["kind"].cast(KIND_TYPE).to_physical().cast(pl.Int64).to_numpy()
    used = [programme.used_levels[level, kind] for level in range(3)]
    columns = zip(("child", "key", "under"), used, strict=True)
    ids = pl.concat([frame[name].filter(pl.Series(mask)) for name, mask in columns], rechunk=True)
    names = pl.Enum(ids.drop_nulls().unique())
    threads = np.zeros((3, len(frame)), dtype=np.int64)
    threads[np.stack(used)] = (
        (ids.cast(names).to_physical().cast(pl.Int64) + 1).fill_null(0).to_numpy()
    )
    day = frame["on"].to_physical().cast(pl.Int64).fill_null(NO_DAY).to_numpy()
    order = np.argsort(frame["event"].to_numpy(), kind="stable")
    return Events(frame, bundle.people, kind, threads, day, order, _covered(bundle))


def _covered(bundle: Bundle) -> Ints:
    days = [bundle.covered_from.get(kind) for kind in KIND_NAMES]
    return np.array([BEFORE_ALL if on is None else (on - DAY_ZERO).days for on in days])


def _timeline(programme: Programme, events: Events) -> tuple[Timeline, Ints]:
    """The sorted timeline, and the groups in which something happened on a date not recorded."""
    event, clock, role, level = _take_parts(programme, events)
    thread = events.threads[level, event]
    belongs = thread > 0
    event, clock, role, thread = event[belongs], clock[belongs], role[belongs], thread[belongs]
    day = np.where((role == START) & (events.day[event] == NO_DAY), BEFORE_ALL, events.day[event])
    first = np.where(
        programme.counts_back[clock] & (role == START), BEFORE_ALL, np.minimum(day, 2**15)
    )
    group = (clock << 28) | thread
    sort_key = (group << DAY_SHIFT) | ((first + EPOCH) << 2) | role
    order = np.argsort(sort_key, kind="stable")
    sort_key = sort_key[order]
    early = programme.counts_back[clock[order]] & (role[order] == START)
    order = order[_one_a_day(sort_key, early, group[order], day[order])]
    rows = Timeline(
        event[order],
        clock[order],
        group[order],
        day[order],
        role[order] == START,
        role[order] == MEET,
    )
    unknown = rows.is_meet & (rows.day == NO_DAY)
    undated = np.unique(rows.group[unknown])
    return _first_starts(programme, events, rows.kept(~unknown)), undated


def _one_a_day(sort_key: Ints, early: Bools, group: Ints, day: Ints) -> Bools:
    """Whether each part is the first of its role, timeline and day.

    Early starts share one place in the order, so their days are compared on their own.
    """
    first = np.ones(len(sort_key), dtype=np.bool_)
    first[1:] = sort_key[1:] != sort_key[:-1]
    places = np.flatnonzero(early)
    if len(places):
        _, firsts = np.unique((group[places] << 17) | (day[places] + EPOCH), return_index=True)
        first[places] = False
        first[places[firsts]] = True
    return first


def _take_parts(programme: Programme, events: Events) -> tuple[Ints, Ints, Ints, Ints]:
    """Every event's every part, in the order of the events' ids: event, clock, role, level."""
    first, count, clock, role, level = programme.parts_by_kind
    kind = events.kind[events.order]
    fan = count[kind]
    event = np.repeat(events.order, fan)
    part = np.arange(len(event)) - np.repeat(np.cumsum(fan) - fan - first[kind], fan)
    columns = [[event], [clock[part]], [role[part]], [level[part]]]
    present = set(np.unique(kind).tolist())
    for special in programme.conditional:
        if special.kind in present:
            chosen = _chosen(events, special)
            values = (chosen, special.clock, special.role, special.level)
            for column, value in zip(columns, values, strict=True):
                column.append(np.broadcast_to(np.asarray(value, dtype=np.int64), chosen.shape))
    event, clock, role, level = (np.concatenate(c) for c in columns)
    return event, clock, role, level


def _chosen(events: Events, part: Part) -> Ints:
    """The events of a kind that a condition lets through; what is not known is not let through."""
    mine: Ints = events.of_kind(part.kind)
    if part.where is None:
        return mine
    frame = events.frame[mine]
    asked = set(part.where.meta.root_names())
    if "nth" in asked:
        thread = pl.Series("thread", events.threads[part.level, mine])
        frame = frame.with_columns(thread).with_columns(
            nth=pl.int_range(1, pl.len() + 1).over("thread", order_by="on")
        )
    if "age" in asked:
        born = frame.join(events.people, on="child", how="left", maintain_order="left")["born_on"]
        frame = frame.with_columns(born).with_columns(
            age=whole_years(pl.col("born_on"), pl.col("on"))
        )
    passed = frame.select(part.where.fill_null(False).alias("passed"))["passed"]
    chosen: Ints = mine[passed.to_numpy()]
    return chosen


def whole_years(born: pl.Expr, on: pl.Expr) -> pl.Expr:
    """Age in whole years; a birthday on 29 February falls on 28 in a common year."""
    years = on.dt.year() - born.dt.year()
    return years - (born.dt.offset_by(pl.format("{}y", years)) > on).cast(pl.Int32)


def _next(mask: Bools, group: Ints) -> Ints:
    """For each row, the next later row of its group where `mask` holds; -1 for none."""
    size = len(mask)
    if size == 0:
        return np.empty(0, dtype=np.int64)
    here = np.where(mask, np.arange(size), size)
    after = np.append(np.minimum.accumulate(here[::-1])[::-1][1:], size)
    found = after < size
    found[found] = group[after[found]] == group[found]
    return np.where(found, after, -1)


def _previous(mask: Bools, group: Ints) -> Ints:
    """For each row, this or the last earlier row of its group where `mask` holds; -1 for none."""
    before = (
        np.maximum.accumulate(np.where(mask, np.arange(len(mask)), -1))
        if len(mask)
        else np.empty(0, np.int64)
    )
    found = before >= 0
    found[found] = group[before[found]] == group[found]
    return np.where(found, before, -1)


def _first_starts(programme: Programme, events: Events, rows: Timeline) -> Timeline:
    """Nothing restarts silently: a repeating duty's later start counts only if declared to re-anchor."""
    earlier = _previous(rows.is_start, rows.group)
    again = np.zeros(len(earlier), dtype=bool)
    again[1:] = rows.is_start[1:] & (earlier[:-1] >= 0) & (rows.group[1:] == rows.group[:-1])
    silent = (
        again
        & programme.repeats[rows.clock]
        & ~programme.reanchors[rows.clock, events.kind[rows.event]]
    )
    return rows.kept(~silent) if silent.any() else rows


@dataclass(frozen=True)
class Opened:
    """Instances before their dates are counted; -1 where there is no such row or event."""

    row: Ints
    start: Ints  # row of the start that began the ladder
    step: Ints
    met: Ints  # row
    superseded: Ints  # row
    ended_day: Ints
    ended_event: Ints
    ended_undated: Bools

    def kept(self, mask: Bools) -> Opened:
        """Only the instances where `mask` holds."""
        return Opened(*(getattr(self, f)[mask] for f in self.__dataclass_fields__))


def _open(programme: Programme, events: Events, rows: Timeline) -> Opened:
    """Each start, and each meeting of a repeating duty, opens an instance."""
    start = _previous(rows.is_start, rows.group)
    held = np.cumsum(rows.is_meet)
    step = np.where(start >= 0, held - held[start], 0) + 1
    first, last = programme.steps
    opens = (rows.is_start | (rows.is_meet & programme.repeats[rows.clock])) & (start >= 0)
    kept = (step >= first[rows.clock]) & (step <= last[rows.clock])
    opens &= kept | (rows.is_start & (rows.day == BEFORE_ALL))
    opens &= _within_stage(programme, rows, start)
    row = np.flatnonzero(opens)
    ended_day, ended_event = _ends(programme, events, rows, row, start[row])
    owed = rows.is_start[row] | (_ladder_ends(programme, events, rows)[start[row]] > rows.day[row])
    restart = rows.is_start & programme.reanchors[rows.clock, events.kind[rows.event]]
    met, superseded = _next(rows.is_meet, rows.group)[row], _next(restart, rows.group)[row]
    replaced_first = (superseded >= 0) & (met > superseded)
    met = np.where(replaced_first, -1, met)
    undated = _ended_undated(programme, events, rows, row, start[row])
    return Opened(
        row, start[row], step[row], met, superseded, ended_day, ended_event, undated
    ).kept(owed)


def _ladder_ends(programme: Programme, events: Events, rows: Timeline) -> Ints:
    """For each start's row, the day its ladder ends; NO_DAY for the other rows."""
    begins = np.flatnonzero(rows.is_start)
    day = np.full(len(rows.day), NO_DAY)
    day[begins], _ = _ends(programme, events, rows, begins, begins)
    return day


def _ended_undated(
    programme: Programme, events: Events, rows: Timeline, row: Ints, start: Ints
) -> Bools:
    """Whether each row's duty has an ending whose date is not recorded."""
    ended = np.zeros(len(row), dtype=np.bool_)
    undated, opener = events.day == NO_DAY, rows.event[start]
    if not undated.any():
        return ended
    for ends, clocks in programme.end_sets:
        found = [
            events.threads[level, undated & (events.kind == kind)] for kind, level in ends.levels
        ]
        level = programme.entity_level[ends.entity][events.kind[opener]]
        thread = events.threads[level, opener]
        ended |= clocks[rows.clock[row]] & (thread > 0) & np.isin(thread, np.concatenate(found))
    return ended


def _within_stage(programme: Programme, rows: Timeline, start: Ints) -> Bools:
    """Whether each row falls in the stretch after its start that its clock covers."""
    inside = np.ones(len(rows.day), dtype=np.bool_)
    for number, offset, is_from in programme.stages:
        mine = np.flatnonzero((rows.clock == number) & (start >= 0))
        began = rows.day[start[mine]]
        edge = due_days(offset, began)
        inside[mine] = rows.day[mine] >= edge if is_from else rows.day[mine] < edge
    return inside


def _ends(
    programme: Programme, events: Events, rows: Timeline, row: Ints, start: Ints
) -> tuple[Ints, Ints]:
    """The first ending on or after each row's day: its day (NO_DAY: none) and event.

    A duty that what came before its anchor can meet, what came before can end as well.
    """
    early = programme.counts_back[rows.clock[row]] & rows.is_start[row]
    earliest = np.where(early, BEFORE_ALL, rows.day[row]) + EPOCH
    day = np.full(len(row), NO_DAY)
    event = np.full(len(row), -1)
    opener = rows.event[start]
    for ends, clocks in programme.end_sets:
        mine = np.flatnonzero(clocks[rows.clock[row]])
        enders, keys = _enders(events, ends.levels)
        if not len(mine) or not len(enders):
            continue
        level = programme.entity_level[ends.entity][events.kind[opener[mine]]]
        thread = events.threads[level, opener[mine]]
        wanted = (thread << DAY_SHIFT) | earliest[mine]
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = (keys[place] >= wanted) & ((keys[place] >> DAY_SHIFT) == thread) & (thread > 0)
        when = events.day[enders[place]]
        sooner = hit & (when < day[mine])
        day[mine[sooner]], event[mine[sooner]] = when[sooner], enders[place[sooner]]
    return day, event


def _enders(events: Events, levels: tuple[tuple[int, int], ...]) -> tuple[Ints, Ints]:
    """The dated events of these kinds and their sorted keys: thread, then day."""
    found = [mine[events.day[mine] != NO_DAY] for mine in (events.of_kind(k) for k, _ in levels)]
    threads = [events.threads[level, mine] for mine, (_, level) in zip(found, levels, strict=True)]
    event, thread = np.concatenate(found), np.concatenate(threads)
    keys = (thread << DAY_SHIFT) | (events.day[event] + EPOCH)
    order = np.argsort(keys, kind="stable")
    return event[order], keys[order]


def _instances(programme: Programme, events: Events, rows: Timeline, undated: Ints) -> pl.DataFrame:
    """Which of what came next counts, and when each instance was due."""
    opened = _open(programme, events, rows)
    met_day = np.where(opened.met >= 0, rows.day[opened.met], NO_DAY)
    replaced_day = np.where(opened.superseded >= 0, rows.day[opened.superseded], NO_DAY)
    was_met = (opened.met >= 0) & (met_day <= opened.ended_day)
    was_replaced = ~was_met & (replaced_day < opened.ended_day)
    was_ended = ~was_met & ~was_replaced & (opened.ended_day != NO_DAY)
    closed = np.minimum(np.minimum(met_day, opened.ended_day), replaced_day)
    due = due_dates(programme, rows.clock[opened.row], opened.step, rows.day[opened.row], closed)
    closing = {
        "met": np.where(was_met, rows.event[opened.met], -1),
        "ended": np.where(was_ended, opened.ended_event, -1),
        "superseded": np.where(was_replaced, rows.event[opened.superseded], -1),
    }
    vague = np.isin(rows.group[opened.row], undated) & ~was_met
    first = np.array([max(events.covered[k] for k in kinds) for kinds in programme.met_by] or [0])
    covered = first[rows.clock[opened.row]]
    reason = _reasons(programme, rows, opened, due, vague, covered)
    stands = (due.term >= 0) | (rows.day[opened.row] == BEFORE_ALL)
    return _frame(programme, events, rows, opened, due, closing, reason).filter(pl.Series(stands))


def _reasons(
    programme: Programme, rows: Timeline, opened: Opened, due: DueDates, vague: Bools, covered: Ints
) -> Ints:
    """For each instance, the place in REASONS of why it cannot be counted; 0 where it can."""
    start_day, step = rows.day[opened.start], opened.step
    changing = step < programme.ladder_length[rows.clock[opened.row]]
    unsure = ((start_day == BEFORE_ALL) & changing) | (rows.day[opened.row] == BEFORE_ALL)
    gone = opened.ended_undated & (opened.met < 0) & (opened.ended_day > due.due)
    earlier = (start_day < covered) & (step > 1) & changing
    in_time = (opened.met >= 0) & (rows.day[opened.met] <= due.due)
    silent = (due.due < covered) & ~in_time
    tests = [unsure, vague, gone, due.due == NO_DAY, silent, earlier]
    return np.select(tests, range(1, len(tests) + 1), 0)


def _frame(
    programme: Programme,
    events: Events,
    rows: Timeline,
    opened: Opened,
    due: DueDates,
    closing: Mapping[str, Ints],
    reason: Ints,
) -> pl.DataFrame:
    """Instances with names in place of numbers; those that cannot be counted have no due date."""
    anchor, clock = rows.event[opened.row], rows.clock[opened.row]
    frame, counted = events.frame, reason == 0
    moments = _moments(programme, due, frame["at"].gather(anchor), counted)
    columns = {
        "clock": pl.Series([c.id for c in programme.clocks], dtype=pl.String).gather(clock),
        "version": _dates(
            np.array([t.since for t in programme.terms[0]] or [0])[due.term], due.term >= 0
        ),
        "child": frame["child"].gather(anchor),
        "thread": _thread_names(programme, events, rows.event[opened.start], clock),
        "step": pl.Series(opened.step, dtype=pl.Int32),
        "anchor_event": frame["event"].gather(anchor),
        "anchor_on": frame["on"].gather(anchor),
        "anchor_at": frame["at"].gather(anchor),
        "calendar": pl.Series([c.version for _, c in versions()]).gather(due.calendar),
        "due_on": _days_of(moments, _dates(due.due, counted)),
        "due_at": moments,
        "plan_by": _dates(due.plan_by, counted),
        "report_due_on": _dates(due.report_due, counted),
        "not_run": pl.Series(REASONS, dtype=pl.String).gather(reason),
    }
    for name, event in closing.items():
        columns |= _closing(frame, name, event)
    return pl.DataFrame({name: columns[name] for name in INSTANCE_SCHEMA}, schema=INSTANCE_SCHEMA)


def _closing(frame: pl.DataFrame, name: str, event: Ints) -> dict[str, pl.Series]:
    """The event, its date and, for a meeting, its time; null where there is none."""
    place = pl.Series(event, dtype=pl.Int64).set(pl.Series(event < 0), None)
    wanted = {f"{name}_event": "event", f"{name}_on": "on"} | (
        {"met_at": "at"} if name == "met" else {}
    )
    return {column: frame[source].gather(place) for column, source in wanted.items()}


def _thread_names(programme: Programme, events: Events, opener: Ints, clock: Ints) -> pl.Series:
    """The id of the thread each instance is kept by, read from the event that began its ladder."""
    level = programme.own_level[clock, events.kind[opener]]
    frame = events.frame
    names = pl.concat([frame["child"], frame["key"], frame["under"]])
    return names.gather(level * len(frame) + opener)


def _moments(
    programme: Programme, due: DueDates, anchor_at: pl.Series, counted: Bools
) -> pl.Series:
    """The moment an hour clock runs out, where the time it started is known."""
    offsets = [t.offset for t in programme.terms[0]]
    hours = np.array([o.hours if o is not None and o.needs_time else 0 for o in offsets] or [0])
    timed = np.array([o is not None and o.needs_time for o in offsets] or [False])
    shown = timed[due.term] & counted & (due.term >= 0)
    if not shown.any():
        return pl.repeat(None, len(shown), dtype=anchor_at.dtype, eager=True)
    moved = anchor_at + pl.Series(hours[due.term] * 3_600_000_000, dtype=pl.Int64).cast(
        pl.Duration("us")
    )
    return moved.set(pl.Series(~shown), None)


def _days_of(moments: pl.Series, otherwise: pl.Series) -> pl.Series:
    """The day in London of each moment; `otherwise` where there is none."""
    timed = moments.is_not_null()
    if not timed.any():
        return otherwise
    return moments.dt.convert_time_zone("Europe/London").dt.date().zip_with(timed, otherwise)


def _dates(days: Ints, shown: Bools) -> pl.Series:
    """Days since 1970 as dates; null for NO_DAY and where not shown."""
    counted = pl.Series(np.where(days == NO_DAY, 0, days), dtype=pl.Int64).cast(pl.Int32)
    return counted.set(pl.Series((days == NO_DAY) | ~shown), None).cast(pl.Date)
