"""How good a forecast was: error, coverage, width, CRPS, interval score, PIT and paired differences.

Every forecast is a row of quantiles at `LEVELS`. CRPS is twice the mean pinball loss over the 15
levels of `EVEN`, the midpoints of fifteen equal parts, so that the sum stands for the integral over
all levels; the two limits of the 95% interval are added to them. Gneiting and Raftery, "Strictly
proper scoring rules, prediction, and estimation" (2007), define the scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kinkeeper.kernel.errors import BadInput

Floats: TypeAlias = NDArray[np.float64]

PARTS: Final = 15
EVEN: Final = tuple((2 * part + 1) / (2 * PARTS) for part in range(PARTS))
LEVELS: Final = (0.025, *EVEN, 0.975)
LOW_80, HIGH_80 = LEVELS.index(0.1), LEVELS.index(0.9)
LOW_95, HIGH_95 = 0, len(LEVELS) - 1
MEDIAN: Final = LEVELS.index(0.5)
BINS: Final = 10
_LEVELS: Final = np.array(LEVELS)
_INSIDE_80: Final = LEVELS[HIGH_80] - LEVELS[LOW_80]


@dataclass(frozen=True, kw_only=True)
class Score:
    """What `n` forecasts scored; every part but `n` and `pit` is a share of the actual or of `n`.

    `mape`, `mdape` and `bias` are of the median; `width_95`, `crps` and `interval_80` are divided
    by the actual. `pit` counts the forecasts whose actual fell in each tenth of their distribution.
    """

    n: int
    mape: float
    mdape: float
    bias: float
    cover_80: float
    cover_95: float
    width_95: float
    crps: float
    interval_80: float
    pit: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """The mean over origin years of one method's score less another's, and its standard error.

    `error` is None with fewer than two origins, which tell nothing of how years differ.
    """

    mean: float
    error: float | None
    origins: int

    @property
    def worse(self) -> bool:
        """Whether the mean difference is above nought by more than twice its standard error."""
        return self.error is not None and self.mean > 2 * self.error


def score(quantiles: Floats, actual: Floats) -> Score:
    """The scores of quantiles (n × len(LEVELS)) against actuals (n), all above nought.

    Raises BadInput when there is nothing to score, the shapes differ, or an actual is not above 0.
    """
    _check(quantiles, actual)
    error = quantiles[:, MEDIAN] / actual - 1
    return Score(
        n=len(actual),
        mape=float(np.abs(error).mean()),
        mdape=float(np.median(np.abs(error))),
        bias=float(error.mean()),
        cover_80=float(covered(quantiles, actual, LOW_80, HIGH_80).mean()),
        cover_95=float(covered(quantiles, actual, LOW_95, HIGH_95).mean()),
        width_95=float(((quantiles[:, HIGH_95] - quantiles[:, LOW_95]) / actual).mean()),
        crps=float(crps(quantiles, actual).mean()),
        interval_80=float(interval_score(quantiles, actual).mean()),
        pit=tuple(int(count) for count in np.histogram(pit(quantiles, actual), BINS, (0, 1))[0]),
    )


def covered(quantiles: Floats, actual: Floats, low: int, high: int) -> NDArray[np.bool_]:
    """For each forecast, whether the actual lies between two of its quantiles, ends included."""
    return (quantiles[:, low] <= actual) & (actual <= quantiles[:, high])


def crps(quantiles: Floats, actual: Floats) -> Floats:
    """For each forecast, twice its mean pinball loss over `EVEN`, divided by the actual."""
    levels, inner = _LEVELS[1:-1], quantiles[:, 1:-1]
    over = actual[:, None] - inner
    lost = np.maximum(levels * over, (levels - 1) * over).mean(axis=1)
    return np.asarray(2 * lost / actual, dtype=np.float64)


def interval_score(quantiles: Floats, actual: Floats) -> Floats:
    """For each forecast, the width of its 80% interval and 10 times what it missed by, over the actual."""
    low, high = quantiles[:, LOW_80], quantiles[:, HIGH_80]
    missed = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    return (high - low + 2 / (1 - _INSIDE_80) * missed) / actual


def pit(quantiles: Floats, actual: Floats) -> Floats:
    """For each forecast, the level its actual stands at, read between the quantiles; 0 to 1.

    Outside the outermost quantiles it is half of what lies beyond.
    """
    beyond = LEVELS[0] / 2
    found = [
        np.interp(value, row, _LEVELS, left=beyond, right=1 - beyond)
        for row, value in zip(quantiles, actual, strict=True)
    ]
    return np.array(found)


def difference(ours: Floats, theirs: Floats, origins: NDArray[np.int64]) -> Difference:
    """One method's score less another's on the same forecasts, with each origin year as one draw.

    All authorities share what befalls a year, so 140 of them in a year are one witness, not 140.
    Arrays are of one length. Raises BadInput when they are empty.
    """
    if not len(ours):
        raise BadInput("there is no forecast that both methods made", field="origin")
    years = np.unique(origins)
    by_year = np.array([(ours - theirs)[origins == year].mean() for year in years])
    spread = float(by_year.std(ddof=1) / np.sqrt(len(years))) if len(years) > 1 else None
    return Difference(mean=float(by_year.mean()), error=spread, origins=len(years))


def _check(quantiles: Floats, actual: Floats) -> None:
    if quantiles.shape != (len(actual), len(LEVELS)):
        raise BadInput(
            f"quantiles of shape {quantiles.shape} do not fit {len(actual)} actuals at {len(LEVELS)} levels",
            field="quantiles",
        )
    if not len(actual):
        raise BadInput("there is no forecast to score", field="quantiles")
    if not (np.isfinite(actual).all() and (actual > 0).all()):
        raise BadInput("an actual is not above nought", field="actual")
