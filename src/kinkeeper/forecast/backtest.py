"""What each method would have said at each past 31 March, and how it scored against what came.

At an origin a method is handed a copy of the values until that year and nothing else, so that its
settings too come from before it. The tables hold values as they were last revised; what a year was
first said to be is known only where a vintage keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinkeeper.forecast.baselines import BASELINES, GROUPS, Method, quarters
from kinkeeper.forecast.panel import Past
from kinkeeper.forecast.pooled import pooled
from kinkeeper.forecast.scores import Difference, Floats, Score, crps, difference, score

OURS, BAR = "pooled", "pooled empirical"
METHODS: Final[dict[str, Method]] = {OURS: pooled, **BASELINES}
HORIZONS: Final = (1, 2, 3)
LEAST_YEARS: Final = 4  # of a series, up to and with the origin
# The pass marks of the project: the share of actuals inside each interval, lowest and highest.
MARKS_80, MARKS_95 = (0.75, 0.85), (0.92, 0.98)


@dataclass(frozen=True)
class Made:
    """The forecasts of one method over one horizon, a row each; `group` is the quarter by size, 0 to 3."""

    origin: NDArray[np.int64]
    authority: NDArray[np.int64]
    group: NDArray[np.int64]
    actual: Floats
    quantiles: Floats

    def score(self, group: int | None = None) -> Score | None:
        """How they scored, all or of one size; None when there are none."""
        keep = np.ones(len(self.actual), bool) if group is None else self.group == group
        return score(self.quantiles[keep], self.actual[keep]) if keep.any() else None


@dataclass(frozen=True)
class Mark:
    """One pass mark: what was asked of which forecasts, what was found, and whether it is met."""

    horizon: int
    group: int | None
    asked: str
    found: float
    met: bool


Ran: TypeAlias = Mapping[tuple[str, int], Made]


def run(
    past: Past,
    *,
    least: float,
    methods: Mapping[str, Method] = METHODS,
    horizons: tuple[int, ...] = HORIZONS,
) -> dict[tuple[str, int], Made]:
    """Every method at every origin and horizon (years) that the series has an outcome for.

    An authority takes part at an origin whose value there is at least `least`. Origins of which a
    method makes nothing are left out of its own forecasts.
    """
    return {
        (name, horizon): _made(past, method, horizon, least)
        for horizon in horizons
        for name, method in methods.items()
    }


def table(ran: Ran) -> pl.DataFrame:
    """The scores by method, horizon in months and size group (null for all), with n and origins."""
    rows = [
        {
            "method": name, "months": horizon * 12, "group": group, "n": found.n,
            "origins": len(np.unique(made.origin)), "mape": found.mape, "mdape": found.mdape,
            "bias": found.bias, "cover_80": found.cover_80, "cover_95": found.cover_95,
            "width_95": found.width_95, "crps": found.crps, "interval_80": found.interval_80,
        }
        for (name, horizon), made in ran.items()
        for group in (None, *range(GROUPS))
        if (found := made.score(group)) is not None
    ]  # fmt: skip
    return pl.DataFrame(rows)


def marks(ran: Ran) -> list[Mark]:
    """Each pass mark of our own method: coverage of all and by size, CRPS against pooled empirical."""
    found: list[Mark] = []
    for (name, horizon), made in ran.items():
        if name != OURS:
            continue
        for group in (None, *range(GROUPS)):
            told = made.score(group)
            if told is not None:
                found.append(_covers(horizon, group, "80%", told.cover_80, MARKS_80))
                found.append(_covers(horizon, group, "95%", told.cover_95, MARKS_95))
        if (OURS, horizon) in ran and (BAR, horizon) in ran:
            more = compared(ran, OURS, BAR, horizon).mean
            found.append(Mark(horizon, None, f"CRPS less that of {BAR}", more, more <= 0))
    return found


def compared(ran: Ran, ours: str, theirs: str, horizon: int) -> Difference:
    """The difference in CRPS of two methods on the forecasts that both made, by origin year.

    Raises BadInput when they share none.
    """
    one, other = ran[ours, horizon], ran[theirs, horizon]
    rows = {key: at for at, key in enumerate(zip(other.origin, other.authority, strict=True))}
    pairs = [
        (at, rows[key])
        for at, key in enumerate(zip(one.origin, one.authority, strict=True))
        if key in rows
    ]
    left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return difference(
        crps(one.quantiles, one.actual)[left],
        crps(other.quantiles, other.actual)[right],
        one.origin[left],
    )


def _covers(
    horizon: int, group: int | None, which: str, found: float, between: tuple[float, float]
) -> Mark:
    low, high = between
    asked = f"{which} interval covers {low:.0%} to {high:.0%}"
    return Mark(horizon, group, asked, found, low <= found <= high)


def _made(past: Past, method: Method, horizon: int, least: float) -> Made:
    parts = [
        _at(past, origin, method, horizon, least)
        for origin in past.years[LEAST_YEARS - 1 :]
        if origin + horizon in past.years
    ]
    if not parts:
        none = np.empty(0, np.int64)
        empty = np.empty((0, len(pooled(np.ones((1, 1)), 1)[0])))
        return Made(none, none, none, np.empty(0), empty)
    return Made(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def _at(
    past: Past, origin: int, method: Method, horizon: int, least: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Floats, Floats]:
    known = past.until(origin).values
    taking = np.flatnonzero(known[:, -1] >= least)
    quantiles = method(known[taking], horizon)
    group = quarters(known[taking, -1])
    actual = past.values[taking, past.years.index(origin + horizon)]
    keep = np.isfinite(quantiles).all(axis=1) & (actual > 0)
    return (
        np.full(int(keep.sum()), origin),
        np.array(past.authorities)[taking][keep],
        group[keep].astype(np.int64),
        actual[keep],
        quantiles[keep],
    )
