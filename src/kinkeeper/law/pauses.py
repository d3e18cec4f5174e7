"""Where law lets a clock stand still: the days of a pause are given back, one by one.

A pause lasts from the day of the event that begins it to the day before the one that ends it.
Each of its days after the anchor and up to the due date moves that date on by a day: by a working
day where the clock counts working days, else by a calendar day. A pause that nothing has ended is
over for what was met or replaced while it ran; any other instance says since when it stands still.
Pauses are few, so they are counted as they read and not by arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.offsets import Offset, Unit
from kinkeeper.kernel.workdays import Calendar, versions
from kinkeeper.law.arrays import THREAD_BITS, Events, Ints, Opened, Timeline
from kinkeeper.law.due import DAY_ZERO, NO_DAY, DueDates, plan_day
from kinkeeper.law.programme import KIND_CODE, Programme

Spans = Mapping[int, list[tuple[int, int]]]  # by group: first day, and the day it runs again


@dataclass(frozen=True)
class Paused:
    """One row an instance: the day since which it stands still, and how many days it was given back."""

    since: Ints
    days: Ints


@dataclass(frozen=True)
class _Running:
    """One instance while its pauses are counted; days since 1970."""

    offset: Offset
    calendar: Calendar
    done: int  # the day it was met or replaced
    resumed: int
    due: int
    since: int = NO_DAY
    days: int = 0

    def after(self, begins: int, until: int) -> _Running:
        """What comes of it once this pause is counted, as far as it had run by then."""
        first, last = max(begins, self.resumed), min(until, self.done)
        if self.since != NO_DAY or first > self.due or last <= first:
            return self
        if last == NO_DAY:
            return replace(self, since=begins)
        worked = self.offset.unit is Unit.WORKING_DAY
        stood = self._working_days(first, last) if worked else last - first
        due = self._later(stood) if worked else self.due + stood
        return replace(self, resumed=last, due=due, days=self.days + stood)

    def _working_days(self, first: int, last: int) -> int:
        return self.calendar.between(_date(first - 1), _date(last - 1))

    def _later(self, working_days: int) -> int:
        return (self.calendar.add(_date(self.due), working_days) - DAY_ZERO).days


def stand_still(
    programme: Programme,
    events: Events,
    rows: Timeline,
    opened: Opened,
    due: DueDates,
    done: Ints,
) -> tuple[DueDates, Paused]:
    """The due dates with the days of every pause given back, and what still stands still."""
    paused = Paused(np.full(len(done), NO_DAY), np.zeros(len(done), dtype=np.int64))
    if not programme.pauses:
        return due, paused
    spans = _spans(programme, events)
    group = rows.group[opened.row]
    counted = (due.due != NO_DAY) & (due.term >= 0)
    touched = np.flatnonzero(counted & np.isin(group, np.array(list(spans), dtype=np.int64)))
    moved = replace(due, due=due.due.copy(), plan_by=due.plan_by.copy())
    for place in touched.tolist():
        one = _begun(programme, due, int(rows.day[opened.row[place]]), int(done[place]), place)
        moved.due[place], moved.plan_by[place], paused.since[place], paused.days[place] = _moved(
            one, spans[int(group[place])]
        )
    return moved, paused


def undated_pauses(programme: Programme, events: Events) -> Ints:
    """The groups in which a pause began or ended on a date not recorded."""
    found = [np.empty(0, dtype=np.int64)]
    for number, pause in programme.pauses:
        for kind in (pause.begins, pause.ends):
            group, day = _days(programme, events, number, kind)
            found.append(group[day == NO_DAY])
    return np.unique(np.concatenate(found))


def _begun(programme: Programme, due: DueDates, anchor: int, done: int, place: int) -> _Running:
    offset = programme.terms[0][due.term[place]].offset
    if offset is None:
        raise KinkeeperError("A duty that is not in force cannot stand still.")
    calendar = versions()[due.calendar[place]][1]
    return _Running(offset, calendar, done, resumed=anchor + 1, due=int(due.due[place]))


def _moved(one: _Running, spans: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Due, plan-by, paused since and days given back; no due day outside the calendar's years."""
    try:
        for begins, until in spans:
            one = one.after(begins, until)
        planned = plan_day(one.offset, _date(one.due), one.calendar)
    except (KinkeeperError, OverflowError):
        return NO_DAY, NO_DAY, NO_DAY, 0
    return one.due, planned, one.since, one.days


def _spans(programme: Programme, events: Events) -> Spans:
    """By clock and thread, its pauses in the order they began; one still running never ends."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, pause in programme.pauses:
        ends: dict[int, list[int]] = defaultdict(list)
        for group, day in zip(*_days(programme, events, number, pause.ends), strict=True):
            ends[int(group)].append(int(day))
        for group, day in zip(*_days(programme, events, number, pause.begins), strict=True):
            if day != NO_DAY:
                until = min((end for end in ends[int(group)] if end >= day), default=NO_DAY)
                spans[int(group)].append((int(day), until))
    return {group: sorted(found) for group, found in spans.items()}


def _days(programme: Programme, events: Events, clock: int, kind: str) -> tuple[Ints, Ints]:
    """The groups and days of the events of a kind in the threads of a clock."""
    code = KIND_CODE[kind]
    mine = events.of_kind(code)
    thread = events.threads[programme.own_level[clock, code], mine]
    return ((clock << THREAD_BITS) | thread)[thread > 0], events.day[mine][thread > 0]


def _date(day: int) -> date:
    return DAY_ZERO + timedelta(days=day)
