"""Runs clocks over a bundle: events in, instances out; the same sums for one child and for everybody.

Every event takes its part in every clock that names it (`programme.py`); the parts are sorted
once into timelines, one a clock and thread; each start, and each meeting of a repeating duty,
opens an instance; what comes next on the timeline meets or supersedes it; ends are looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from kinkeeper.law.arrays import (
    BEFORE_ALL,
    EPOCH,
    THREAD_BITS,
    Bools,
    Events,
    Ints,
    Opened,
    Timeline,
    encode,
    next_row,
    previous_row,
)
from kinkeeper.law.bundle import Bundle
from kinkeeper.law.clock import Clock
from kinkeeper.law.due import NO_DAY, DueDates, due_dates, due_days, term_in_force
from kinkeeper.law.instances import instance_frame
from kinkeeper.law.pauses import stand_still, undated_pauses
from kinkeeper.law.programme import START, Part, Programme, compile_clocks
from kinkeeper.law.told import dates, least
from kinkeeper.law.waivers import with_waivers

DAY_SHIFT, ROLE = 18, 3  # a sort key: group (clock and thread) | day (16 bits) | role (2)


@dataclass(frozen=True)
class Result:
    """`instances`: INSTANCE_SCHEMA, in no order; `not_run`: by clock id, why it could not run at all."""

    instances: pl.DataFrame
    not_run: Mapping[str, str]


def run(clocks: tuple[Clock, ...], bundle: Bundle) -> Result:
    """Every instance of every clock over the bundle."""
    programme = compile_clocks(clocks, bundle.held)
    events = encode(bundle, programme)
    rows, undated = _timeline(programme, events)
    instances = _instances(programme, events, rows, undated)
    return Result(with_waivers(instances, bundle.waivers, clocks), programme.not_run)


def _timeline(programme: Programme, events: Events) -> tuple[Timeline, Ints]:
    """The sorted timeline, and the groups in which something happened on a date not recorded."""
    event, clock, role, level = _take_parts(programme, events)
    thread = events.threads[level, event]
    belongs = thread > 0
    if not belongs.all():
        event, clock, role, thread = (c[belongs] for c in (event, clock, role, thread))
    day = np.where((role == START) & (events.day[event] == NO_DAY), BEFORE_ALL, events.day[event])
    first = np.where(
        programme.counts_back[clock] & (role == START), BEFORE_ALL, np.minimum(day, 2**15)
    )
    sort_key = (((clock << THREAD_BITS) | thread) << DAY_SHIFT) | ((first + EPOCH) << 2) | role
    order = np.argsort(sort_key, kind="stable")
    sort_key = sort_key[order]
    once = _one_a_day(programme, sort_key, day[order])
    order, sort_key = order[once], sort_key[once]
    is_start, group = (sort_key & ROLE) == START, sort_key >> DAY_SHIFT
    rows = Timeline(event[order], group >> THREAD_BITS, group, day[order], is_start, ~is_start)
    unknown = rows.is_meet & (rows.day == NO_DAY)
    undated = np.unique(rows.group[unknown])
    return rows.kept(~(unknown | _silent(programme, events, rows))), undated


def _one_a_day(programme: Programme, sort_key: Ints, day: Ints) -> Bools:
    """Whether each part is the first of its role, timeline and day.

    Early starts share one place in the order, so their days are compared on their own.
    """
    group = sort_key >> DAY_SHIFT
    early = programme.counts_back[group >> THREAD_BITS] & ((sort_key & ROLE) == START)
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
    for special in programme.conditional:
        if len(events.of_kind(special.kind)):
            chosen = _chosen(programme, events, special)
            values = (chosen, special.clock, special.role, special.level)
            for column, value in zip(columns, values, strict=True):
                column.append(np.broadcast_to(np.asarray(value, dtype=np.int64), chosen.shape))
    event, clock, role, level = (np.concatenate(c) for c in columns)
    return event, clock, role, level


def _chosen(programme: Programme, events: Events, part: Part) -> Ints:
    """The events of a kind that a condition lets through; what is not known is not let through."""
    mine: Ints = events.of_kind(part.kind)
    if part.where is None:
        return mine
    asked = set(part.where.meta.root_names())
    wanted = asked | {"on"} | ({"child"} if "age" in asked else set())
    frame = events.frame[mine, [c for c in events.frame.columns if c in wanted]]
    if "nth" in asked:
        nth = _nth(events.threads[part.level, mine], events.day[mine])
        frame = frame.with_columns(nth=pl.Series(nth))
    if "age" in asked:
        born = frame.join(events.people, on="child", how="left", maintain_order="left")["born_on"]
        frame = frame.with_columns(born).with_columns(
            age=whole_years(pl.col("born_on"), pl.col("on"))
        )
    if "first_on" in asked:
        frame = frame.with_columns(first_on=_first_on(programme, events, part, mine))
    passed = frame.select(part.where.fill_null(False).alias("passed"))["passed"]
    chosen: Ints = mine[passed.to_numpy()]
    return chosen


def _nth(thread: Ints, day: Ints) -> Ints:
    """The place of each event among those of its thread: the undated first, then the earliest."""
    order = np.lexsort((np.where(day == NO_DAY, BEFORE_ALL, day), thread))
    begins = np.searchsorted(thread[order], thread[order])
    nth = np.empty(len(thread), dtype=np.int64)
    nth[order] = np.arange(1, len(thread) + 1) - begins
    return nth


def _first_on(programme: Programme, events: Events, part: Part, mine: Ints) -> pl.Series:
    """For each event, the first day its thread was opened by one of the clock's plain starts."""
    plain = [
        p for p in programme.parts if (p.clock, p.role) == (part.clock, START) and p.where is None
    ]
    found = [
        (events.threads[p.level, events.of_kind(p.kind)], events.day[events.of_kind(p.kind)])
        for p in plain
    ]
    thread = np.concatenate([np.empty(0, dtype=np.int64), *(t for t, _ in found)])
    day = np.concatenate([np.empty(0, dtype=np.int64), *(d for _, d in found)])
    return pl.Series(dates(least(thread, day)(events.threads[part.level, mine])))


