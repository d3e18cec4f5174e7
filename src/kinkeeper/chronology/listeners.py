"""Higher floors hear, inside the same transaction, that something about a child has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[Collection[str]], None]
_LISTENERS: list[Listener] = []
_GATHERED: ContextVar[set[str] | None] = ContextVar("gathered", default=None)


def listen(listener: Listener) -> None:
    """Call `listener` with the ids of the people whose events have changed, before the commit."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


@contextmanager
def together() -> Iterator[None]:
    """Tell of whoever changes inside this block once, at its end; one that fails tells of nobody.

    For one transaction over many people, whose duties nobody asks for before it ends.
    """
    gathered: set[str] = set()
    token = _GATHERED.set(gathered)
    try:
        yield
    finally:
        _GATHERED.reset(token)
    tell(gathered)


def tell(people: Collection[str]) -> None:
    """Say that these people's events have changed; a listener that fails undoes the change."""
    gathered = _GATHERED.get()
    if gathered is not None:
        gathered.update(people)
    elif people:
        for listener in _LISTENERS:
            listener(people)
