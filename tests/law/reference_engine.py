"""The slow, obvious form of the engine: one clock, one child, loops; written from the design alone.

It shares with the fast one only what a clock declares and how dates are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.offsets import Direction, Offset, Unit
from kinkeeper.kernel.workdays import Calendar, calendar
from kinkeeper.law.clock import Clock, Start
from kinkeeper.law.events import EVENTS

LONG_AGO = date(1900, 1, 1)  # a start whose date is not recorded
CHILD = "a child"
Closing = tuple[date | None, date | None, date | None]  # met, ended, superseded
NO_ANCHOR = "The date it is counted from is not recorded."
NO_MEETING = "It was met on a date that is not recorded."
NO_END = "It ended on a date that is not recorded."
NO_PAUSE = "It was paused, or went on, on a date that is not recorded."
NO_CALENDAR = "It falls outside the years whose working days are known."


@dataclass(frozen=True)
class Happened:
    """One event of one child."""

    event: int
    kind: str
    on: date | None
    key: str | None = None
    under: str | None = None
    detail: str | None = None

    def thread(self, entity: str) -> str | None:
        """The id of the thread this event holds."""
        kind = EVENTS[self.kind]
        return {kind.under: self.under, kind.key: self.key, "child": CHILD}.get(entity)


@dataclass(frozen=True, order=True)
class Instance:
    """One running of a clock."""

    thread: str
    step: int
    anchor_on: date
    due_on: date | None = None
    plan_by: date | None = None
    report_due_on: date | None = None
    warn_on: date | None = None
    paused_since: date | None = None
    paused_days: int = 0
    met_on: date | None = None
    ended_on: date | None = None
    superseded_on: date | None = None
    not_run: str = ""


@dataclass(frozen=True)
class Row:
    """A start or a meeting on a thread's timeline."""

    on: date
    start: Happened | None = None
    restarts: bool = False


def run_one(
    clock: Clock, events: Sequence[Happened], born_on: date | None = None
) -> list[Instance]:
    """Every instance of one clock for one child, thread by thread."""
    threads = {
        t for e in events for s in clock.starts if e.kind == s.kind and (t := e.thread(clock.per))
    }
    found = [i for t in threads for i in _Thread(clock, events, born_on, t).instances()]
    return sorted(found, key=lambda i: (i.thread, i.step, i.anchor_on))


