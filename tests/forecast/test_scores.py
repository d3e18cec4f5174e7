"""Scores of forecasts whose truth is known say what arithmetic says they must."""

from statistics import NormalDist

import numpy as np
import pytest

from kinkeeper.forecast.scores import EVEN, LEVELS, crps, difference, interval_score, pit, score
from kinkeeper.kernel.errors import BadInput

NORMAL = np.array([NormalDist(100, 10).inv_cdf(level) for level in LEVELS])


def told(actuals: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """The same normal forecast for each of the actuals."""
    return np.tile(NORMAL, (len(actuals), 1)), np.array(actuals)


def test_the_right_forecast_covers_as_it_says() -> None:
    """Draws from the distribution itself: four in five inside 80%, nineteen in twenty inside 95%."""
    drawn = np.random.default_rng(1).normal(100, 10, 20_000)
    found = score(np.tile(NORMAL, (len(drawn), 1)), drawn)
    assert found.cover_80 == pytest.approx(0.8, abs=0.01)
    assert found.cover_95 == pytest.approx(0.95, abs=0.005)
    assert min(found.pit) > 0.9 * max(found.pit)


def test_too_narrow_a_forecast_is_found_out() -> None:
    """Half the spread covers 48% where it says 80%."""
    drawn = np.random.default_rng(1).normal(100, 10, 20_000)
    narrow = np.tile(100 + (NORMAL - 100) / 2, (len(drawn), 1))
    assert score(narrow, drawn).cover_80 == pytest.approx(0.478, abs=0.01)


def test_crps_is_the_closed_form() -> None:
    """Of a normal at its own mean it is sd × (sqrt 2 - 1) / sqrt pi; fifteen levels come within 3%."""
    exact = 10 * (np.sqrt(2) - 1) / np.sqrt(np.pi) / 100
    assert crps(*told([100.0]))[0] == pytest.approx(exact, rel=0.03)


def test_crps_of_a_certain_forecast_is_its_error() -> None:
    """Without spread nothing is left but the distance, as a share of the actual."""
    certain = np.full((1, len(LEVELS)), 90.0)
    assert crps(certain, np.array([100.0]))[0] == pytest.approx(0.1)


def test_the_interval_score_punishes_a_miss_tenfold() -> None:
    """Each child outside the 80% interval costs ten times a child of width."""
    quantiles, actual = told([float(NORMAL[LEVELS.index(0.9)]) + 5])
    width = NORMAL[LEVELS.index(0.9)] - NORMAL[LEVELS.index(0.1)]
    assert interval_score(quantiles, actual)[0] * actual[0] == pytest.approx(width + 50)


def test_error_and_bias_are_of_the_median() -> None:
    """A median of 100 against 80 and 125: a quarter over, a fifth under."""
    found = score(*told([80.0, 125.0]))
    assert [found.mape, found.mdape] == pytest.approx([0.225, 0.225])
    assert found.bias == pytest.approx(0.025)


def test_pit_is_the_level_the_actual_stands_at() -> None:
    """The median stands at a half, beyond the ends at half of what is left."""
    assert pit(*told([100.0, 1.0, 999.0])) == pytest.approx([0.5, 0.0125, 0.9875])


def test_a_year_is_one_witness() -> None:
    """A thousand authorities of two years tell as much of how years differ as two do."""
    origins = np.repeat([2019, 2020], 1000)
    ours = np.where(origins == 2019, 1.0, 3.0)
    found = difference(ours, np.zeros(2000), origins)
    assert (found.mean, found.origins) == (2.0, 2)
    assert found.error == pytest.approx(1.0)
    assert difference(ours[:9], ours[:9], origins[:9]).error is None


def test_levels_are_even_and_hold_both_intervals() -> None:
    """Fifteen midpoints, and the limits of 95% beside them."""
    assert np.diff(EVEN) == pytest.approx(1 / 15)
    assert {0.025, 0.1, 0.5, 0.9, 0.975} <= {round(level, 9) for level in LEVELS}


@pytest.mark.parametrize("actuals", [[], [0.0], [float("nan")]])
def test_what_cannot_be_scored_is_refused(actuals: list[float]) -> None:
    """Nothing, nought, and what is not known."""
    with pytest.raises(BadInput):
        score(*told(actuals))
