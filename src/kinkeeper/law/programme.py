"""Clocks, compiled once into tables the engine runs: which events play which part in which clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinkeeper.kernel.offsets import Direction, Offset
from kinkeeper.law.clock import Clock, Pause, Start
from kinkeeper.law.events import EVENTS

DAY_ZERO = date(1970, 1, 1)
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
START, MEET = 0, 1
NEVER = int(np.iinfo(np.int32).max)
KIND_NAMES: tuple[str, ...] = tuple(k.id for k in EVENTS)
KIND_CODE: Mapping[str, int] = {name: code for code, name in enumerate(KIND_NAMES)}
KIND_TYPE = pl.Enum(KIND_NAMES)


@dataclass(frozen=True)
class Part:
    """One event kind's part in one clock, and where the event holds the thread the clock is kept by."""

    kind: int
    clock: int
    role: int
    level: int
    where: pl.Expr | None = None


@dataclass(frozen=True)
class EndSet:
    """Events any one of which ends a duty, matched on one entity; `levels` by kind code."""

    entity: str
    levels: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Term:
    """One dated version of one step: what the law said from `since` (days since 1970)."""

    since: int
    offset: Offset | None


@dataclass(frozen=True)
class Programme:
    """The clocks that can run, and those that cannot with the reason."""

    clocks: tuple[Clock, ...]
    not_run: Mapping[str, str]
    parts: tuple[Part, ...]

    @cached_property
    def parts_by_kind(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Unconditional parts sorted by kind: first row and count a kind, then clock, role, level a row."""
        plain = sorted((p for p in self.parts if p.where is None), key=lambda p: p.kind)
        kinds = np.array([p.kind for p in plain], dtype=np.int64)
        first = np.searchsorted(kinds, np.arange(len(KIND_NAMES) + 1))
        columns = [
            np.array([getattr(p, name) for p in plain], dtype=np.int64)
            for name in ("clock", "role", "level")
        ]
        return (first[:-1], np.diff(first), columns[0], columns[1], columns[2])

    @cached_property
    def conditional(self) -> tuple[Part, ...]:
        """Starts that only some events of their kind make."""
        return tuple(p for p in self.parts if p.where is not None)

    @cached_property
    def repeats(self) -> Bools:
        """Per clock: whether meeting one step opens the next."""
        return np.array([c.repeats for c in self.clocks], dtype=bool)

    @cached_property
    def reanchors(self) -> Bools:
        """Per clock and kind: whether that start supersedes the open instance."""
        table = np.zeros((len(self.clocks), len(KIND_NAMES)), dtype=bool)
        for number, clock in enumerate(self.clocks):
            table[number, [KIND_CODE[k] for k in clock.reanchors_on]] = True
        return table

    @cached_property
    def counts_back(self) -> Bools:
        """Per clock: whether what was done before the date it is anchored on meets it too."""
        return np.array([_counts_back(c) for c in self.clocks], dtype=bool)

    @cached_property
    def steps(self) -> tuple[Ints, Ints]:
        """Per clock: the first and last step it keeps."""
        first = np.array([c.steps.first for c in self.clocks], dtype=np.int64)
        last = np.array(
            [c.steps.last or np.iinfo(np.int32).max for c in self.clocks], dtype=np.int64
        )
        return first, last

    @cached_property
    def ladder_length(self) -> Ints:
        """Per clock: from which step on the offset no longer changes."""
        return np.array(
            [max((len(x) for _, x in c.in_force if x), default=1) for c in self.clocks],
            dtype=np.int64,
        )

    @cached_property
    def own_level(self) -> Ints:
        """Per clock and kind: where an event of that kind holds the clock's own thread (-1: nowhere)."""
        levels = [[_level(kind, clock.per) for kind in KIND_NAMES] for clock in self.clocks]
        return np.array(levels, dtype=np.int64).reshape(len(levels), len(KIND_NAMES))

    @cached_property
    def stages(self) -> tuple[tuple[int, Offset, bool], ...]:
        """The edges of the stretch after its start that a clock covers: clock, offset, whether it opens."""
        edges = [(n, c.from_start, True) for n, c in enumerate(self.clocks)]
        edges += [(n, c.until_start, False) for n, c in enumerate(self.clocks)]
        return tuple((n, offset, opens) for n, offset, opens in edges if offset is not None)

    @cached_property
    def pauses(self) -> tuple[tuple[int, Pause], ...]:
        """Every pair of events that lets a clock stand still, with the clock."""
        return tuple((n, pause) for n, clock in enumerate(self.clocks) for pause in clock.pauses_on)

    @cached_property
    def end_sets(self) -> tuple[tuple[EndSet, Bools], ...]:
        """Each set of ending events, with the clocks (a mask) it ends."""
        found: dict[EndSet, list[int]] = {}
        for number, clock in enumerate(self.clocks):
            by_entity: dict[str, list[str]] = {}
            for kind in clock.ends_with:
                by_entity.setdefault(clock.end_entity(kind), []).append(kind)
            for entity, kinds in by_entity.items():
                levels = tuple(sorted((KIND_CODE[k], _level(k, entity)) for k in kinds))
                found.setdefault(EndSet(entity, levels), []).append(number)
        return tuple(
            (ends, np.isin(np.arange(len(self.clocks)), numbers)) for ends, numbers in found.items()
        )

    @cached_property
    def used_levels(self) -> Bools:
        """By level and kind: whether any clock looks at that thread of such an event."""
        used = np.zeros((3, len(KIND_NAMES)), dtype=np.bool_)
        for part in self.parts:
            used[part.level, part.kind] = True
        for ends, _ in self.end_sets:
            for kind, level in ends.levels:
                used[level, kind] = True
        for number, pause in self.pauses:
            for code in (KIND_CODE[pause.begins], KIND_CODE[pause.ends]):
                used[self.own_level[number, code], code] = True
        for code in {part.kind for part in self.parts if part.role == START}:
            for levels in self.entity_level.values():
                used[levels[code], code] |= levels[code] >= 0
        return used

    @cached_property
    def entity_level(self) -> Mapping[str, Ints]:
        """For each entity, the level at which each kind holds it (-1: nowhere)."""
        entities = {ends.entity for ends, _ in self.end_sets}
        return {e: np.array([_level(k, e) for k in KIND_NAMES], dtype=np.int64) for e in entities}

    @cached_property
    def terms(self) -> tuple[tuple[Term, ...], Ints]:
        """Every dated term in one row, and by clock and slot the rows (newest last, -1 padding)."""
        terms: list[Term] = []
        widest = max((len(c.in_force) for c in self.clocks), default=1)
        slots = max(
            (len(ladder) for c in self.clocks for _, ladder in c.in_force if ladder), default=1
        )
        table = np.full((len(self.clocks), slots, widest), -1, dtype=np.int64)
        for number, clock in enumerate(self.clocks):
            for version, (since, ladder) in enumerate(clock.in_force):
                for slot in range(slots):
                    offset = ladder[min(slot, len(ladder) - 1)] if ladder else None
                    table[number, slot, version] = len(terms)
                    terms.append(Term(_days(since), offset))
        return tuple(terms), table

    @cached_property
    def since(self) -> Ints:
        """For each term, the day from which it stands."""
        return np.array([t.since for t in self.terms[0]] or [0], dtype=np.int64)

    @cached_property
    def warn(self) -> Ints:
        """Per clock: how many working days before it is due it shows as due soon."""
        return np.array([c.warn for c in self.clocks] or [0], dtype=np.int64)

    @cached_property
    def reports_as(self) -> Ints:
        """By clock and step, the days a return or local figure counts; NEVER where as the law."""
        width = max((len(c.reports_as) for c in self.clocks), default=0)
        days = np.full((max(len(self.clocks), 1), max(width, 1)), NEVER, dtype=np.int64)
        for number, clock in enumerate(self.clocks):
            row = [NEVER if n is None else n for n in clock.reports_as] or [NEVER]
            days[number] = row + row[-1:] * (days.shape[1] - len(row))
        return days

    @cached_property
    def met_by(self) -> tuple[tuple[int, ...], ...]:
        """Per clock: the kinds that meet it."""
        return tuple(tuple(KIND_CODE[k] for k in c.met_by) for c in self.clocks)

    @cached_property
    def offsets(self) -> tuple[tuple[Offset, ...], Ints]:
        """Each different offset once, and for each term its place among them (-1: not in force)."""
        found: dict[Offset, int] = {}
        places = [
            -1 if t.offset is None else found.setdefault(t.offset, len(found))
            for t in self.terms[0]
        ]
        return tuple(found), np.array(places or [-1], dtype=np.int64)


def _counts_back(clock: Clock) -> bool:
    early = (Direction.BEFORE, Direction.BY)
    return any(o.direction in early for _, ladder in clock.in_force if ladder for o in ladder)


def _level(kind: str, entity: str) -> int:
    level = EVENTS[kind].level(entity)
    return -1 if level is None else level


def _days(on: date) -> int:
    return (on - DAY_ZERO).days


def _parts(number: int, clock: Clock) -> Iterable[Part]:
    for start in clock.starts:
        yield _start(number, clock, start)
    for kind in clock.met_by:
        yield Part(KIND_CODE[kind], number, MEET, _level(kind, clock.per))


def _start(number: int, clock: Clock, start: Start) -> Part:
    return Part(KIND_CODE[start.kind], number, START, _level(start.kind, clock.per), start.where)


def _reason(clock: Clock, held: frozenset[str]) -> str | None:
    """Why a clock cannot run on these records, or None."""
    missing_starts = [s.kind for s in clock.starts if s.kind not in held]
    if len(missing_starts) == len(clock.starts):
        return f"Waiting: no record here holds “{EVENTS[missing_starts[0]].title.lower()}”, which starts it."
    missing_meets = [kind for kind in clock.met_by if kind not in held]
    if missing_meets:  # with only some of what meets it on record, the rest would look late
        title = EVENTS[missing_meets[0]].title.lower()
        return f"No record here holds “{title}”, which would meet it."
    missing_pauses = [p.begins for p in clock.pauses_on if p.begins not in held]
    if missing_pauses:  # a duty that law has stopped would look late
        title = EVENTS[missing_pauses[0]].title.lower()
        return f"No record here holds “{title}”, which would pause it."
    if any(o.needs_term_dates for _, ladder in clock.in_force if ladder for o in ladder):
        return "It is counted in school days or terms, and no term dates are recorded here."
    return None


@lru_cache(maxsize=8)
def compile_clocks(clocks: tuple[Clock, ...], held: frozenset[str]) -> Programme:
    """The programme for `clocks` over records that hold these event kinds."""
    reasons = {c.id: r for c in clocks if (r := _reason(c, held))}
    running = tuple(c for c in clocks if c.id not in reasons)
    parts = tuple(part for number, clock in enumerate(running) for part in _parts(number, clock))
    return Programme(running, reasons, parts)
