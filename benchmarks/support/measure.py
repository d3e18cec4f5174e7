"""What every benchmark shares: its two options, medians of repeated runs, and the closing line."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

AT_LEAST = "at least"
AT_MOST = "at most"


@dataclass(frozen=True)
class Target:
    """A figure and the bound it must keep."""

    figure: str
    bound: str
    value: float

    def met(self, figures: dict[str, float]) -> bool:
        """Whether the figure keeps the bound."""
        measured = figures[self.figure]
        return measured >= self.value if self.bound == AT_LEAST else measured <= self.value


def options(description: str) -> argparse.Namespace:
    """`--quick` for under a minute, `--json` for the closing line alone."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a smaller run, under a minute")
    parser.add_argument("--json", action="store_true", help="print only the closing JSON line")
    return parser.parse_args()


def seconds(work: Callable[[], Any]) -> float:
    """How long one run takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def median(
    work: Callable[[], Any], *, runs: int = 3, before: Callable[[], Any] | None = None
) -> float:
    """The median of `runs` timed runs after one that is not counted; `before` is not timed."""
    times = []
    for _ in range(runs + 1):
        if before is not None:
            before()
        times.append(seconds(work))
    return statistics.median(times[1:])


def side_by_side(
    one: Callable[[], Any], other: Callable[[], Any], *, runs: int = 3
) -> tuple[float, float]:
    """The medians of two pieces of work run in turn, after one of each that is not counted."""
    pairs = [(seconds(one), seconds(other)) for _ in range(runs + 1)][1:]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def close(figures: dict[str, float], targets: list[Target], *, quiet: bool) -> None:
    """Print the figures in words and, last, as one JSON object; exit 1 where a target is missed."""
    rounded = {name: round(value, 4) for name, value in figures.items()}
    if not quiet:
        for name, value in rounded.items():
            print(f"{name.replace('_', ' ')}: {value}")
    met = all(target.met(figures) for target in targets)
    kept = {t.figure: {t.bound: t.value, "met": t.met(figures)} for t in targets}
    print(json.dumps({"figures": rounded, "targets": kept, "met": met}))
    sys.exit(0 if met else 1)
