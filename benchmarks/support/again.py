"""Checks a return in one process again and again, reports and all; prints the seconds of the middle one.

Run as a process of its own: `python again.py ssda903 FOLDER OUT RUNS`.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from kinkeeper.kernel.settling import settle
from kinkeeper.law.returns import cin, ssda903
from kinkeeper.returns.reports.write import write_reports

AUTHORITY = "E08000025"


def check(name: str, path: str, out: Path) -> None:
    """Read, ask every rule, write every report."""
    checked = (
        ssda903.check(ssda903.read(path), authority=AUTHORITY)
        if name == "ssda903"
        else cin.check(cin.read(path))
    )
    write_reports(checked, out, {})


def main(name: str, path: str, out: str, runs: str) -> None:
    """One check that is not counted, then those that are, in a process settled as the service's are."""
    times = []
    for run in range(int(runs) + 1):
        if run == 1:
            settle()
        begun = time.perf_counter()
        check(name, path, Path(out))
        times.append(time.perf_counter() - begun)
    print(statistics.median(times[1:]))


if __name__ == "__main__":
    main(*sys.argv[1:])
