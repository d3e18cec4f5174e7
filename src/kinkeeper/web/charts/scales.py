"""Axes that people can read: round steps that cover the data, and nought as the base of counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
ABOUT = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places: `ticks` are round and cover every value."""

    ticks: tuple[float, ...]
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies."""
        low, high = self.ticks[0], self.ticks[-1]
        return round(self.start + (value - low) / (high - low) * (self.end - self.start), 1)


def from_nought(
    values: Iterable[float], start: float, end: float, *, top: float | None = None
) -> Scale:
    """A scale from nought, or from below it where a value is; `top` is a natural end such as 100."""
    given = [*values, 0.0]
    high = max(given) if top is None else max(top, *given)
    return Scale(ticks(min(given), high, whole=_whole(given)), start, end)


def ticks(low: float, high: float, *, whole: bool = False) -> tuple[float, ...]:
    """About four round steps from at or below `low` to at or above `high`."""
    step = _step(max(high - low, 1.0 if whole else 1e-6) / ABOUT, whole=whole)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return tuple(round(step * n, 9) for n in range(first, last + 1))


def _step(rough: float, *, whole: bool) -> float:
    scale = 10.0 ** math.floor(math.log10(rough))
    found = next(s * scale for s in STEPS if s * scale >= rough * (1 - 1e-9))
    return max(1.0, float(math.ceil(found))) if whole else found


def _whole(values: Sequence[float]) -> bool:
    return all(value == round(value) for value in values)


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near to those wanted as lie at least `gap` apart, in their order, within bounds.

    Where there is no room for all, they are spread evenly.
    """
    if not wanted:
        return []
    if gap * (len(wanted) - 1) > high - low:
        step = (high - low) / max(len(wanted) - 1, 1)
        return [low + step * n for n in range(len(wanted))]
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + gap if places else low))
    ceiling = high
    for n in reversed(range(len(places))):
        places[n] = min(places[n], ceiling)
        ceiling = places[n] - gap
    return places