class _Thread:
    """One clock along one thread of one child."""

    def __init__(
        self, clock: Clock, events: Sequence[Happened], born_on: date | None, thread: str
    ) -> None:
        self.clock, self.events, self.born_on, self.thread = clock, events, born_on, thread
        self.mine = [e for e in events if e.thread(clock.per) == thread]
        ladders = [ladder for _, ladder in clock.in_force if ladder]
        self.ladder_length = max(len(ladder) for ladder in ladders)
        early = (Direction.BEFORE, Direction.BY)
        self.early = any(o.direction in early for ladder in ladders for o in ladder)
        meets = [e.on for e in self.mine if e.kind in clock.met_by]
        self.met_undated = None in meets
        self.meets = [Row(on) for on in sorted({on for on in meets if on})]
        self.starts = self._starts()

    def _starts(self) -> list[Row]:
        """The events that start the clock; of several on one day, the first recorded."""
        found: list[tuple[int, int, Row]] = []
        for place, start in enumerate(self.clock.starts):
            for event in self.mine:
                if event.kind == start.kind and self._counts(start, event):
                    row = Row(event.on or LONG_AGO, event, event.kind in self.clock.reanchors_on)
                    found.append((place + 1 if start.where is not None else 0, event.event, row))
        once_a_day: dict[date, Row] = {}
        for _, _, row in sorted(found, key=lambda f: f[:2]):
            once_a_day.setdefault(row.on, row)
        rows = sorted(once_a_day.values(), key=lambda r: r.on)
        if self.clock.repeats:  # nothing restarts silently
            rows = [r for n, r in enumerate(rows) if n == 0 or r.restarts]
        return rows

    def _counts(self, start: Start, event: Happened) -> bool:
        if start.where is None:
            return True
        alike = [e for e in self.mine if e.kind == event.kind]
        alike.sort(key=lambda e: (e.on is not None, e.on or LONG_AGO, e.event))
        plain = [one.kind for one in self.clock.starts if one.where is None]
        opened = [e.on for e in self.mine if e.kind in plain and e.on is not None]
        row: dict[str, object] = {
            "detail": event.detail,
            "nth": alike.index(event) + 1,
            "age": self._age(event),
        }
        row |= {"on": event.on, "first_on": min(opened, default=None)}
        types = {"detail": pl.String(), "nth": pl.Int64(), "age": pl.Int64()}
        types |= {"on": pl.Date(), "first_on": pl.Date()}
        return pl.DataFrame([row], schema=types).select(start.where).item() is True

    def _age(self, event: Happened) -> int | None:
        if self.born_on is None or event.on is None:
            return None
        age = event.on.year - self.born_on.year
        day = self.born_on.day - (
            self.born_on.month == 2 and self.born_on.day == 29 and not _leap(event.on.year)
        )
        return age - ((event.on.month, event.on.day) < (self.born_on.month, day))

    def instances(self) -> list[Instance]:
        """Walk the timeline: a start opens step 1; a meeting opens the next where the duty repeats."""
        found: list[Instance] = []
        for row in self._timeline():
            start = self._start_of(row)
            if start is None or not (row.start or self.clock.repeats):
                continue
            step = 1 + sum(1 for m in self._after(start) if m.start is None and self._upto(m, row))
            if self._kept(row, step) and self._covered(row, start) and self._owed(row, start):
                found += self._open(row, start, step)
        return found

    def _timeline(self) -> list[Row]:
        """Starts before meetings on one day; before all of them where doing it early counts."""
        if self.early:
            return [*self.starts, *self.meets]
        return sorted([*self.starts, *self.meets], key=lambda r: (r.on, r.start is None))

    def _after(self, row: Row) -> list[Row]:
        timeline = self._timeline()
        return timeline[timeline.index(row) + 1 :]

    def _upto(self, one: Row, last: Row) -> bool:
        timeline = self._timeline()
        return timeline.index(one) <= timeline.index(last)

    def _start_of(self, row: Row) -> Row | None:
        before = [r for r in self.starts if self._upto(r, row)]
        return before[-1] if before else None

    def _kept(self, row: Row, step: int) -> bool:
        steps = self.clock.steps
        unknown = row.start is not None and row.on == LONG_AGO
        return unknown or (step >= steps.first and (steps.last is None or step <= steps.last))

    def _covered(self, row: Row, start: Row) -> bool:
        """Whether the row lies in the stretch after its start that the clock covers."""
        opens, closes = self.clock.from_start, self.clock.until_start
        after = opens is None or row.on >= opens.due(start.on, calendar())
        return after and (closes is None or row.on < closes.due(start.on, calendar()))

    def _owed(self, row: Row, start: Row) -> bool:
        """Once the duty has ended, meeting it opens nothing more."""
        end = self._end(start, start.on)
        return row.start is not None or end is None or end > row.on

    def _enders(self, start: Row) -> list[Happened]:
        """What ends the duty: events of the narrowest thread that every start shares with them."""
        assert start.start is not None
        found = []
        for event in self.events:
            if event.kind in self.clock.ends_with:
                kinds = [EVENTS[s.kind] for s in self.clock.starts]
                entity = next(
                    e for e in EVENTS[event.kind].entities if all(e in k.entities for k in kinds)
                )
                mine = start.start.thread(entity)
                if mine is not None and event.thread(entity) == mine:
                    found.append(event)
        return found

    def _end(self, start: Row, since: date) -> date | None:
        anyhow = self.early
        days = [e.on for e in self._enders(start) if e.on and (anyhow or e.on >= since)]
        return min(days, default=None)

    def _open(self, row: Row, start: Row, step: int) -> list[Instance]:
        later = self._after(row)
        met = next((r for r in later if r.start is None), None)
        again = next((r for r in later if r.restarts), None)
        if met and again and self._upto(again, met):
            met = None
        closing = self._closing(row, start, met, again)
        unknown = row.on == LONG_AGO and row.start is not None
        closed = min((d for d in closing if d), default=None)
        ladder = self.clock.within.on(row.on)
        if ladder is None and not unknown:
            return []
        offset = ladder[min(step, len(ladder)) - 1] if ladder else None
        known, done = calendar(closed) if closed else calendar(), closing[0] or closing[2]
        due, since, days = self._due(offset, row.on, done, known) if offset else (None, None, 0)
        reason = self._reason(row, start, step, met, closing, due)
        if reason or not (due and offset):
            blank = (None, None, None, None, None, 0)
            return [Instance(self.thread, step, row.on, *blank, *closing, reason)]
        plan_by = _plan_by(offset, due, known)
        dates = (due, plan_by, self._report(row, step), _warn_on(due, self.clock.warn))
        return [Instance(self.thread, step, row.on, *dates, since, days, *closing)]

    def _due(
        self, offset: Offset, anchor: date, done: date | None, known: Calendar
    ) -> tuple[date | None, date | None, int]:
        """Due; paused since; days given back.

        Each day after the anchor is walked: one that a pause covers gives nothing towards the due
        date, and a pause that still runs takes nothing more away.
        """
        try:
            due = offset.due(anchor, known)
            worked = offset.unit is Unit.WORKING_DAY
            left = known.between(anchor, due) if worked else (due - anchor).days
            if not self.clock.pauses_on or left <= 0:
                return due, None, 0
            return self._walked(anchor, left, done, known if worked else None)
        except KinkeeperError:
            return None, None, 0

    def _walked(
        self, anchor: date, left: int, done: date | None, known: Calendar | None
    ) -> tuple[date, date | None, int]:
        last = done or date.max
        spans = [(began, min(until or last, last)) for began, until in self._pauses()]
        running = [n for n, (_, until) in enumerate(spans) if until == date.max][:1]
        ended = spans[: running[0]] if running else spans
        day, days = anchor, 0
        while left:
            day += timedelta(days=1)
            still = any(began <= day < until for began, until in ended)
            if known is None or known.is_working(day):
                days, left = days + still, left - (not still)
        since = next((spans[n][0] for n in running if spans[n][0] <= day), None)
        return day, since, days

    def _pauses(self) -> list[tuple[date, date | None]]:
        """Each pause: the day it began, and the day the clock ran again."""
        found: list[tuple[date, date | None]] = []
        for pause in self.clock.pauses_on:
            ends = [e.on for e in self.mine if e.kind == pause.ends and e.on]
            for event in self.mine:
                if event.kind == pause.begins and event.on:
                    later = [on for on in ends if on >= event.on]
                    found.append((event.on, min(later, default=None)))
        return sorted(found, key=lambda p: (p[0], p[1] or date.max))

    def _closing(self, row: Row, start: Row, met: Row | None, again: Row | None) -> Closing:
        """The dates met, ended and superseded: one at most is there."""
        end = self._end(start, row.on)
        if met and (end is None or met.on <= end):
            return met.on, None, None
        if again and (end is None or again.on < end):
            return None, None, again.on
        return None, end, None

    def _reason(
        self,
        row: Row,
        start: Row,
        step: int,
        met: Row | None,
        closing: Closing,
        due: date | None,
    ) -> str:
        if row.on == LONG_AGO or (start.on == LONG_AGO and step < self.ladder_length):
            return NO_ANCHOR
        if self.met_undated and closing[0] is None:
            return NO_MEETING
        kinds = [kind for p in self.clock.pauses_on for kind in (p.begins, p.ends)]
        vague = any(e.on is None and e.kind in kinds for e in self.mine)
        end = self._end(start, row.on)
        ended_undated = any(e.on is None for e in self._enders(start))
        if ended_undated and met is None and not (end and due and end <= due):
            return NO_END
        if vague and not (closing[0] and due and closing[0] <= due):
            return NO_PAUSE
        return "" if due else NO_CALENDAR

    def _report(self, row: Row, step: int) -> date | None:
        as_returned = self.clock.reports_as
        days = as_returned[min(step, len(as_returned)) - 1] if as_returned else None
        return None if days is None else row.on + timedelta(days=days)


def _plan_by(offset: Offset, due: date, known: Calendar) -> date | None:
    early = (Direction.BEFORE, Direction.BY)
    if offset.unit is Unit.WORKING_DAY or (offset.n == 0 and offset.direction not in early):
        return due
    try:
        return known.on_or_before(due)
    except KinkeeperError:
        return None


def _warn_on(due: date, days: int) -> date | None:
    try:
        return calendar().subtract(due, days)
    except KinkeeperError:
        return None


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
