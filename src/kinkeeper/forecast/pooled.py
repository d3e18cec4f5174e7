"""Level A: any authority's series, from its own level and what authorities near its size have seen.

The level is simple exponential smoothing of logarithms with one weight for all authorities. Its past
errors over the horizon, from authorities nearest in size, give the quantiles. Weight and quantiles
come from the values given alone: what is to be forecast has no part in them.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kinkeeper.forecast.baselines import logarithms
from kinkeeper.forecast.scores import HIGH_80, HIGH_95, LEVELS, LOW_80, LOW_95, MEDIAN, Floats

# Assumed, all five. That the width is learned, and not only told wider for few origins, was decided
# after the first table of scores on the public data had shown 80% intervals that covered too much.
WEIGHTS: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
NEAREST: Final = 0.25  # the share of all past errors that are of like size
LEAST: Final = 60  # and no fewer of them than this
WIDTHS: Final = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3)
LEAST_ORIGINS: Final = 3  # origin years before a weight other than the last value alone is learned


def pooled(values: Floats, horizon: int) -> Floats:
    """Quantiles (authorities × LEVELS) at the last year plus the horizon, in years.

    Values are authorities × years, ascending. Rows are not a number where the last value is unknown,
    and all are where no origin lies far enough back.
    """
    plain = _plain(values, horizon)
    middle = plain[:, MEDIAN][:, None]
    return np.asarray(np.exp(middle + (plain - middle) * width(values, horizon)), dtype=np.float64)


def width(values: Floats, horizon: int) -> float:
    """How much wider than past errors the quantiles are told, learned from how they covered before.

    Until three past origins were covered by errors from before them, one origin year in n counts as
    one draw more: the square root of 1 + 1 / n.
    """
    last = values.shape[1] - horizon
    covered = range(horizon + LEAST_ORIGINS, last)
    if len(covered) < LEAST_ORIGINS:
        return float(np.sqrt(1 + 1 / max(last, 1)))
    told = np.concatenate([_plain(values[:, : at + 1], horizon) for at in covered])
    came = np.concatenate([logarithms(values)[:, at + horizon] for at in covered])
    known = np.isfinite(told).all(axis=1) & np.isfinite(came)
    if not known.any():
        return 1.0
    middle = told[known, MEDIAN]
    apart, off = told[known] - middle[:, None], came[known] - middle

    def amiss(tried: float) -> float:
        inside = [
            (apart[:, low] * tried <= off) & (off <= apart[:, high] * tried)
            for low, high in ((LOW_80, HIGH_80), (LOW_95, HIGH_95))
        ]
        return sum(
            abs(float(one.mean()) - (LEVELS[high] - LEVELS[low]))
            for one, (low, high) in zip(inside, ((LOW_80, HIGH_80), (LOW_95, HIGH_95)), strict=True)
        )

    return min(WIDTHS, key=lambda tried: (amiss(tried), abs(tried - 1)))


def _plain(values: Floats, horizon: int) -> Floats:
    """The quantiles on logarithms, as wide as past errors were."""
    logs = logarithms(values)
    nothing = np.full((len(values), len(LEVELS)), np.nan)
    if logs.shape[1] <= horizon:
        return nothing
    level = _smoothed(logs, weight(values, horizon))
    size, errors = _errors(logs, level, horizon)
    if not len(errors):
        return nothing
    return level[:, -1:] + _nearest(size, errors, level[:, -1])


def weight(values: Floats, horizon: int) -> float:
    """The weight on the newest value that would have missed least over this horizon in the past."""
    logs = logarithms(values)
    if logs.shape[1] - horizon < LEAST_ORIGINS:
        return WEIGHTS[0]

    def missed(tried: float) -> float:
        errors = _errors(logs, _smoothed(logs, tried), horizon)[1]
        return float(np.abs(errors).mean()) if len(errors) else 0.0

    return min(WEIGHTS, key=missed)


def _smoothed(logs: Floats, share: float) -> Floats:
    """The level at each year; not a number in a year without a value, over which it is carried."""
    level, found = logs[:, 0].copy(), np.full(logs.shape, np.nan)
    for at in range(logs.shape[1]):
        seen = logs[:, at]
        moved = np.where(np.isfinite(level), level + share * (seen - level), seen)
        level = np.where(np.isfinite(seen), moved, level)
        found[:, at] = np.where(np.isfinite(seen), level, np.nan)
    return found


def _errors(logs: Floats, level: Floats, horizon: int) -> tuple[Floats, Floats]:
    size = level[:, :-horizon].ravel()
    errors = (logs[:, horizon:] - level[:, :-horizon]).ravel()
    known = np.isfinite(errors)
    order = np.argsort(size[known], kind="stable")
    return size[known][order], errors[known][order]


def _nearest(size: Floats, errors: Floats, now: Floats) -> Floats:
    """For each authority the quantiles of the errors that lie around its size, as many to each side."""
    count = min(max(int(len(errors) * NEAREST), LEAST), len(errors))
    found = np.full((len(now), len(LEVELS)), np.nan)
    for row in np.flatnonzero(np.isfinite(now)):
        middle = int(np.searchsorted(size, now[row]))
        start = min(max(middle - count // 2, 0), len(errors) - count)
        found[row] = np.quantile(errors[start : start + count], LEVELS)
    return found
