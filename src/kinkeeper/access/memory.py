"""What one answer asked of the database, so that it is asked once; a request that writes remembers nothing.

Rights are read at the start of a request and hold to its end: so may the places they rest on.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A", bound=Hashable)
K = TypeVar("K", bound=Hashable)

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("access_memory", default=None)
_brief: ContextVar[bool] = ContextVar("access_memory_is_brief", default=False)


@contextmanager
def of_one_answer() -> Iterator[None]:
    """Remember for as long as this block lasts, in this thread alone."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def of_one_question() -> Iterator[None]:
    """Remember while one right is asked for, where no answer does: several ways rest on one place."""
    if _kept.get() is not None:
        yield
        return
    kept, brief = _kept.set({}), _brief.set(True)
    try:
        yield
    finally:
        _kept.reset(kept)
        _brief.reset(brief)


def lasts() -> bool:
    """Whether an answer is under way that remembers to its end."""
    return _kept.get() is not None and not _brief.get()


def remembered(question: Callable[P, T]) -> Callable[P, T]:
    """Ask this question, of things that can be keys, once an answer."""

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        kept = _kept.get()
        if kept is None:
            return question(*args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = question(*args, **kwargs)
        found: T = kept[key]
        return found

    return ask


def remembered_of_each(
    question: Callable[[A, Collection[K]], Mapping[K, T]],
) -> Callable[[A, Collection[K]], dict[K, T]]:
    """Ask this question, of one asker about many, only about those not asked about in this answer."""

    @wraps(question)
    def ask(asker: A, about: Collection[K]) -> dict[K, T]:
        kept = _kept.get()
        if kept is None:
            return dict(question(asker, about))
        told: dict[K, T | None] = kept.setdefault((question, asker), {})
        if new := set(about) - told.keys():
            found = question(asker, new)
            told |= {one: found.get(one) for one in new}
        return {one: said for one in about if (said := told[one]) is not None}

    return ask


class OfEach(Generic[K, T]):
    """A question about one thing, of several rows, that can be asked of many things at once.

    Whoever is about to ask it of several says so by `foresee`: then the answer has them already.
    """

    def __init__(self, of_many: Callable[[Collection[K]], Iterable[tuple[K, T]]]) -> None:
        self.of_many = of_many

    def __call__(self, one: K) -> tuple[T, ...]:
        """Every row of one thing."""
        kept = _kept.get()
        if kept is None:
            return tuple(row for _, row in self.of_many([one]))
        told = self._told(kept)
        if one not in told:
            self.foresee([one])
        return told[one]

    def foresee(self, many: Collection[K]) -> None:
        """Ask of those not asked about in this answer, all at once; nothing where none remembers."""
        kept = _kept.get()
        if kept is None:
            return
        told = self._told(kept)
        if new := set(many) - told.keys():
            found: dict[K, list[T]] = {one: [] for one in new}
            for one, row in self.of_many(new):
                found[one].append(row)
            told |= {one: tuple(rows) for one, rows in found.items()}

    def _told(self, kept: dict[Hashable, Any]) -> dict[K, tuple[T, ...]]:
        told: dict[K, tuple[T, ...]] = kept.setdefault(self, {})
        return told


def of_each(of_many: Callable[[Collection[K]], Iterable[tuple[K, T]]]) -> OfEach[K, T]:
    """Make a question of many, answered in order with what each row is of, one of each."""
    return OfEach(of_many)
