"""How fast and how truly returns are checked, beside the sector's open tool on the same files.

The files are invented, one row in twenty of them broken. The peer, `csc-validator-be-903` from PyPI,
runs in an environment of its own; where that cannot be had, nothing is compared and nothing is met.
`--quick` checks fewer children and leaves out the whole of England.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from support import peer, places
from support.agreement import Twice, compare, left_out
from support.census import write_census
from support.child import Used, middle, run
from support.database import CHECKOUT
from support.examples import ask
from support.looked_after import AUTHORITY, YEAR, write_looked_after
from support.measure import AT_LEAST, AT_MOST, Target, close, options
from support.undamaged import undamaged

from kinkeeper.law.returns.checked import Checked

BROKEN, MORE_BROKEN = 0.05, 0.10
KINKEEPER = Path(sys.executable).with_name("kinkeeper")
AGAIN = Path(__file__).with_name("support") / "again.py"
CHECKED = (0, 1)  # how the command ends where files could be checked
Figures = dict[str, float]


@dataclass(frozen=True)
class Size:
    """How many children are checked in each part, how often, and what must be kept."""

    looked_after: int
    agreement: int
    census: int
    runs: int
    england: tuple[int, int] | None
    targets: tuple[Target, ...]


_ALWAYS = (
    Target("peer_measured", AT_LEAST, 1),
    Target("rules_not_explained", AT_MOST, 0),
    Target("examples_not_explained", AT_MOST, 0),
    Target("ssda903_cold_megabytes", AT_MOST, 400),
    Target("census_megabytes", AT_MOST, 400),
    Target("help_seconds", AT_MOST, 0.3),
)
WHOLE = Size(
    looked_after=2_000, agreement=5_000, census=12_000, runs=3, england=(84_000, 400_000),
    targets=(
        *_ALWAYS,
        Target("cold_times_faster", AT_LEAST, 20),
        Target("second_times_faster", AT_LEAST, 50),
        Target("census_seconds", AT_MOST, 1.5),
        Target("ten_times_ssda903", AT_MOST, 12),
        Target("ten_times_census", AT_MOST, 12),
        Target("ssda903_england_seconds", AT_MOST, 60),
        Target("ssda903_england_megabytes", AT_MOST, 6_000),
        Target("census_england_seconds", AT_MOST, 60),
        Target("census_england_bytes_a_child", AT_MOST, 12_000),
    ),
)  # fmt: skip
# Of few children the start of a process is most of the time, so that less is asked of the ratios.
QUICK = Size(
    looked_after=300, agreement=300, census=2_000, runs=1, england=None,
    targets=(
        *_ALWAYS,
        Target("cold_times_faster", AT_LEAST, 5),
        Target("second_times_faster", AT_LEAST, 15),
        Target("census_seconds", AT_MOST, 1.5),
    ),
)  # fmt: skip


def cold(paths: Path, name: str, out: Path, *more: str) -> Used:
    """The command as somebody types it, reports and all."""
    command: list[str | Path] = [KINKEEPER, "check", paths, "--return", name, "--out", out, *more]
    return run(command, accept=CHECKED)


def again(name: str, path: Path, out: Path, runs: int) -> float:
    """Seconds of a further check in a process that has checked before, reports and all."""
    command = [sys.executable, AGAIN, name, path, out, str(runs)]
    told = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    return float(told.stdout)


def against_peer(folder: Path, files: Path, size: Size, there: peer.Peer | None) -> Figures:
    """Ours as a first run, cold and again; the peer's in between, so that both meet the same hour."""
    flags = ("--authority", AUTHORITY)
    first = cold(files, "ssda903", folder / "out", *flags)
    ours, theirs = [], []
    for _ in range(size.runs):
        ours.append(cold(files, "ssda903", folder / "out", *flags))
        if there is not None:
            theirs.append(there.timed(files, YEAR, AUTHORITY, folder / "theirs"))
    here = middle(ours)
    second = again("ssda903", files, folder / "out", 3 * size.runs)
    figures = {
        "ssda903_children": float(size.looked_after),
        "ssda903_first_seconds": first.wall,
        "ssda903_first_megabytes": first.megabytes,
        "ssda903_cold_seconds": here.wall,
        "ssda903_cold_cpu_seconds": here.cpu,
        "ssda903_cold_megabytes": here.megabytes,
        "ssda903_second_seconds": second,
        "peer_measured": float(bool(theirs)),
    }
    if not theirs:
        return figures | {"cold_times_faster": 0.0, "second_times_faster": 0.0}
    other = middle(theirs)
    return figures | {
        "peer_seconds": other.wall,
        "peer_cpu_seconds": other.cpu,
        "peer_megabytes": other.megabytes,
        "cold_times_faster": other.wall / here.wall,
        "cold_times_less_cpu": other.cpu / here.cpu,
        "second_times_faster": other.wall / second,
        "times_less_memory": other.megabytes / here.megabytes,
    }


def agreed(folder: Path, files: Path, there: peer.Peer) -> tuple[list[Twice], dict[str, str]]:
    """Every rule beside the peer's, of all children and of those without damage; and those left out."""
    checked, theirs = _both(files, there, folder)
    whole = compare(checked, theirs)
    sound = compare(*_both(undamaged(files, folder / "undamaged"), there, folder))
    return [Twice(one, sound[code]) for code, one in whole.items()], left_out(checked, theirs)


def _both(files: Path, there: peer.Peer, folder: Path) -> tuple[Checked, dict[str, Any]]:
    from kinkeeper.law.returns import ssda903

    checked = ssda903.check(
        ssda903.read(files), year=YEAR, authority=AUTHORITY, providers=files / "settings.csv"
    )
    return checked, there.rules(files, YEAR, AUTHORITY, folder / "theirs.json")


