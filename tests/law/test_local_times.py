"""An authority's file of its own times: read, or refused with the place that is wrong."""

from datetime import date, time
from pathlib import Path

import pytest

from kinkeeper.kernel.errors import BadSetting
from kinkeeper.kernel.offsets import hours, weeks, working_days, working_hours
from kinkeeper.kernel.opening import Opening
from kinkeeper.law.local_times import read


def file(folder: Path, text: str) -> Path:
    path = folder / "times.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_times_are_read(tmp_path: Path) -> None:
    """A whole number and a unit, in the singular or the plural."""
    told = 'since = 2026-04-01\n[times]\nassessment_complete = ["35 working days"]\nrcpc_first = ["1 week"]\n'
    found = read(file(tmp_path, told))
    assert found.since == date(2026, 4, 1)
    assert found.ladders == {"assessment_complete": (working_days(35),), "rcpc_first": (weeks(1),)}


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("since = ", "cannot be read"),
        ("[times]\nicpc = ['1 week']", "needs a date"),
        ("since = 2026-04-01T09:00:00\n[times]\nicpc = ['1 week']", "needs a date"),
        ("since = 2026-04-01\nextra = 1\n[times]\nicpc = ['1 week']", "no more"),
        ("since = 2026-04-01\n[times]\nicpc = '1 week'", "icpc: give a list"),
        ("since = 2026-04-01\n[times]\nicpc = ['soon']", "icpc: “soon” is not a time"),
        ("since = 2026-04-01\n[times]\nicpc = ['-3 working days']", "is not a time"),
    ],
)
def test_what_cannot_stand_is_refused(tmp_path: Path, told: str, says: str) -> None:
    """The file and the clock are named, and what to write instead."""
    with pytest.raises(BadSetting, match=says) as refused:
        read(file(tmp_path, told))
    assert refused.value.do


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A mistyped name never means that no times were set."""
    with pytest.raises(BadSetting, match="cannot be read"):
        read(tmp_path / "nowhere.toml")


def test_working_hours_are_read_with_the_day_they_run_in(tmp_path: Path) -> None:
    """Nine to five unless the file says otherwise."""
    told = 'since = 2026-04-01\n[times]\nmash_green = ["8 working hours", "2 hours"]\n'
    (first, second) = read(file(tmp_path, told)).ladders["mash_green"]
    assert (first, second) == (working_hours(8), hours(2))
    own = told + "[working_day]\nopens = 08:30:00\ncloses = 18:00:00\n"
    (first, _) = read(file(tmp_path, own)).ladders["mash_green"]
    assert first == working_hours(8, Opening(time(8, 30), time(18)))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("[working_day]\nopens = 08:30:00", "needs `opens` and `closes`"),
        ("[working_day]\nopens = 8\ncloses = 17", "needs times of day"),
        ("[working_day]\nopens = 17:00:00\ncloses = 09:00:00", "opens before it closes"),
    ],
)
def test_a_working_day_that_cannot_stand_is_refused(tmp_path: Path, told: str, says: str) -> None:
    """Hours that are no hours stop the start, with an example of some."""
    with pytest.raises(BadSetting, match=says) as refused:
        read(file(tmp_path, f"since = 2026-04-01\n[times]\nicpc = ['1 week']\n{told}"))
    assert "opens = 09:00:00" in refused.value.do
