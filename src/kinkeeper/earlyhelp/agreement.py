"""How far two people agree who rated the same things, each without seeing the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many were rated twice, how many alike, and Cohen's kappa: agreement beyond chance.

    `kappa` is None, and `no_kappa` says why, where it cannot be worked out.
    """

    n: int
    same: int
    kappa: float | None
    no_kappa: str = ""

    @property
    def percent(self) -> float | None:
        """The share rated alike, of a hundred; None where nothing was rated twice."""
        return 100 * self.same / self.n if self.n else None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """How far the first and the second of each pair agree."""
    n, same = len(pairs), sum(first == second for first, second in pairs)
    if not n:
        return Agreement(0, 0, None, "nothing has been rated twice")
    firsts, seconds = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(firsts[level] * seconds[level] for level in firsts) / n**2
    if by_chance == 1:
        return Agreement(n, same, None, "every rating was the same level, so chance explains all")
    return Agreement(n, same, (same / n - by_chance) / (1 - by_chance))
