"""One small city for all of these tests, told once."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from kinkeeper.city import Kept, World, scenario, world

FIRST, LAST = date(2014, 4, 1), date(2016, 3, 31)


def told(
    size: float,
    *,
    seed: int = 1,
    first: date = FIRST,
    last: date = LAST,
    kept: Kept = Kept.CLEAN,
) -> World:
    """A city of the one scenario there is."""
    return world(
        scenario("birmingham-2014"), seed=seed, size=size, first=first, last=last, kept=kept
    )


def mean(values: pl.Series) -> float:
    """The mean of numbers, or the share of what is true."""
    return float(values.cast(pl.Float64).sum()) / len(values)


@pytest.fixture(scope="session")
def city() -> World:
    """A clean one, at a tenth."""
    return told(0.1)


@pytest.fixture(scope="session")
def frame(city: World) -> Callable[[str], pl.DataFrame]:
    """`frame("Plan")`: the frame of a model by its own name."""
    by_name = {label.partition(".")[2]: rows for label, rows in city.frames.items()}
    return by_name.__getitem__
