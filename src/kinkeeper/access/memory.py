"""What one answer asked of the database, so that it is asked once; a request that writes remembers nothing.

Rights are read at the start of a request and hold to its end: so may the places they rest on.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("access_memory", default=None)


@contextmanager
def of_one_answer() -> Iterator[None]:
    """Remember for as long as this block lasts, in this thread alone."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(question: Callable[P, T]) -> Callable[P, T]:
    """Ask this question, of things that can be keys, once an answer."""

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        kept = _kept.get()
        if kept is None:
            return question(*args, **kwargs)
        key = (question.__qualname__, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = question(*args, **kwargs)
        found: T = kept[key]
        return found

    return ask
