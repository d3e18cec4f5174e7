"""What was wrong with one value or one row of a return."""

import re
from dataclasses import dataclass
from typing import Literal

Stopped = Literal["field", "row", "nothing"]

_SHORT_CODE = re.compile(r"[A-Za-z0-9]{1,6}\Z")
_LONGEST_SHAPE = 20
MOST_TOLD = 5_000  # of what is alike in one column, or one file; of more, how many they are


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be taken as it stood, and what was done about it."""

    file: str
    row: int
    table: str
    field: str
    value: str
    reason: str
    do: str
    stopped: Stopped
    child: str = ""


def shape(value: str | None) -> str:
    """The form of a value without its content: digits become 9 and letters A."""
    if not value:
        return ""
    letters = re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", value))
    plain = re.sub(r"[^A9 /.:\-]", "?", letters)
    return plain if len(plain) <= _LONGEST_SHAPE else plain[:_LONGEST_SHAPE] + "…"


def code_shown(value: str | None) -> str:
    """A short code as it stands, because it names nobody; anything longer by its form only."""
    if value and _SHORT_CODE.match(value):
        return value
    return shape(value)
