"""What every forecast has to beat: plain methods, each from one series' past and nothing else.

A method takes values (authorities × years, ascending, not a number where unknown) and a horizon in
years, and gives quantiles (authorities × LEVELS) at the last year plus the horizon; a row is not a
number where the method has too little to go on. All work on logarithms, so quantiles are above 0.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist
from typing import Final, TypeAlias

import numpy as np

from kinkeeper.forecast.scores import LEVELS, Floats

Method: TypeAlias = Callable[[Floats, int], Floats]

LEAST_CHANGES: Final = 2  # a spread needs two changes from year to year
TREND_YEARS: Final = 6
GROUPS: Final = 4
_NORMAL: Final = np.array([NormalDist().inv_cdf(level) for level in LEVELS])


def persistence(values: Floats, horizon: int) -> Floats:
    """The last value, spread as the authority's own changes were, growing as a random walk does."""
    logs = logarithms(values)
    spread, _, _ = _changes(logs)
    return _normal(logs[:, -1], spread * np.sqrt(horizon))


def drift(values: Floats, horizon: int) -> Floats:
    """The last value moved on by the mean change a year; the mean's own error is in the spread."""
    logs = logarithms(values)
    spread, mean, count = _changes(logs)
    wide = spread * np.sqrt(horizon * (1 + horizon / np.maximum(count, 1)))
    return _normal(logs[:, -1] + horizon * mean, wide)


def linear_trend(values: Floats, horizon: int) -> Floats:
    """A straight line through the last six years by least squares, with its prediction error."""
    logs = logarithms(values)[:, -TREND_YEARS:]
    if logs.shape[1] < TREND_YEARS:
        return np.full((len(values), len(LEVELS)), np.nan)
    at = np.arange(TREND_YEARS) - (TREND_YEARS - 1) / 2
    ahead, over = at[-1] + horizon, float((at**2).sum())
    middle, slope = logs.mean(axis=1), logs @ at / over
    left = logs - middle[:, None] - slope[:, None] * at
    spread = np.sqrt((left**2).sum(axis=1) / (TREND_YEARS - 2))
    return _normal(middle + slope * ahead, spread * np.sqrt(1 + 1 / TREND_YEARS + ahead**2 / over))


def pooled_empirical(values: Floats, horizon: int) -> Floats:
    """The last value times the quantiles of what authorities of like size saw over that horizon.

    Like size is the same quarter of all authorities at the origin of each.
    """
    logs = logarithms(values)
    past = [
        (logs[:, at], logs[:, at + horizon] - logs[:, at]) for at in range(logs.shape[1] - horizon)
    ]
    found = np.full((len(values), len(LEVELS)), np.nan)
    if not past:
        return found
    then = np.concatenate([quarters(size) for size, _ in past])
    errors = np.concatenate([error for _, error in past])
    now = quarters(logs[:, -1])
    for group in range(GROUPS):
        seen = errors[(then == group) & np.isfinite(errors)]
        if len(seen):
            found[now == group] = np.quantile(seen, LEVELS)
    return np.asarray(np.exp(logs[:, -1:] + found), dtype=np.float64)


BASELINES: Final[dict[str, Method]] = {
    "persistence": persistence,
    "drift": drift,
    "linear trend": linear_trend,
    "pooled empirical": pooled_empirical,
}


def logarithms(values: Floats) -> Floats:
    """Natural logarithms; not a number for what is unknown or not above nought."""
    return np.asarray(np.log(np.where(values > 0, values, np.nan)), dtype=np.float64)


def quarters(sizes: Floats) -> Floats:
    """Which quarter of those known each is in, 0 the smallest to 3; not a number if unknown."""
    known = np.isfinite(sizes)
    found = np.full(len(sizes), np.nan)
    if known.any():
        edges = np.quantile(sizes[known], [group / GROUPS for group in range(1, GROUPS)])
        found[known] = np.searchsorted(edges, sizes[known], side="right")
    return found


def _changes(logs: Floats) -> tuple[Floats, Floats, Floats]:
    changes = np.diff(logs, axis=1)
    known = np.isfinite(changes)
    count = known.sum(axis=1).astype(np.float64)
    mean = np.where(known, changes, 0).sum(axis=1) / np.maximum(count, 1)
    squares = np.where(known, (changes - mean[:, None]) ** 2, 0).sum(axis=1)
    enough = count >= LEAST_CHANGES
    spread = np.where(enough, np.sqrt(squares / np.maximum(count - 1, 1)), np.nan)
    return spread, np.where(enough, mean, np.nan), count


def _normal(middle: Floats, spread: Floats) -> Floats:
    return np.asarray(np.exp(middle[:, None] + spread[:, None] * _NORMAL), dtype=np.float64)