def whole_years(born: pl.Expr, on: pl.Expr) -> pl.Expr:
    """Age in whole years; a birthday on 29 February falls on 28 in a common year."""
    years = on.dt.year() - born.dt.year()
    return years - (born.dt.offset_by(pl.format("{}y", years)) > on).cast(pl.Int32)


def _silent(programme: Programme, events: Events, rows: Timeline) -> Bools:
    """Nothing restarts silently: a repeating duty's later start counts only if declared to re-anchor."""
    earlier = previous_row(rows.is_start, rows.group)
    again = np.zeros(len(earlier), dtype=bool)
    again[1:] = rows.is_start[1:] & (earlier[:-1] >= 0) & (rows.group[1:] == rows.group[:-1])
    later = np.flatnonzero(again)
    clock, kind = rows.clock[later], events.kind[rows.event[later]]
    again[later] = programme.repeats[clock] & ~programme.reanchors[clock, kind]
    return again


def _open(programme: Programme, events: Events, rows: Timeline) -> Opened:
    """Each start, and each meeting of a repeating duty, opens an instance."""
    start = previous_row(rows.is_start, rows.group)
    held = np.cumsum(rows.is_meet)
    step = np.where(start >= 0, held - held[start], 0) + 1
    first, last = programme.steps
    opens = (rows.is_start | (rows.is_meet & programme.repeats[rows.clock])) & (start >= 0)
    kept = (step >= first[rows.clock]) & (step <= last[rows.clock])
    opens &= kept | (rows.is_start & (rows.day == BEFORE_ALL))
    opens &= _within_stage(programme, rows, start)
    row = np.flatnonzero(opens)
    term = term_in_force(programme, rows.clock[row], step[row], rows.day[row])
    stands = (term >= 0) | (rows.day[row] == BEFORE_ALL)
    row, term = row[stands], term[stands]
    ended_day, ended_event = _ends(programme, events, rows, row, start[row])
    owed = _owed(programme, events, rows, row, start[row])
    restart = rows.is_start & programme.reanchors[rows.clock, events.kind[rows.event]]
    met, superseded = (next_row(mask, rows.group, row) for mask in (rows.is_meet, restart))
    replaced_first = (superseded >= 0) & (met > superseded)
    met = np.where(replaced_first, -1, met)
    undated = _ended_undated(programme, events, rows, row, start[row])
    return Opened(
        row, start[row], step[row], term, met, superseded, ended_day, ended_event, undated
    ).kept(owed)


