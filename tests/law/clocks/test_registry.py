"""The registry of clocks keeps the promises that every declaration makes."""

from __future__ import annotations

import ast
import csv
from functools import cache
from pathlib import Path

import pytest

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law import clocks
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import AREAS, CLOCKS, clock
from kinkeeper.law.events import EVENTS
from kinkeeper.law.sources import SOURCES

FACTS = Path(__file__).resolve().parents[4] / "shared" / "facts" / "duties.tsv"
FORCES = {
    "guidance": "statutory guidance",
    "court_rules": "court rules",
    "nms": "national minimum standard",
    "data_standard": "data standard",
    "local_procedure": "local procedure",
    "local_norm": "practice norm",
    "statute+guidance": "statute",
    "regulation+guidance": "regulation",
}
# Its 75 days are a limit on how long breaks last, not a time in which to act.
NOT_A_TIME = {"shortbreak_limits"}
WORDED = ("title", "owner", "escalates", "anchor", "meets")


@cache
def duties() -> dict[str, dict[str, str]]:
    """The table of duties, where it lies beside the checkout."""
    if not FACTS.exists():
        pytest.skip("the table of duties is not beside this checkout")
    with FACTS.open(encoding="utf-8") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: row for row in rows if row["area"] in AREAS}


def of_the_table() -> list[Clock]:
    """The clocks that declare a duty of the table; a council or a newcomer may declare more."""
    return [one for one in CLOCKS if one.id in duties()]


def test_no_duty_of_every_reader_is_moved_by_adoption() -> None:
    """What starts, meets or ends a duty would tell its day to whoever may read of the duty."""
    for one in CLOCKS:
        moved_by = {*(start.kind for start in one.starts), *one.met_by, *one.ends_with}
        of_adoption = [kind for kind in moved_by if EVENTS[kind].section == "adoption"]
        assert not of_adoption or "adoption" in one.sections, one.id


def test_every_duty_is_declared() -> None:
    """No duty of the table is without its clock, and each has one."""
    assert sorted(one.id for one in of_the_table()) == sorted(duties())


def test_a_clock_says_what_its_duty_says() -> None:
    """Area, title, mark, local choice and force are the table's."""
    for one in of_the_table():
        row = duties()[one.id]
        told = (one.area, one.title, one.check, one.local, one.law.source.force)
        force = FORCES.get(row["force"], row["force"])
        kept = (row["area"], row["title"], row["check"], row["local_config"], force)
        assert told == kept, one.id


def test_a_clock_counts_what_its_duty_counts() -> None:
    """Some version of a clock counts the table's number of the table's unit."""
    for one in of_the_table():
        row, first = duties()[one.id], one.steps.first - 1
        offsets = [ladder[min(first, len(ladder) - 1)] for _, ladder in one.in_force if ladder]
        counted = {(offset.n, str(offset.unit)) for offset in offsets}
        assert one.id in NOT_A_TIME or (int(row["n"]), row["unit"]) in counted, one.id


def test_ids_are_unique_and_found() -> None:
    """A clock has one name and is found by it."""
    assert len({c.id for c in CLOCKS}) == len(CLOCKS)
    assert all(clock(c.id) is c for c in CLOCKS)
    with pytest.raises(KinkeeperError, match="no clock"):
        clock("a clock nobody declared")


def test_no_word_is_empty() -> None:
    """Whoever reads a clock learns who owes it, from when, and what meets it."""
    assert [c.id for c in CLOCKS if not all(getattr(c, name).strip() for name in WORDED)] == []


def test_every_kind_is_declared() -> None:
    """A clock names only kinds of event that the vocabulary knows."""
    kinds = {k for c in CLOCKS for k in (*_opening(c), *c.met_by, *c.ends_with, *c.reanchors_on)}
    assert [kind for kind in kinds if kind not in EVENTS] == []


def test_a_repeating_duty_kept_per_child_says_what_starts_it_again() -> None:
    """With no narrower thread it would otherwise never restart."""
    repeating = [c for c in CLOCKS if c.repeats and c.per == "child"]
    assert [c.id for c in repeating if not c.reanchors_on] == []


def test_a_condition_is_said_in_words() -> None:
    """A start that only some events of its kind make says which."""
    starts = [(c.id, s) for c in CLOCKS for s in c.starts]
    assert [name for name, s in starts if bool(s.words) != (s.where is not None)] == []


def test_what_meets_a_clock_does_not_start_it() -> None:
    """An event that did both would meet the very duty it opens."""
    assert [c.id for c in CLOCKS if set(_opening(c)) & set(c.met_by)] == []


def _opening(one: Clock) -> list[str]:
    return [start.kind for start in one.starts]


def test_every_clock_is_short() -> None:
    """A duty is a paragraph: at most 14 lines of source."""
    folder = Path(clocks.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    calls = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call)]
    declared = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "clock"]
    assert len(declared) == len(CLOCKS)
    assert max((c.end_lineno or c.lineno) - c.lineno + 1 for c in declared) <= 14


def test_every_source_is_cited() -> None:
    """A source that no declaration names is not listed; a clock cites only those that are."""
    folder = Path(clocks.__file__).parents[1]
    written = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert {c.law.source for c in CLOCKS} <= set(SOURCES)
    assert [s.id for s in SOURCES if f"SOURCES.{s.id}" not in written] == []
    assert all(getattr(SOURCES, s.id) is s for s in SOURCES)
