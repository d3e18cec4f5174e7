"""An authority's own times, read from a file it keeps: which clocks, how long, and since when."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from kinkeeper.kernel.errors import BadSetting, KinkeeperError
from kinkeeper.kernel.offsets import Offset, Unit
from kinkeeper.kernel.opening import NINE_TO_FIVE, Opening
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
    "working hour": Unit.WORKING_HOUR,
}
TIME = re.compile(rf"(\d+) ({'|'.join(UNITS)})s?")
EXAMPLE = (
    'Write, say:\n  since = 2026-04-01\n  [times]\n  assessment_complete = ["35 working days"]'
)
OPENING = "Write, say:\n  [working_day]\n  opens = 09:00:00\n  closes = 17:00:00"
KEYS = ({"since", "times"}, {"since", "times", "working_day"})


def read(path: Path) -> LocalSettings:
    """The settings in a TOML file: `since`, and under `[times]` a list of times for each clock.

    `[working_day]` says when a working day opens and closes, where working hours are counted.
    Raises BadSetting, naming the file and the clock, for what cannot be read.
    """
    told = _told(path)
    since, times = told.get("since"), told.get("times")
    if type(since) is not date or not isinstance(times, dict) or set(told) not in KEYS:
        raise BadSetting(
            f"{path} needs a date `since` and a table `times`, and no more than `working_day` beside.",
            do=EXAMPLE,
        )
    opening = _opening(path, told["working_day"]) if "working_day" in told else NINE_TO_FIVE
    ladders = {clock: _ladder(path, clock, given, opening) for clock, given in times.items()}
    return LocalSettings(ladders, since)


def _told(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BadSetting(f"{path} cannot be read: {wrong}.", do=EXAMPLE) from wrong


def _opening(path: Path, told: Any) -> Opening:
    """When the working day opens and closes."""
    if not isinstance(told, dict) or set(told) != {"opens", "closes"}:
        raise BadSetting(f"{path}: `working_day` needs `opens` and `closes`.", do=OPENING)
    if not all(isinstance(at, time) for at in told.values()):
        raise BadSetting(f"{path}: `working_day` needs times of day.", do=OPENING)
    try:
        return Opening(told["opens"], told["closes"])
    except KinkeeperError as wrong:
        raise BadSetting(f"{path}: {wrong.message}", do=OPENING) from wrong


def _ladder(path: Path, clock: str, given: Any, opening: Opening) -> Ladder:
    """The times for a clock's steps, in order."""
    if not isinstance(given, list) or not given:
        raise BadSetting(f"{path}, {clock}: give a list of times.", do=EXAMPLE)
    return tuple(_offset(path, clock, str(one), opening) for one in given)


def _offset(path: Path, clock: str, text: str, opening: Opening) -> Offset:
    found = TIME.fullmatch(text.strip().lower())
    if found is None:
        raise BadSetting(
            f"{path}, {clock}: “{text}” is not a time.",
            do=f"Use a whole number and one of: {', '.join(f'{unit}s' for unit in UNITS)}.",
        )
    unit = UNITS[found[2]]
    used = opening if unit is Unit.WORKING_HOUR else NINE_TO_FIVE
    return Offset(int(found[1]), unit, opening=used)
