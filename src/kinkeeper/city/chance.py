"""Chance that falls alike on every machine: a stream of its own for each concern of a seed.

Draws are sums and comparisons only. A logarithm may differ in its last digit from one processor to
another; a straight line between two declared points does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Points = Mapping[float, float]  # by the share of draws that lie below it, a value

T = TypeVar("T")


class Chance:
    """The streams of one seed. Adding a concern moves no other."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._streams: dict[str, np.random.Generator] = {}

    def of(self, concern: str) -> np.random.Generator:
        """The stream of one concern, where it was left."""
        if concern not in self._streams:
            root = np.random.SeedSequence(self.seed, spawn_key=(crc32(concern.encode()),))
            self._streams[concern] = np.random.Generator(np.random.PCG64(root))
        return self._streams[concern]

    def uniform(self, concern: str, n: int) -> Floats:
        """`n` numbers from 0 up to 1."""
        return self.of(concern).random(n)

    def drawn(self, concern: str, n: int, points: Points) -> Ints:
        """`n` whole numbers spread along straight lines between the points."""
        return spread(self.uniform(concern, n), points)

    def among(self, concern: str, n: int, few: int) -> Ints:
        """`n` whole numbers from 0 up to `few`."""
        return (self.uniform(concern, n) * few).astype(np.int64)


class Pick(Generic[T]):
    """A choice among things by their weights."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.things: Sequence[T] = tuple(weights)
        total = np.cumsum(np.array(list(weights.values()), dtype=np.float64))
        self._bounds: Floats = np.asarray(total / total[-1], dtype=np.float64)

    def at_bounds(self) -> Floats:
        """Where each thing's share ends, from 0 to 1."""
        return self._bounds

    def at(self, uniform: Floats) -> Ints:
        """The places in `things` that these draws choose."""
        return np.minimum(
            np.searchsorted(self._bounds, uniform, side="right"), len(self.things) - 1
        ).astype(np.int64)


class Quota:
    """Hands out whole numbers that add up, whatever the fractions asked for on the way."""

    def __init__(self) -> None:
        self._asked, self._given = 0.0, 0

    def take(self, share: float) -> int:
        """The whole number due now; what is left over is carried to the next."""
        self._asked += share
        due = max(0, int(self._asked + 0.5) - self._given)
        self._given += due
        return due

    def give_back(self, count: int) -> None:
        """What could not be used is asked for again."""
        self._given -= count


def spread(uniform: Floats, points: Points) -> Ints:
    """Whole numbers along straight lines between the points, one for each draw."""
    shares = np.array(list(points), dtype=np.float64)
    values = np.array(list(points.values()), dtype=np.float64)
    return np.floor(np.interp(uniform, shares, values)).astype(np.int64)


def lowest(scores: Any, count: int) -> Ints:
    """The places of the `count` lowest scores; of equals the first."""
    return np.argsort(scores, kind="stable")[: max(0, count)].astype(np.int64)


def runs(counts: Ints) -> tuple[Ints, Ints]:
    """For so many repeats of each row: the row each repeat belongs to, and its number from 0."""
    owner = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    begins = np.cumsum(counts) - counts
    return owner, np.arange(len(owner), dtype=np.int64) - begins[owner]