def examples_told(folder: Path, there: peer.Peer | None, *, quiet: bool) -> Figures:
    """How many of the rules' own examples both tell alike: of a rule that no invented row breaks too."""
    asked = [] if there is None else ask(there, folder)
    if not quiet:
        for code in sorted({one.rule.code for one in asked if not one.explained}):
            print(f"{code:<10} its examples are told otherwise there  NOT EXPLAINED")
    return {
        "examples_compared": float(len(asked)),
        "examples_alike": float(sum(one.alike for one in asked)),
        "examples_not_explained": float(sum(not one.explained for one in asked)),
    }


def told(compared: list[Twice], left: dict[str, str], *, quiet: bool) -> Figures:
    """How many rules agree, and each that does not with its reason."""
    if not quiet:
        for one in compared:
            if not one.alike:
                print(one)
        for code, why in left.items():
            print(f"{code:<10} not compared: {why}")
    return {
        "rules_compared": float(len(compared)),
        "rules_alike": float(sum(one.alike for one in compared)),
        "rules_alike_undamaged": float(sum(one.undamaged.alike for one in compared)),
        "rules_without_a_row": float(sum(one.empty for one in compared)),
        "rules_explained": float(sum(one.explained and not one.alike for one in compared)),
        "rules_not_explained": float(sum(not one.explained for one in compared)),
        "rules_the_peer_lost": float(sum(bool(one.whole.raised) for one in compared)),
        "rules_left_out": float(len(left)),
    }


def censuses(folder: Path, size: Size) -> Figures:
    """A census as a cold process, and again."""
    path = write_census(folder / "census.xml", size.census, broken=BROKEN)
    used = middle([cold(path, "cin", folder / "out-census") for _ in range(size.runs)])
    return {
        "census_children": float(size.census),
        "census_seconds": used.wall,
        "census_cpu_seconds": used.cpu,
        "census_megabytes": used.megabytes,
        "census_second_seconds": again("cin", path, folder / "out-census", size.runs),
    }


def ten_times(folder: Path, size: Size) -> Figures:
    """How much longer ten times the children take, in a running process."""
    near, out = places.of_authority(AUTHORITY), folder / "out-ten"
    care = [
        again("ssda903", _files(folder, near, f"care-{n}", n, BROKEN), out, 1)
        for n in (size.looked_after, 10 * size.looked_after)
    ]
    need = [
        again("cin", write_census(folder / f"need-{n}.xml", n, broken=BROKEN), out, 1)
        for n in (size.census, 10 * size.census)
    ]
    return {"ten_times_ssda903": care[1] / care[0], "ten_times_census": need[1] / need[0]}


def england(folder: Path, size: Size, census: Figures) -> Figures:
    """Every child of the country in one return, and what of memory each costs."""
    if size.england is None:
        return {}
    looked_after, in_need = size.england
    files = write_looked_after(
        folder / "england", looked_after, broken=BROKEN, places=places.of_england()
    )
    care = cold(files, "ssda903", folder / "out-england", "--authority", AUTHORITY)
    path = write_census(folder / "england.xml", in_need, broken=BROKEN)
    need = cold(path, "cin", folder / "out-england-census")
    more = 1e6 * (need.megabytes - census["census_megabytes"])
    return {
        "ssda903_england_children": float(looked_after),
        "ssda903_england_seconds": care.wall,
        "ssda903_england_megabytes": care.megabytes,
        "census_england_children": float(in_need),
        "census_england_seconds": need.wall,
        "census_england_megabytes": need.megabytes,
        "census_england_bytes_a_child": more / (in_need - size.census),
    }


def starting(runs: int) -> float:
    """Seconds until the command has told what it can do."""
    return middle([run([KINKEEPER, "--help"]) for _ in range(runs + 2)]).wall


def main() -> None:
    """Make the files, run both on them, close."""
    asked = options(__doc__ or "")
    size = QUICK if asked.quick else WHOLE
    parent = CHECKOUT / ".data"
    parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix="bench-returns-") as named:
        folder = Path(named)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        # As on anybody's machine: what Python has compiled once it keeps, ours and the peer's.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        close(measured(folder, size, quiet=asked.json), list(size.targets), quiet=asked.json)


def _places() -> pl.DataFrame:
    """Where they live. The cache that this fills is emptied, so that a first run can be measured."""
    near = places.of_authority(AUTHORITY)
    shutil.rmtree(os.environ["XDG_CACHE_HOME"])
    return near


def _files(folder: Path, near: pl.DataFrame, name: str, children: int, broken: float) -> Path:
    return write_looked_after(folder / name, children, broken=broken, places=near)


def measured(folder: Path, size: Size, *, quiet: bool) -> Figures:
    """Every figure."""
    make = partial(_files, folder, _places())
    there = peer.installed()
    if there is None and not quiet:
        print("peer not measured")
    figures = {"help_seconds": starting(size.runs)}
    figures |= against_peer(folder, make("timed", size.looked_after, BROKEN), size, there)
    compared: list[Twice] = []
    left: dict[str, str] = {}
    if there is not None:
        compared, left = agreed(folder, make("agreement", size.agreement, MORE_BROKEN), there)
    figures |= told(compared, left, quiet=quiet) | examples_told(folder, there, quiet=quiet)
    figures |= censuses(folder, size)
    if size.england is not None:
        figures |= ten_times(folder, size)
    return figures | england(folder, size, figures)


if __name__ == "__main__":
    main()
