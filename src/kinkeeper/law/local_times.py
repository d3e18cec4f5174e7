"""An authority's own times, read from a file it keeps: which clocks, how long, and since when."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from kinkeeper.kernel.errors import BadSetting
from kinkeeper.kernel.offsets import Offset, Unit
from kinkeeper.law.clock import Ladder
from kinkeeper.law.settings import LocalSettings

UNITS = {
    "working day": Unit.WORKING_DAY,
    "calendar day": Unit.CALENDAR_DAY,
    "day": Unit.CALENDAR_DAY,
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "year": Unit.YEAR,
    "hour": Unit.HOUR,
}
TIME = re.compile(rf"(\d+) ({'|'.join(UNITS)})s?")
EXAMPLE = (
    'Write, say:\n  since = 2026-04-01\n  [times]\n  assessment_complete = ["35 working days"]'
)


def read(path: Path) -> LocalSettings:
    """The settings in a TOML file: `since`, and under `[times]` a list of times for each clock.

    Raises BadSetting, naming the file and the clock, for what cannot be read.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BadSetting(f"{path} cannot be read: {wrong}.", do=EXAMPLE) from wrong
    since, times = told.get("since"), told.get("times")
    if type(since) is not date or not isinstance(times, dict) or set(told) != {"since", "times"}:
        raise BadSetting(
            f"{path} needs a date `since` and a table `times`, and no more.", do=EXAMPLE
        )
    return LocalSettings(
        {clock: _ladder(path, clock, given) for clock, given in times.items()}, since
    )


def _ladder(path: Path, clock: str, given: Any) -> Ladder:
    """The times for a clock's steps, in order."""
    if not isinstance(given, list) or not given:
        raise BadSetting(f"{path}, {clock}: give a list of times.", do=EXAMPLE)
    return tuple(_offset(path, clock, str(one)) for one in given)


def _offset(path: Path, clock: str, text: str) -> Offset:
    found = TIME.fullmatch(text.strip().lower())
    if found is None:
        raise BadSetting(
            f"{path}, {clock}: “{text}” is not a time.",
            do=f"Use a whole number and one of: {', '.join(f'{unit}s' for unit in UNITS)}.",
        )
    return Offset(int(found[1]), UNITS[found[2]])
