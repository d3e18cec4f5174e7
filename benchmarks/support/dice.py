"""Throws that come out the same on every machine, a whole column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl

# Steps of the splitmix64 generator: Steele, Lea and Flood, "Fast splittable pseudorandom number
# generators", 2014. Arithmetic of unsigned 64-bit columns wraps, as it asks.
_GOLDEN: Final = 0x9E3779B97F4A7C15
_MIX: Final = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
_LAST: Final = 31
_APART: Final = 0xD1342543DE82EF95  # keeps the columns of two throws apart
_WHOLE: Final = 2**64


class Dice:
    """A seed, and how often it has been thrown: every throw is of another column."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.throws = 0

    def _bits(self, size: int) -> pl.Series:
        self.throws += 1
        begin = (self.seed * 1_000_003 + self.throws) * _APART % _WHOLE
        z = pl.int_range(size, dtype=pl.UInt64, eager=True) * _u64(_GOLDEN) + _u64(begin)
        for shift, factor in _MIX:
            z = (z ^ (z // _u64(1 << shift))) * _u64(factor)
        return z ^ (z // _u64(1 << _LAST))

    def below(self, size: int, most: int) -> pl.Series:
        """Whole numbers from 0 to below `most`, each as likely as another."""
        return ((self._bits(size) // _u64(1 << 11)) % _u64(most)).cast(pl.Int64)

    def share(self, size: int, part: float) -> pl.Series:
        """True for about this part of the rows."""
        return self.below(size, 1_000_000) < int(part * 1_000_000)

    def pick(self, size: int, values: Sequence[Any] | pl.Series) -> pl.Series:
        """One of these for each row; name one twice to make it likelier."""
        held = values if isinstance(values, pl.Series) else pl.Series(values)
        return held.gather(self.below(size, len(held)))


def _u64(value: int) -> pl.Series:
    return pl.Series([value], dtype=pl.UInt64)
