"""A process that serves: what it has loaded is not looked through again while people wait."""

import gc
from collections.abc import Iterator

import pytest

from kinkeeper.kernel.settling import settle


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector as a process begins with it; afterwards as it was."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collector")
def test_what_was_loaded_is_left_out_of_the_search() -> None:
    """All that was there before, and it is searched more seldom."""
    before, often = len(gc.get_objects()), gc.get_threshold()[0]
    settle()
    assert gc.get_freeze_count() > before / 2
    assert gc.get_threshold()[0] > often
