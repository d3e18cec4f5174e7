"""One figure as a page shows it, and what is kept from those who see only aggregates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kinkeeper.measures.catalogue import Declared, declared, unit_of
from kinkeeper.measures.models import MeasureValue
from kinkeeper.measures.suppress import kept_back, small_share
from kinkeeper.measures.suppress import small as is_small


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

    @property
    def one(self) -> Declared:
        """What it is a figure of."""
        return declared(self.indicator)

    @property
    def value(self) -> float | None:
        """A percentage, a mean or a count; None where there is none to be had."""
        if self.numerator is None or self.denominator is None:
            return None
        if unit_of(self.one) == "%":
            return 100 * self.numerator / self.denominator if self.denominator else None
        if self.five:
            return self.numerator / self.denominator if self.denominator else None
        return float(self.numerator)

    @property
    def why(self) -> str:
        """Why there is no value, in words."""
        if self.kept_back:
            return "Kept back: so small a number would point at people."
        return self.not_run or ("" if self.value is not None else "Nobody was asked about.")

    def hidden(self) -> Value:
        """The same figure without its numbers."""
        return replace(self, numerator=None, denominator=None, five=(), kept_back=True)


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
    if unit_of(value.one) == "%" or value.five:
        return small_share(value.numerator, value.denominator)
    return is_small(value.numerator)


def guarded(values: Iterable[Value]) -> tuple[Value, ...]:
    """Figures that are not parts of one whole, the small ones kept back."""
    return tuple(value.hidden() if too_small(value) else value for value in values)


def guarded_parts(
    parts: Mapping[UUID | None, Value], whole: Value | None
) -> dict[UUID | None, Value]:
    """The figures of places that make up the whole; None is what lies in none of them.

    What could be had by taking the others from the whole is kept back too.
    """
    hidden: set[UUID | None] = set()
    for number in ("numerator", "denominator", "rest"):
        counts = {
            key: count for key, one in parts.items() if (count := _part(one, number)) is not None
        }
        total = None if whole is None else _part(whole, number)
        if total is not None and None not in counts:
            counts[None] = max(total - sum(counts.values()), 0)
        hidden |= kept_back(counts)
    return {key: one.hidden() if key in hidden else one for key, one in parts.items()}


def _part(value: Value, number: str) -> int | None:
    if value.numerator is None or value.denominator is None:
        return None
    found = {"numerator": value.numerator, "denominator": value.denominator}
    return found.get(number, value.denominator - value.numerator)
