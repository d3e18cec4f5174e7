"""Small numbers kept from those who see only aggregates: 1 to 5 are "c", and never to be worked back.

Where exactly one part of a whole is kept back it could be had by taking the others from the total,
so that the next smallest is kept back too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

SMALLEST_SHOWN = 6
KEPT_BACK = "c"
K = TypeVar("K")


def small(number: int | None) -> bool:
    """Whether a number would point at people."""
    return number is not None and 0 < number < SMALLEST_SHOWN


def small_share(numerator: int | None, denominator: int | None) -> bool:
    """Whether a percentage would: its number, the rest of it, or what it is of is small."""
    if numerator is None or denominator is None:
        return False
    return any(map(small, (numerator, denominator, denominator - numerator)))


def kept_back(parts: Mapping[K, int], already: frozenset[K] = frozenset()) -> frozenset[K]:
    """Of parts of a whole whose total is shown, those to keep back, with those that are `already`."""
    first = {key for key, number in parts.items() if small(number) or key in already}
    rest = sorted((number, n) for n, (key, number) in enumerate(parts.items()) if key not in first)
    keys = list(parts)
    hidden = sum(parts[key] for key in first)
    while first and rest and (len(first) == 1 or hidden < SMALLEST_SHOWN):
        number, place = rest.pop(0)
        first.add(keys[place])
        hidden += number
    return frozenset(first)
