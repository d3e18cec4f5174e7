"""One figure as a page shows it, and what is kept from those who see only aggregates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast
from uuid import UUID

from kinkeeper.law.spread import Spread
from kinkeeper.measures.catalogue import (
    CARRIED,
    MIX,
    NOBODYS,
    TOGETHER,
    Declared,
    declared,
    unit_of,
)
from kinkeeper.measures.crossed import TOTAL, Cell, crossed
from kinkeeper.measures.models import MeasureValue
from kinkeeper.measures.suppress import SMALLEST_SHOWN, kept_back, small_share
from kinkeeper.measures.suppress import small as is_small

WHOLE, REST = "whole", "rest"  # the authority, and what of it lies in none of the places shown
Where = UUID | str | None
WHY_KEPT_BACK = "Kept back: so small a number would point at people."
WHY_CLOSED = "Not shown by place: it would tell of a section of records that is not open to you."


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of one month. Kept back it has no numbers; not run it has a reason."""

    indicator: str
    month: date
    as_at: date
    numerator: int | None = None
    denominator: int | None = None
    five: tuple[float, ...] = ()
    not_run: str = ""
    kept_back: bool = False
    closed: bool = False  # kept back since it would tell of a section that is not open
    before: Value | None = field(default=None, compare=False)  # the same month of the year before

    @property
    def one(self) -> Declared:
        """What it is a figure of."""
        return declared(self.indicator)

    @property
    def spread(self) -> bool:
        """Whether it is of how something is shared out, and its value a mean."""
        return isinstance(self.one, Spread)

    @property
    def value(self) -> float | None:
        """A percentage, a mean or a count; None where there is none to be had."""
        if self.numerator is None or self.denominator is None:
            return None
        if unit_of(self.one) == "%":
            return 100 * self.numerator / self.denominator if self.denominator else None
        if self.spread:
            return self.numerator / self.denominator if self.denominator else None
        return float(self.numerator)

    @property
    def why(self) -> str:
        """Why there is no value, in words."""
        if self.kept_back:
            return WHY_CLOSED if self.closed else WHY_KEPT_BACK
        return self.not_run or ("" if self.value is not None else "Nobody was asked about.")

    def hidden(self) -> Value:
        """The same figure without its numbers."""
        return replace(self, numerator=None, denominator=None, five=(), kept_back=True)

    def without_ends(self) -> Value:
        """The same figure without what one carries, where the fewest or the most would point at people."""
        return replace(self, five=()) if any(0 < n < SMALLEST_SHOWN for n in self.five) else self


Month = Mapping[Where, Mapping[str, Value]]
Figure = tuple[str, Where]


def read(row: MeasureValue) -> Value:
    """A stored figure."""
    numbers = (row.low, row.lower, row.middle, row.upper, row.high)
    five = tuple(n for n in numbers if n is not None)
    return Value(
        row.indicator,
        row.month,
        row.as_at,
        row.numerator,
        row.denominator,
        five,
        row.not_run or "",
    )


def too_small(value: Value) -> bool:
    """Whether the figure by itself would point at people."""
    if value.spread:
        return is_small(value.numerator) or is_small(value.denominator)
    if unit_of(value.one) == "%":
        return small_share(value.numerator, value.denominator)
    return is_small(value.numerator)


def guarded(found: Month) -> dict[Where, dict[str, Value]]:
    """The figures of one month as who sees only aggregates has them.

    The whole, its places and what lies in none (None) are judged together, whichever of them a page
    shows, so that no page gives away what another keeps back.
    """
    hidden = {(name, key) for name in _names(found) for key in _kept(_of(found, name))}
    for total in TOGETHER:
        hidden |= _across(found, total, hidden)
    hidden |= {(CARRIED, key) for name, key in hidden if name == NOBODYS}
    return {
        key: {
            n: one.hidden() if (n, key) in hidden else one.without_ends() for n, one in of.items()
        }
        for key, of in found.items()
    }


def _names(found: Month) -> list[str]:
    """Every figure that is judged by itself: the kinds of placement are judged with each other."""
    return [
        name for name in dict.fromkeys(n for of in found.values() for n in of) if name not in MIX
    ]


def _of(found: Month, name: str) -> dict[Where, Value]:
    return {key: of[name] for key, of in found.items() if name in of}


def _kept(values: Mapping[Where, Value]) -> set[Where]:
    """Where a figure is kept back: small, or to be had by taking the others from the whole."""
    hidden = {key for key, value in values.items() if too_small(value)}
    for number in _numbers(values):
        counts = {key: n for key, one in values.items() if (n := _part(one, number)) is not None}
        hidden |= kept_back(_parts(counts))
    return hidden


def _numbers(values: Mapping[Where, Value]) -> tuple[str, ...]:
    """What of it adds up over places: a share has a rest, a spread has none."""
    spread = any(value.spread for value in values.values())
    return ("numerator", "denominator") if spread else ("numerator", "denominator", "rest")


def _parts(counts: Mapping[Where, int]) -> dict[Where, int]:
    """The parts of a whole, with what is in no place that is shown."""
    parts = {key: number for key, number in counts.items() if key != WHOLE}
    rest = counts.get(WHOLE, 0) - sum(parts.values())
    return {**parts, REST: rest} if rest > 0 else parts


def _across(found: Month, total: str, hidden: set[Figure]) -> set[Figure]:
    """What else is kept back of a total and its kinds, none of which the others may tell."""
    held = {TOTAL if key == WHOLE else key for name, key in hidden if name == total}
    return {
        (total if kind == TOTAL else str(kind), cast("Where", WHOLE if place == TOTAL else place))
        for kind, place in crossed(_kinds(found, TOGETHER[total]), also=held)
    }


def _kinds(found: Month, names: tuple[str, ...]) -> dict[Cell, int]:
    """How many are of each kind in each place; nothing where one kind is all there is to go by."""
    table: dict[Cell, int] = {}
    for name in names:
        counts = {k: v.numerator for k, v in _of(found, name).items() if v.numerator is not None}
        table |= {(name, key): number for key, number in _parts(counts).items()}
    return table if names == MIX or {kind for kind, _ in table} == set(names) else {}


def _part(value: Value, number: str) -> int | None:
    if value.numerator is None or value.denominator is None:
        return None
    found = {"numerator": value.numerator, "denominator": value.denominator}
    return found.get(number, value.denominator - value.numerator)
