"""A city's years come out as the published ones did."""

from datetime import date

import pytest

from kinkeeper.city import World
from tests.city.conftest import told
from tests.city.counted import astray


def test_two_years_at_a_tenth_are_as_published(city: World) -> None:
    """Each count and share of 2014-15 and 2015-16 lies within its tolerance."""
    assert astray(city, (2014, 2015)) == {}


@pytest.mark.parametrize("seed", [2, 3])
def test_another_seed_is_as_published_too(seed: int) -> None:
    """The figures are the scenario's, not one seed's luck."""
    assert astray(told(0.2, seed=seed), (2014, 2015)) == {}


@pytest.mark.slow
def test_four_years_of_the_whole_city_are_as_published() -> None:
    """At full size, to March 2018, nothing is let through for smallness but three children."""
    assert astray(told(1.0, last=date(2018, 3, 31)), (2014, 2015, 2016, 2017)) == {}
