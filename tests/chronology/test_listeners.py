"""Whoever listens hears of a change in its transaction: at once, or of many together."""

from collections.abc import Collection

import pytest

from kinkeeper.chronology import listeners


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """What the only listener is told, each time."""
    times: list[set[str]] = []

    def hear(people: Collection[str]) -> None:
        times.append(set(people))

    monkeypatch.setattr(listeners, "_LISTENERS", [hear])
    return times


def test_of_many_it_is_told_once(heard: list[set[str]]) -> None:
    """At the end of the block, of everybody in it; and afterwards at once again."""
    with listeners.together():
        listeners.tell(["a", "b"])
        listeners.tell(["a"])
        assert heard == []
    listeners.tell(["c"])
    assert heard == [{"a", "b"}, {"c"}]


def _changed_in_vain() -> None:
    with listeners.together():
        listeners.tell(["a"])
        raise ZeroDivisionError


def test_a_block_that_fails_tells_of_nobody(heard: list[set[str]]) -> None:
    """Its transaction is undone, and the next change is told of as ever."""
    with pytest.raises(ZeroDivisionError):
        _changed_in_vain()
    listeners.tell(["b"])
    assert heard == [{"b"}]


def test_a_block_in_a_block_is_part_of_it(heard: list[set[str]]) -> None:
    """The outermost tells."""
    with listeners.together():
        with listeners.together():
            listeners.tell(["a"])
        assert heard == []
    assert heard == [{"a"}]
