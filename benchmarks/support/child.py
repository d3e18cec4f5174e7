"""Runs a command as a process of its own: how long it took, what it used, and the most it held."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Used:
    """Seconds by the clock, seconds of the processors, and megabytes at its largest."""

    wall: float
    cpu: float
    megabytes: float


# A process counts as its own what the one that starts it holds: so a small one starts it.
_START = """
import json, os, resource, subprocess, sys, time
begun = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - begun
print(json.dumps([os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def run(command: Sequence[str | Path], *, accept: tuple[int, ...] = (0,)) -> Used:
    """Run it once, what it prints thrown away; raises SystemExit where it fails.

    It may keep what Python makes of its sources, as an installed program does, ours as the peer's.
    """
    start = [sys.executable, "-S", "-c", _START, *map(str, command)]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run(start, check=True, capture_output=True, text=True, env=kept).stdout
    code, wall, cpu, kilobytes = json.loads(told)
    if code not in accept:
        raise SystemExit(f"{command[0]} ended with {code}")
    return Used(wall, cpu, kilobytes / 1e3)


def middle(runs: Sequence[Used]) -> Used:
    """The median of each figure, and the largest it ever was."""
    return Used(
        statistics.median(one.wall for one in runs),
        statistics.median(one.cpu for one in runs),
        max(one.megabytes for one in runs),
    )
