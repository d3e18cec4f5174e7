"""Higher floors hear, inside the same transaction, that something about a child has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection

Listener = Callable[[Collection[str]], None]
_LISTENERS: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call `listener` with the ids of the people whose events have changed, before the commit."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def tell(people: Collection[str]) -> None:
    """Say that these people's events have changed; a listener that fails undoes the change."""
    if people:
        for listener in _LISTENERS:
            listener(people)
