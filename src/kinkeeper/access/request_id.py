"""The id by which everything one request did can be found together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kinkeeper.kernel.ids import uuid7

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of the request being answered, or "" outside one."""
    return _current.get()


@contextmanager
def new() -> Iterator[str]:
    """One request, command or job: everything inside carries the same id, made here."""
    token = _current.set(str(uuid7()))
    try:
        yield _current.get()
    finally:
        _current.reset(token)
