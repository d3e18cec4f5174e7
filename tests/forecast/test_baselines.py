"""The plain methods give, in worlds whose truth is known, what that truth says."""

import numpy as np
import pytest

from kinkeeper.forecast.baselines import (
    BASELINES,
    drift,
    linear_trend,
    persistence,
    pooled_empirical,
)
from kinkeeper.forecast.scores import LEVELS, MEDIAN, Floats, score

GROWTH: Floats = np.array([400 * 1.1**year for year in range(8)], dtype=np.float64)


def walks(authorities: int, years: int, spread: float) -> Floats:
    """Random walks on logarithms from 300 to 900 children."""
    drawn = np.random.default_rng(7)
    steps = drawn.normal(0, spread, (authorities, years))
    logs = np.log(np.linspace(300, 900, authorities))[:, None] + steps.cumsum(axis=1)
    return np.asarray(np.exp(logs), dtype=np.float64)


def test_growth_is_carried_on_by_those_that_look_for_it() -> None:
    """Ten per cent a year for eight years: drift and trend say so for two more, persistence does not."""
    values = GROWTH[None, :]
    assert drift(values, 2)[0, MEDIAN] == pytest.approx(GROWTH[-1] * 1.21)
    assert linear_trend(values, 2)[0, MEDIAN] == pytest.approx(GROWTH[-1] * 1.21)
    assert persistence(values, 2)[0, MEDIAN] == pytest.approx(GROWTH[-1])


def test_pooled_errors_are_those_of_like_size() -> None:
    """Small authorities swing by a fifth, large ones stand still: so do their intervals."""
    swing = np.tile([100.0, 120.0], 5)
    values = np.array([swing] * 4 + [np.full(10, 900.0)] * 12)
    found = pooled_empirical(values, 1)
    assert found[0, -1] / found[0, 0] > 1.3
    assert found[-1, 0] == found[-1, -1] == pytest.approx(900.0)


@pytest.mark.parametrize("horizon", [1, 2, 3])
def test_pooled_errors_cover_a_random_walk(horizon: int) -> None:
    """Four hundred walks: 80% and 95% intervals cover what they say, within 5 points."""
    values = walks(400, 15, 0.08)
    found = score(pooled_empirical(values[:, :-horizon], horizon), values[:, -1])
    assert found.cover_80 == pytest.approx(0.8, abs=0.05)
    assert found.cover_95 == pytest.approx(0.95, abs=0.05)


@pytest.mark.parametrize("name", BASELINES)
def test_quantiles_rise_and_unknown_stays_unknown(name: str) -> None:
    """Above nought and in order; an authority without a last value has no forecast."""
    values = walks(40, 10, 0.1)
    values[3, -1] = np.nan
    found = BASELINES[name](values, 2)
    assert found.shape == (40, len(LEVELS))
    assert np.isnan(found[3]).all()
    known = np.delete(found, 3, axis=0)
    assert (known > 0).all()
    assert (np.diff(known, axis=1) >= 0).all()


@pytest.mark.parametrize("name", BASELINES)
def test_too_short_a_past_gives_nothing(name: str) -> None:
    """One year tells nothing of how years differ."""
    assert np.isnan(BASELINES[name](np.full((5, 1), 300.0), 1)).all()
