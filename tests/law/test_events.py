"""The vocabulary of events: one meaning each, and what today's records hold of it."""

from __future__ import annotations

import pytest

from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.events import EVENTS, RECORDED
from kinkeeper.law.vocabulary import BadDeclarationError, EventKind, Vocabulary


def test_the_records_named_here_are_the_ones_that_announce() -> None:
    """The reference says that a clock runs only where a record really tells its events."""
    from kinkeeper.facts.bundles import recordable_kinds

    assert recordable_kinds() == RECORDED


def test_a_kind_is_declared_once() -> None:
    """The same id twice is refused, and so is a name nobody declared."""
    words = Vocabulary()
    words.declare([EventKind("seen", "Seen", "visit", "care")])
    with pytest.raises(BadDeclarationError, match="twice"):
        words.declare([EventKind("seen", "Seen again", "visit")])
    with pytest.raises(BadDeclarationError, match="no event kind"):
        words["heard"]


def test_a_kind_belongs_to_its_threads_and_its_child() -> None:
    """An event is found by what it is about, what that belongs to, and its child."""
    seen = EventKind("seen", "Seen", "visit", "care")
    assert seen.entities == ("visit", "care", "child")
    assert [seen.level(e) for e in ("child", "visit", "care", "plan")] == [0, 1, 2, None]


def test_every_new_kind_serves_a_clock() -> None:
    """A kind that no record holds is there because some clock waits for it."""
    used = {k for c in CLOCKS for k in (*(s.kind for s in c.starts), *c.met_by, *c.ends_with)}
    assert [k.id for k in EVENTS if k.id not in used | RECORDED] == []


def test_titles_are_told_apart() -> None:
    """Two kinds never share a title, for people choose by it."""
    titles = [kind.title for kind in EVENTS]
    assert len(set(titles)) == len(titles)
