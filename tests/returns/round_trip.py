"""What a return says that was loaded and written again, beside what it said before; and why it differs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import polars as pl

from kinkeeper.kernel.periods import collection_year
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW

Frames = Mapping[str, pl.DataFrame]
GONE, NEW = "(row is gone)", "(row is new)"
YEAR = "_year"


class Keyed(Protocol):
    """A table: its name, what makes two rows the same row, and its columns."""

    @property
    def id(self) -> str:
        """What it is called."""

    @property
    def key(self) -> tuple[str, ...]:
        """The columns by which a row is known."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are compared."""


@dataclass(frozen=True)
class Difference:
    """One field that is not what it was; `field` is GONE or NEW for a whole row."""

    year: int
    table: str
    key: tuple[Any, ...]
    field: str
    was: Any
    now: Any
    row: Mapping[str, Any]

    @property
    def child(self) -> str:
        """The child of whom it is told."""
        return str(self.key[0])


@dataclass(frozen=True)
class Trip:
    """A return as it was read, every year together, and what the load said of it."""

    was: Frames
    findings: Sequence[Problem]
    tables: Mapping[str, Keyed]

    def told(self, one: Difference) -> bool:
        """The load's report names the child and the table."""
        return any(f.child == one.child and f.table == one.table for f in self.findings)

    def other_year(self, one: Difference) -> bool:
        """A return of another year says what is now written, or has the row that is new."""
        table = self.tables[one.table]
        rows = self.was[one.table].filter(pl.col(YEAR) != one.year)
        for name, value in zip(table.key, one.key, strict=True):
            rows = rows.filter(pl.col(name) == value)
        if one.field in (NEW, GONE):
            return one.field == NEW and not rows.is_empty()
        return one.now in rows[one.field].to_list()


def differences(table: Keyed, year: int, was: pl.DataFrame, now: pl.DataFrame) -> list[Difference]:
    """Every field of one table and year that changed, by the key of the table."""
    before, after = _by_key(table, was), _by_key(table, now)
    found = []
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            field = NEW if old is None else GONE
            found.append(Difference(year, table.id, key, field, old, new, old or new or {}))
            continue
        found += [
            Difference(year, table.id, key, name, old[name], new[name], old)
            for name in table.names
            if old[name] != new[name]
        ]
    return found


def _by_key(table: Keyed, rows: pl.DataFrame) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The first row of each key; one whose key is not whole cannot be told again."""
    whole = rows.filter(pl.all_horizontal(pl.col(table.key).is_not_null()))
    told = whole.drop(FILE, ROW, strict=False).iter_rows(named=True)
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in told:
        found.setdefault(tuple(row[name] for name in table.key), row)
    return found


Explains = Callable[[Trip, Difference], bool]


def _header_tells(trip: Trip, one: Difference) -> bool:
    return one.field == "DOB" and one.table != "Header"


def _after_the_year(trip: Trip, one: Difference) -> bool:
    end = collection_year(one.year).end
    if one.table == "UASC":
        return False
    late = [v for name, v in one.row.items() if _is_day(v) and v > end and name != "DOB"]
    return bool(late) and one.now is None


def _is_day(value: object) -> bool:
    return hasattr(value, "isoformat")


def _before_the_year(trip: Trip, one: Difference) -> bool:
    ends = {"UASC": "DUC", "PlacedAdoption": "DATE_PLACED_CEASED"}
    end = one.row.get(ends.get(one.table, ""))
    return one.field == GONE and end is not None and end < collection_year(one.year).start


def _told_by_what_changed(trip: Trip, one: Difference) -> bool:
    told = one.field == "RNE" or (one.field == "REC" and one.now == "X1")
    return one.table == "Episodes" and told and one.now is not None


def _of_nobody(trip: Trip, one: Difference) -> bool:
    """The header names a child of whom no other table of the year tells."""
    others = (rows for name, rows in trip.was.items() if name != "Header")
    here = (pl.col("CHILD") == one.child) & (pl.col(YEAR) == one.year)
    return (
        one.table == "Header"
        and one.field == GONE
        and all(r.filter(here).is_empty() for r in others)
    )


def _without_header(trip: Trip, one: Difference) -> bool:
    return (
        one.table == "Header"
        and one.field == NEW
        and any(f.child == one.child for f in trip.findings)
    )


def _not_adopted(trip: Trip, one: Difference) -> bool:
    ended = trip.was["Episodes"].filter(pl.col("CHILD") == one.child)["REC"].to_list()
    return one.table == "AD1" and not {"E11", "E12"} & set(ended)


ONCE_A_PLACEMENT: Final = (
    "PLACE_PROVIDER", "HOME_POST", "PL_POST", "URN", "REASON_PLACE_CHANGE",
)  # fmt: skip


def _once_a_placement(trip: Trip, one: Difference) -> bool:
    return one.table == "Episodes" and one.field in ONCE_A_PLACEMENT


def _once_a_period(trip: Trip, one: Difference) -> bool:
    return one.table == "Episodes" and one.field in ("CIN", "LS")


REASONS: Final[Mapping[str, tuple[str, Explains]]] = {
    "other year": ("a return of another year says what is written now", Trip.other_year),
    "header": ("the birth is told in the header, and repeated from there", _header_tells),
    "after": ("it lies after the year: at its end it was not known", _after_the_year),
    "before": ("it ended before the year began", _before_the_year),
    "nobody": ("the header names a child of whom nothing else is told", _of_nobody),
    "no header": ("no header named the child, and one is made", _without_header),
    "not adopted": ("an adoption of a child whose care did not end in one", _not_adopted),
    "reason": ("why an episode begins or ends is told from what changed", _told_by_what_changed),
    "placement": ("told once of a placement, whatever its episodes say", _once_a_placement),
    "period": ("told once of the care period or the legal status", _once_a_period),
    "told": ("the load's report says it of that child and table", Trip.told),
}


def explained(
    trip: Trip, every: Iterable[Difference], reasons: Mapping[str, tuple[str, Explains]] = REASONS
) -> tuple[dict[str, int], list[Difference]]:
    """How many differences each reason explains, the first that does; and those that none does."""
    counted: dict[str, int] = {}
    left = []
    for one in every:
        why = next((name for name, (_, holds) in reasons.items() if holds(trip, one)), None)
        if why is None:
            left.append(one)
        else:
            counted[why] = counted.get(why, 0) + 1
    return counted, left
