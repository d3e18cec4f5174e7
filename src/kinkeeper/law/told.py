"""What records tell, as arrays, for working out what follows from it.

Arrays and lists rather than frames: for one child's few events an expression takes far longer to
begin than to run, and this is worked out at every save.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinkeeper.law.arrays import Bools, Ints
from kinkeeper.law.bundle import EVENT_SCHEMA
from kinkeeper.law.due import NO_DAY, day_numbers
from kinkeeper.law.events import EVENTS
from kinkeeper.law.programme import KIND_CODE, KIND_TYPE

Names = NDArray[np.object_]
MANY = 2_000  # events


@dataclass(frozen=True)
class Told:
    """Events as arrays, and each child's days; `child` is a place in `children`, `born` and `died`."""

    events: pl.DataFrame
    kind: Ints
    child: Ints
    day: Ints  # days since 1970, NO_DAY where not recorded
    children: list[str]
    born: Ints
    died: Ints

    def of(self, *kinds: str) -> Ints:
        """The places of the events of these kinds."""
        found = self.kind == KIND_CODE[kinds[0]]
        for kind in kinds[1:]:
            found |= self.kind == KIND_CODE[kind]
        return np.flatnonzero(found)

    def dated(self, kind: str) -> Ints:
        """The places of the dated events of a kind, each child's together, the earliest first."""
        places = self.of(kind)
        places = places[self.day[places] != NO_DAY]
        found: Ints = places[
            np.lexsort((self.number[places], self.day[places], self.child[places]))
        ]
        return found

    def has_detail(self, places: Ints, *details: str) -> Bools:
        """Which of these events have one of these details."""
        return np.array([d in details for d in self._details[places]], dtype=np.bool_)

    def threads(self, *of: tuple[str, Ints]) -> list[Ints]:
        """The thread of each event, by column and places, as numbers; -1 for none."""
        codes: dict[str | None, int] = {None: -1}
        return [
            np.array(
                [codes.setdefault(name, len(codes) - 1) for name in self.names(column)[places]],
                dtype=np.int64,
            )
            for column, places in of
        ]

    def names(self, column: str) -> Names:
        """A column of names, as the events have them."""
        return self._keys if column == "key" else self._unders

    def aged(self, years: int) -> Ints:
        """The birthday of each child; born on 29 February, on 28 in a common year."""
        return months_later(self.born, 12 * years)

    @cached_property
    def number(self) -> Ints:
        """The events' ids."""
        found: Ints = self.events["event"].to_numpy()
        return found

    @cached_property
    def _keys(self) -> Names:
        return _names(self.events["key"])

    @cached_property
    def _unders(self) -> Names:
        return _names(self.events["under"])

    @cached_property
    def _details(self) -> Names:
        return _names(self.events["detail"])


@dataclass(frozen=True)
class Follows:
    """Events of one kind that follow: whose, when, and the event whose thread each shares.

    `row` None: it is the child's own, and its thread is the child.
    """

    kind: str
    child: Ints
    day: Ints
    row: Ints | None = None
    nth: int = 0  # tells apart what is told of one thread more than once


def told(events: pl.DataFrame, people: pl.DataFrame, sources: Collection[str]) -> Told:
    """Events (EVENT_SCHEMA) of the kinds `sources` and people (PERSON_SCHEMA) as arrays.

    One child's other events are left in: it takes longer to leave them out.
    """
    if len(events) > MANY:
        events = events.filter(pl.col("kind").is_in(list(sources)))
    children = pl.concat([people["child"], events["child"]]).unique(maintain_order=True)
    unknown = np.full(len(children) - len(people), NO_DAY)
    return Told(
        events,
        _numbers(events["kind"].cast(KIND_TYPE)),
        _numbers(events["child"].cast(pl.Enum(children))),
        day_numbers(events["on"]),
        children.to_list(),
        np.append(day_numbers(people["born_on"]), unknown),
        np.append(day_numbers(people["died_on"]), unknown),
    )


def _numbers(names: pl.Series) -> Ints:
    found: Ints = names.to_physical().cast(pl.Int64).to_numpy()
    return found


def as_events(facts: Told, follows: Sequence[Follows], kinds: Sequence[str]) -> pl.DataFrame:
    """What follows, in the columns of EVENT_SCHEMA; ids lie below every stored event's."""
    some = [f for f in follows if len(f.child)]
    if not some:
        return pl.DataFrame(schema=EVENT_SCHEMA)
    many = [len(f.child) for f in some]
    child = _taken(facts.children, np.concatenate([f.child for f in some]))
    columns = {
        "event": np.repeat([-1 - kinds.index(f.kind) - f.nth * len(kinds) for f in some], many),
        "child": child,
        "kind": [f.kind for f, times in zip(some, many, strict=True) for _ in range(times)],
        "key": [name for f in some for name in _key(facts, f)],
        "under": [name for f in some for name in _under(facts, f)],
        "on": dates(np.concatenate([f.day for f in some])),
        "at": [None] * len(child),
        "detail": [None] * len(child),
    }
    return pl.DataFrame(columns, schema=EVENT_SCHEMA)


def _key(facts: Told, follows: Follows) -> Sequence[str | None]:
    if follows.row is None:
        return _taken(facts.children, follows.child)
    return _taken(facts.names("key"), follows.row)


def _under(facts: Told, follows: Follows) -> Sequence[str | None]:
    if follows.row is None or EVENTS[follows.kind].under is None:
        return [None] * len(follows.child)
    return _taken(facts.names("under"), follows.row)


def _taken(names: Sequence[str] | Names, places: Ints) -> list[str]:
    return [names[place] for place in places.tolist()]


def _names(column: pl.Series) -> Names:
    found = np.empty(len(column), dtype=np.object_)
    found[:] = column.to_list()
    return found


def months_later(day: Ints, months: int) -> Ints:
    """The corresponding day so many months on; the month's last where it has no such day."""
    month = day.astype("M8[D]").astype("M8[M]")
    into = day - month.astype("M8[D]").astype(np.int64)
    there = month + months
    begins, ends = (m.astype("M8[D]").astype(np.int64) for m in (there, there + 1))
    return np.where(day == NO_DAY, NO_DAY, np.minimum(begins + into, ends - 1))


def least(group: Ints, day: Ints) -> Callable[[Ints], Ints]:
    """The earliest day of each group, to be asked for by group; NO_DAY where there is none."""
    found = np.full(group.max(initial=-1) + 2, NO_DAY)
    known = group >= 0
    np.minimum.at(found, group[known], day[known])
    return lambda asked: found[np.where(asked < len(found) - 1, asked, -1)]


def dates(day: Ints) -> NDArray[np.datetime64]:
    """Days since 1970 as dates; none for NO_DAY."""
    return np.where(day == NO_DAY, np.datetime64("NaT"), day.astype("M8[D]"))
