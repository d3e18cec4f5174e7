"""The pooled forecast covers what it says, learns its weight, and knows what it does not know."""

import numpy as np
import pytest

from kinkeeper.forecast.pooled import pooled, weight
from kinkeeper.forecast.scores import HIGH_80, LEVELS, LOW_80, MEDIAN, score

RANDOM = np.random.default_rng(11)
SIZES = np.log(np.linspace(100, 1500, 400))[:, None]
WALKS = np.exp(SIZES + RANDOM.normal(0, 0.08, (400, 16)).cumsum(axis=1))
NOISE = np.exp(SIZES + RANDOM.normal(0, 0.08, (400, 16)))


@pytest.mark.parametrize("horizon", [1, 2, 3])
def test_a_random_walk_is_covered(horizon: int) -> None:
    """80% and 95% cover within 5 points where every authority drifts by itself."""
    found = score(pooled(WALKS[:, :-horizon], horizon), WALKS[:, -1])
    assert found.cover_80 == pytest.approx(0.8, abs=0.05)
    assert found.cover_95 == pytest.approx(0.95, abs=0.05)


def test_the_weight_is_learned() -> None:
    """A walk is best told by its last value, noise about a level by the mean of many."""
    assert weight(WALKS, 1) >= 0.9
    assert weight(NOISE, 1) == 0.3
    assert weight(NOISE[:, :3], 1) == 1.0


def test_small_authorities_are_told_wider() -> None:
    """Chance alone swings a small number more; the interval follows size without steps of group."""
    drawn = np.exp(SIZES + RANDOM.normal(0, 1, (400, 12)) / np.sqrt(np.exp(SIZES)))
    found = pooled(drawn, 1)
    width = np.log(found[:, HIGH_80] / found[:, LOW_80])
    assert width[:50].mean() > 2 * width[-50:].mean()


def test_fewer_origins_are_told_wider() -> None:
    """One origin year is one witness: twice the variance that its errors show."""
    values = WALKS[:, -2:]
    error = np.log(values[:, 1] / values[:, 0])
    found = np.log(pooled(values, 1) / values[:, 1:])
    shown = np.quantile(error, 0.9) - np.quantile(error, 0.1)
    told = (found[:, HIGH_80] - found[:, LOW_80]).mean()
    assert told == pytest.approx(shown * np.sqrt(2), rel=0.15)


def test_what_is_not_known_is_not_told() -> None:
    """No last value, or no origin far enough back: no forecast; a gap before is passed over."""
    values = WALKS[:, :8].copy()
    values[0, -1], values[1, 3] = np.nan, np.nan
    found = pooled(values, 1)
    assert np.isnan(found[0]).all()
    assert np.isfinite(found[1:]).all()
    assert np.isnan(pooled(values[:, :2], 3)).all()
    assert found.shape == (400, len(LEVELS))
    assert (np.diff(found[1:], axis=1) >= 0).all()
    assert found[5, LOW_80] < found[5, MEDIAN] < found[5, HIGH_80]