def _owed(programme: Programme, events: Events, rows: Timeline, row: Ints, start: Ints) -> Bools:
    """Whether each row lies before the day its ladder ends: what meets a step then opens none."""
    owed, later = rows.is_start[row], np.flatnonzero(rows.is_meet[row])
    is_ladder = np.zeros(len(rows.day), dtype=np.bool_)
    is_ladder[start[later]] = True
    begins = np.flatnonzero(is_ladder)
    ends = np.empty(len(rows.day), dtype=np.int64)
    ends[begins], _ = _ends(programme, events, rows, begins, begins)
    owed[later] = ends[start[later]] > rows.day[row[later]]
    return owed


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
    clock = rows.clock[row]
    early = programme.counts_back[clock] & rows.is_start[row]
    earliest = np.where(early, BEFORE_ALL, rows.day[row]) + EPOCH
    day = np.full(len(row), NO_DAY)
    event = np.full(len(row), -1)
    opener = rows.event[start]
    for ends, clocks in programme.end_sets:
        mine = np.flatnonzero(clocks[clock])
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
    due = due_dates(
        programme, rows.clock[opened.row], opened.step, rows.day[opened.row], closed, opened.term
    )
    done = np.where(was_met, met_day, np.where(was_replaced, replaced_day, NO_DAY))
    due, paused = stand_still(programme, events, rows, opened, due, done)
    closing = {
        "met": np.where(was_met, rows.event[opened.met], -1),
        "ended": np.where(was_ended, opened.ended_event, -1),
        "superseded": np.where(was_replaced, rows.event[opened.superseded], -1),
    }
    vague = np.isin(rows.group[opened.row], undated) & ~was_met
    first = np.array([max(events.covered[k] for k in kinds) for kinds in programme.met_by] or [0])
    covered = first[rows.clock[opened.row]]
    stood = np.isin(rows.group[opened.row], undated_pauses(programme, events))
    stood &= ~(was_met & (met_day <= due.due))
    reason = _reasons(programme, rows, opened, due, vague, stood, covered)
    return instance_frame(programme, events, rows, opened, due, paused, closing, reason)


def _reasons(
    programme: Programme,
    rows: Timeline,
    opened: Opened,
    due: DueDates,
    vague: Bools,
    stood: Bools,
    covered: Ints,
) -> Ints:
    """For each instance, the place in REASONS of why it cannot be counted; 0 where it can."""
    start_day, step = rows.day[opened.start], opened.step
    changing = step < programme.ladder_length[rows.clock[opened.row]]
    unsure = ((start_day == BEFORE_ALL) & changing) | (rows.day[opened.row] == BEFORE_ALL)
    gone = opened.ended_undated & (opened.met < 0) & (opened.ended_day > due.due)
    earlier = (start_day < covered) & (step > 1) & changing
    in_time = (opened.met >= 0) & (rows.day[opened.met] <= due.due)
    silent = (rows.day[opened.row] < covered) & ~in_time
    tests = [unsure, vague, gone, stood, due.due == NO_DAY, silent, earlier]
    return np.select(tests, range(1, len(tests) + 1), 0)
