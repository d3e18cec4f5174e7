"""Load, write, compare: what was returned comes back, but for what a reason here explains."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from kinkeeper.facts.recorded import recorded
from kinkeeper.law.returns import cin, ssda903
from kinkeeper.law.returns.cin.fields import PARENTS
from kinkeeper.law.returns.cin.fields import TABLES as CIN_TABLES
from kinkeeper.law.returns.cin.read import ID, UNDER, read_cin
from kinkeeper.law.returns.cin.returned import census_tables
from kinkeeper.law.returns.open import open_paths
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.ssda903.read import is_companion, read_ssda903
from kinkeeper.law.returns.ssda903.returned import ssda903_tables
from kinkeeper.law.returns.tables import read_sheet
from kinkeeper.returns.live import live_checked, live_given
from tests.returns.round_trip import (
    GONE,
    NEW,
    REASONS,
    YEAR,
    Difference,
    Explains,
    Frames,
    Trip,
    differences,
    explained,
)

Loading = Callable[..., Any]
OVER: Final = "_over"  # the date of what a row of the census stands under
LONG_AGO: Final = pl.date(1900, 1, 1)


@dataclass(frozen=True)
class Under:
    """A group of the census, known by what it stands under as well."""

    id: str
    key: tuple[str, ...]
    names: tuple[str, ...]


def years(paths: list[Path]) -> Frames:
    """Every year of an SSDA903, as it is read for loading."""
    sheets = [read_sheet(file) for file in open_paths(paths)[0] if file.form == "csv"]
    return read_ssda903([sheet for sheet in sheets if not is_companion(sheet)]).frames


def ssda903_trip(paths: list[Path], loading: Loading) -> tuple[Trip, list[Difference]]:
    """An SSDA903 loaded and written again, every year of it."""
    report = loading(*paths)
    trip = Trip(years(paths), report.findings, {table.id: table for table in TABLES})
    return trip, list(_ssda903(trip, recorded()))


def _ssda903(trip: Trip, held: Frames) -> Iterator[Difference]:
    for year in trip.was["Header"][YEAR].unique().sort():
        now = ssda903_tables(held, year=year)
        for table in TABLES:
            if not table.since or table.since <= year:
                was = trip.was[table.id].filter(pl.col(YEAR) == year)
                yield from differences(table, year, was, now[table.id])


def test_ssda903_comes_back(loading: Loading, examples: Path) -> None:
    """Five years of the example: nothing changed that a reason does not explain, and so many did."""
    trip, found = ssda903_trip([examples / "ssda903"], loading)
    counted, left = explained(trip, found)
    assert left == []
    assert counted == {
        "other year": 17, "told": 2, "reason": 1, "header": 1, "before": 1, "after": 1,
    }  # fmt: skip


def test_the_cut_episodes_are_the_episodes(loading: Loading, examples: Path) -> None:
    """Cut from the timelines, each has the days, codes and reasons it had; those that do not are named."""
    _, found = ssda903_trip([examples / "ssda903"], loading)
    episodes = sorted((d.year, d.child, d.field) for d in found if d.table == "Episodes")
    assert episodes == EPISODES_THAT_DIFFER


EPISODES_THAT_DIFFER: Final = [
    (2026, "100448", GONE),  # the later year tells another start
    (2026, "100448", NEW),
    (2027, "100287", "DEC"),  # was blank, although another begins: ends where that one begins
    (2027, "100287", "REC"),
]


@pytest.mark.slow
def test_ssda903_of_500_children_comes_back(loading: Loading, samples: Path) -> None:
    """As the example, of whom one row in twenty of the last year is wrong on purpose."""
    folders = sorted(one for one in (samples / "ssda903_500").iterdir() if one.is_dir())
    trip, found = ssda903_trip(folders, loading)
    assert explained(trip, found)[1] == []
    clean = [d for d in found if d.table == "Episodes" and d.year < 2024]
    assert clean == []


def _no_referral(trip: Trip, one: Difference) -> bool:
    here = pl.col("LAchildID") == one.child
    return one.field == GONE and trip.was["CINdetails"].filter(here).is_empty()


CENSUS_REASONS: Final[Mapping[str, tuple[str, Explains]]] = {
    "no referral": ("a child of whom no referral is told is not in need", _no_referral),
    "told": REASONS["told"],
}


def census_trip(path: Path, loading: Loading) -> tuple[Trip, list[Difference]]:
    """A census loaded and written again."""
    report = loading(path)
    census = read_cin(next(one for one in open_paths([path])[0]))
    was, now = (
        _over(tables) for tables in (census.frames, census_tables(recorded(), year=census.year))
    )
    tables = [Under(t.id, (*t.key, OVER), t.names) for t in CIN_TABLES]
    found = [d for t in tables for d in differences(t, census.year, was[t.id], now[t.id])]
    return Trip(was, report.findings, {table.id: table for table in tables}), found


def _over(tables: Frames) -> dict[str, pl.DataFrame]:
    """Each row with the date its parent is known by; a referral and a child have none."""
    keys = {table.id: table.key[1] for table in CIN_TABLES if len(table.key) > 1}
    found = {}
    for name, rows in tables.items():
        parent = PARENTS.get(name)
        told = pl.DataFrame(schema={UNDER: pl.Int64, OVER: pl.Date})
        if parent in keys:
            told = tables[parent].select(pl.col(ID).alias(UNDER), pl.col(keys[parent]).alias(OVER))
        joined = rows.join(told, on=UNDER, how="left").drop(ID, UNDER)
        found[name] = joined.with_columns(pl.col(OVER).fill_null(LONG_AGO))
    return found


def test_a_census_comes_back(loading: Loading, examples: Path) -> None:
    """The example: one plan's end, which was before its start, is all that changed."""
    trip, found = census_trip(examples / "cin", loading)
    assert [(d.table, d.field) for d in found] == [("ChildProtectionPlans", "CPPendDate")]
    assert explained(trip, found, CENSUS_REASONS) == ({"told": 1}, [])


@pytest.mark.slow
def test_a_census_of_500_children_comes_back(loading: Loading, samples: Path) -> None:
    """As the example, with rows that are wrong on purpose."""
    trip, found = census_trip(samples / "sample500.xml", loading)
    assert explained(trip, found, CENSUS_REASONS)[1] == []


def test_rules_asked_of_the_records(loading: Loading, examples: Path) -> None:
    """They find what they find in the files, but for children of whom something came back otherwise."""
    trip, found = ssda903_trip([examples / "ssda903"], loading)
    changed = {d.child for d in found if d.year in (2026, 2027)} | {f.child for f in trip.findings}
    files = ssda903.check(ssda903.read(examples / "ssda903"), year=2027).findings
    live = live_checked("ssda903", 2027, given=live_given("ssda903", 2027)).findings
    of_files, of_records = (set(f.select("rule", "table", "child").rows()) for f in (files, live))
    assert {child for _, _, child in of_files ^ of_records} <= changed
    assert of_files & of_records


def test_rules_asked_of_the_records_in_need(loading: Loading, examples: Path) -> None:
    """As of the SSDA903: what differs is of a child of whom something came back otherwise."""
    trip, found = census_trip(examples / "cin", loading)
    changed = {d.child for d in found} | {f.child for f in trip.findings}
    files = cin.check(cin.read(examples / "cin")).findings
    live = live_checked("cin", 2026, given=live_given("cin", 2026, authority="330")).findings
    of_files, of_records = (set(f.select("rule", "table", "child").rows()) for f in (files, live))
    assert {child for _, _, child in of_files ^ of_records} <= changed
    assert len(of_files & of_records) > len(of_files) / 2
