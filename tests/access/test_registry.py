"""Relationships are registered once each, and say how deep they reach."""

import pytest

from kinkeeper.access.depth import Depth
from kinkeeper.access.glass import BREAK_GLASS
from kinkeeper.access.relationships import Relationship, register, registered
from tests.access.worlds import ALLOCATED, KNOWN


def test_a_kind_is_registered_once() -> None:
    """Two meanings of one kind would let the second in unseen."""
    with pytest.raises(ValueError, match="twice"):
        register(ALLOCATED)


def test_only_relationships_deep_enough_are_asked() -> None:
    """A question about the record is never put to a relationship that reaches only `exists`."""
    assert registered() == (ALLOCATED, KNOWN, BREAK_GLASS)
    assert registered(Depth.RECORD) == (ALLOCATED, BREAK_GLASS)


def test_what_only_reads_is_asked_for_reading_alone() -> None:
    """No change is allowed by it: the rules never ask it about one."""
    assert registered(Depth.RECORD, reading=False) == (ALLOCATED,)


def test_a_relationship_that_reaches_nothing_is_refused() -> None:
    """It would be a mistake in the declaration."""
    with pytest.raises(ValueError, match="reaches nothing"):
        Relationship("a", "A", ALLOCATED.people, ALLOCATED.reaches, Depth.NONE)
