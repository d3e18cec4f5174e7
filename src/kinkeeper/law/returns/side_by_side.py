"""The same work on several things, two at a time: what the frames take to work out holds up nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

AT_ONCE: Final = 2  # more would be held in memory together
One = TypeVar("One")
Made = TypeVar("Made")


def side_by_side(work: Callable[[One], Made], on: Iterable[One]) -> Iterator[Made]:
    """What comes of each, in their order; the first of them that fails raises."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(work, on)
