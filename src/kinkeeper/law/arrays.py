"""A bundle as arrays, and the rows the engine sorts them into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinkeeper.law.bundle import Bundle
from kinkeeper.law.due import day_numbers
from kinkeeper.law.programme import DAY_ZERO, KIND_NAMES, KIND_TYPE, Programme

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
THREAD_BITS = 28  # a group is clock (16 bits) | thread
EPOCH = 25567  # 1 January 1900 is day 0 of a sort key
BEFORE_ALL = -EPOCH  # the day of a start whose date is not recorded: earlier than anything dated


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
        kinds = self.kind[self.order].astype(np.int16)  # short numbers sort far quicker
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
        return (
            self
            if mask.all()
            else Timeline(*(getattr(self, f)[mask] for f in self.__dataclass_fields__))
        )


@dataclass(frozen=True)
class Opened:
    """Instances before their dates are counted; -1 where there is no such row or event."""

    row: Ints
    start: Ints  # row of the start that began the ladder
    step: Ints
    term: Ints  # row of the programme's terms
    met: Ints  # row
    superseded: Ints  # row
    ended_day: Ints
    ended_event: Ints
    ended_undated: Bools

    def kept(self, mask: Bools) -> Opened:
        """Only the instances where `mask` holds."""
        return (
            self
            if mask.all()
            else Opened(*(getattr(self, f)[mask] for f in self.__dataclass_fields__))
        )


def encode(bundle: Bundle, programme: Programme) -> Events:
    """Threads that some clock uses become numbers; the rest are left at 0."""
    frame = bundle.events
    kind = frame["kind"].cast(KIND_TYPE).to_physical().cast(pl.Int64).to_numpy()
    used = [programme.used_levels[level, kind] for level in range(3)]
    columns = zip(("child", "key", "under"), used, strict=True)
    ids = pl.concat([frame[name].filter(pl.Series(mask)) for name, mask in columns], rechunk=True)
    threads = np.zeros((3, len(frame)), dtype=np.int64)
    threads[np.stack(used)] = _numbered(ids)
    order = np.argsort(frame["event"].to_numpy(), kind="stable")
    return Events(
        frame, bundle.people, kind, threads, day_numbers(frame["on"]), order, _covered(bundle)
    )


def _numbered(ids: pl.Series) -> Ints:
    """A number for each id: the place where it first stands, from 1; 0 for none."""
    placed = ids.to_frame("id").with_row_index("place", offset=1)
    first = pl.when(pl.col("id").is_not_null()).then(pl.col("place").first().over("id"))
    found: Ints = placed.select(first.fill_null(0).cast(pl.Int64)).to_series().to_numpy()
    return found


def _covered(bundle: Bundle) -> Ints:
    days = [bundle.covered_from.get(kind) for kind in KIND_NAMES]
    return np.array([BEFORE_ALL if on is None else (on - DAY_ZERO).days for on in days])


def next_row(mask: Bools, group: Ints, row: Ints) -> Ints:
    """For each of these rows, the next later one of its group where `mask` holds; -1 for none."""
    size = len(mask)
    if size == 0:
        return np.empty(0, dtype=np.int64)
    here = np.where(mask, np.arange(size), size)
    after = np.append(np.minimum.accumulate(here[::-1])[::-1][1:], size)[row]
    return np.where(np.append(group, -1)[after] == group[row], after, -1)


def previous_row(mask: Bools, group: Ints) -> Ints:
    """For each row, this or the last earlier row of its group where `mask` holds; -1 for none."""
    before = np.maximum.accumulate(np.where(mask, np.arange(len(mask)), -1))
    return np.where((before >= 0) & (group[before] == group), before, -1)
