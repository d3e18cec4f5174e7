"""Axes: round steps that cover what is drawn, and places that keep apart."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.web.charts.scales import apart, from_nought, ticks

numbers = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda n: round(n, 3))
counts = st.integers(min_value=0, max_value=2_000_000).map(float)


@given(st.lists(numbers, min_size=1, max_size=30))
def test_ticks_cover_every_value(values: list[float]) -> None:
    """The lowest tick is at or below, the highest at or above everything drawn."""
    scale = from_nought(values, 200.0, 10.0)
    assert scale.ticks[0] <= min(*values, 0.0) + 1e-6
    assert scale.ticks[-1] >= max(*values, 0.0) - 1e-6


@given(st.lists(counts, min_size=1, max_size=30))
def test_counts_begin_at_nought(values: list[float]) -> None:
    """A count's axis starts at nought, and its ticks are whole numbers."""
    scale = from_nought(values, 200.0, 10.0)
    assert scale.ticks[0] == 0
    assert all(tick == round(tick) for tick in scale.ticks)


@given(st.lists(counts, min_size=1, max_size=30))
def test_values_lie_between_the_ends_of_the_axis(values: list[float]) -> None:
    """Nothing is drawn outside the chart."""
    scale = from_nought(values, 200.0, 10.0)
    assert all(10.0 - 0.1 <= scale.at(value) <= 200.0 + 0.1 for value in values)


@given(numbers, numbers)
def test_ticks_are_few_and_evenly_apart(one: float, other: float) -> None:
    """Two to eight of them, all one step apart."""
    found = ticks(min(one, other), max(one, other))
    steps = [b - a for a, b in pairwise(found)]
    assert 2 <= len(found) <= 8
    assert max(steps) - min(steps) <= 1e-6 * max(1.0, *steps)


def test_a_percentage_is_drawn_up_to_a_hundred() -> None:
    """40% looks like four tenths, whatever else is in the chart."""
    assert from_nought([40.0], 100.0, 0.0, top=100.0).at(40.0) == 60.0


@given(st.lists(st.floats(0, 200), max_size=12).map(sorted), st.floats(1, 30))
def test_places_keep_apart_where_there_is_room(wanted: list[float], gap: float) -> None:
    """As far apart as asked, in their order, within bounds; without room, spread evenly."""
    found = apart(wanted, gap, 0.0, 200.0)
    room = gap * max(len(wanted) - 1, 0) <= 200
    assert len(found) == len(wanted)
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in found)
    if room:
        assert all(b - a >= gap - 1e-6 for a, b in pairwise(found))
