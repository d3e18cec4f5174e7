"""A world as the returns its authority would send: census and SSDA903 of each whole year, as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kinkeeper.city.recorded import recorded
from kinkeeper.city.worlds import World
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.periods import Period, census_year
from kinkeeper.law.returns.cin.returned import census_tables
from kinkeeper.law.returns.cin.write import write_cin
from kinkeeper.law.returns.recorded import Recorded
from kinkeeper.law.returns.ssda903.returned import ssda903_tables
from kinkeeper.law.returns.ssda903.write import write_ssda903
from kinkeeper.law.returns.whose import numbers

AUTHORITY = "999"  # no authority has this number
FAULTS = "faults.json"  # not CSV: it stands beside returns that are read together


def write_returns(made: World, folder: Path) -> dict[Path, int]:
    """Write the returns of every year that ended within the world; rows by file.

    Beside them, for a city with faults, FAULTS says which were put in, and whose.

    The folder may not hold anything yet: files of another city beside these would be read together.
    """
    years = whole_years(made)
    if not years:
        raise KinkeeperError(
            "No year to 31 March lies within these months, so there is nothing to return.",
            do=f"End at least with the year that begins after the first month: --to {_first_end(made)}",
        )
    ready(folder)
    held = recorded(made.frames)
    files: dict[Path, int] = {}
    for year in years:
        files |= _census(held, year, folder / "cin") | _ssda903(held, year, folder / "ssda903")
    if len(made.faults):
        _write(folder / FAULTS, json.dumps(faults_told(made), indent=1) + "\n")
    return files


def faults_told(made: World) -> list[dict[str, Any]]:
    """Each fault put in on purpose: its name, the records it is in, and the child's number if any."""
    whose = numbers(recorded(made.frames))
    told = made.faults.join(whose, on="person_id", how="left", maintain_order="left")
    return told.select("fault", "model", child="number").rows(named=True)


def ready(folder: Path) -> None:
    """Make the folder; KinkeeperError where that cannot be, or where it holds anything yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = any(folder.iterdir())
    except OSError as wrong:
        raise KinkeeperError(
            f"{folder} cannot be made or read ({wrong.strerror}).", do="Name another folder."
        ) from wrong
    if taken:
        raise KinkeeperError(f"{folder} is not empty.", do="Name a new folder.")


def whole_years(made: World) -> list[Period]:
    """The years to 31 March that began and ended within the world."""
    every = [census_year(year) for year in range(made.first.year + 1, made.last.year + 1)]
    return [year for year in every if made.first <= year.start and year.end <= made.last]


def _first_end(made: World) -> str:
    """The last month of the first whole year, as the command takes it."""
    begins = made.first.year + (made.first > census_year(made.first.year + 1).start)
    return f"{begins + 1}-03."


def _census(held: Recorded, year: Period, folder: Path) -> dict[Path, int]:
    tables = census_tables(held, year=year.end.year)
    text = write_cin(tables, year=year.end.year, authority=AUTHORITY)
    return {
        _write(folder / f"children_in_need_{year.label}.xml", text): sum(map(len, tables.values()))
    }


def _ssda903(held: Recorded, year: Period, folder: Path) -> dict[Path, int]:
    tables = ssda903_tables(held, year=year.end.year)
    texts = write_ssda903(tables, year=year.end.year)
    return {
        _write(folder / year.label / name, text): text.count("\n") - 1
        for name, text in texts.items()
    }


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path
