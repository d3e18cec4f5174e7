"""Answers: as they are typed, as they are kept, and as they are read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from kinkeeper.practice.definition import CODED, Kind, Question

Value = str | list[str] | dict[str, str] | None
NOTHING: Final = ""
# What no keyboard types and no paper prints; new lines and tabs stay.
_NO_LETTERS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_PARTS: Final = ("day", "month", "year")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


def tidy(text: str) -> str:
    """Text with one kind of line end, without what is no letter, without blanks around it."""
    return _NO_LETTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read(question: Question, name: str, posted: Mapping[str, Sequence[str]]) -> Value:
    """What was typed as an answer: nothing where nothing was. `name` begins the names of its boxes."""
    if question.kind is Kind.DATE:
        return _date([_one(posted, f"{name}.{part}") for part in _PARTS])
    if question.kind is Kind.VIEW:
        said = {part: _one(posted, f"{name}.{part}") for part in ("words", "why_not")}
        return said if any(said.values()) else None
    known = [one.code for one in question.options()]
    if question.kind is Kind.CODES:
        return [one for one in known if one in posted.get(name, ())] or None
    said_one = _one(posted, name)
    if question.kind is Kind.CODE or question.kind is Kind.YES_NO:
        return said_one if said_one in known else None
    return said_one or None


def is_whole(question: Question, value: Value) -> bool:
    """Whether it answers the question: a date that is one, a view told or not sought for a reason."""
    if question.kind is Kind.DATE:
        return as_date(value) is not None
    return value is not None


def as_date(value: Value) -> date | None:
    """The day an answer names; nothing for what is no day."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    return date.fromisoformat(value)


def date_parts(value: Value) -> tuple[str, str, str]:
    """Day, month and year as they are typed, whether they are a day or not."""
    if on := as_date(value):
        return str(on.day), str(on.month), str(on.year)
    day, month, year = [*str(value or "").split("/"), "", "", ""][:3]
    return day, month, year


def in_words(question: Question, value: Value) -> str:
    """The answer as people read it; nothing for none."""
    if value is None:
        return NOTHING
    if question.kind is Kind.DATE:
        on = as_date(value)
        return f"{on.day} {on:%B} {on.year}" if on else f"{value} (not a date)"
    if isinstance(value, dict):
        return value.get("words", "") or f"Not asked: {value.get('why_not', '')}"
    meanings = {one.code: one.meaning for one in question.options()}
    if question.kind in CODED or question.kind is Kind.YES_NO:
        codes = value if isinstance(value, list) else [value]
        return "\n".join(meanings.get(one, one) for one in codes)
    return str(value)


def digest(value: Value) -> str:
    """A short mark of an answer, by which a page says which answer it began from."""
    said = json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(said).hexdigest()[:16]


def _date(parts: Sequence[str]) -> Value:
    if not any(parts):
        return None
    try:
        day, month, year = map(int, parts)
        return date(year, month, day).isoformat()
    except ValueError:
        return "/".join(part.replace("/", "")[:10] for part in parts)


def _one(posted: Mapping[str, Sequence[str]], name: str) -> str:
    said = posted.get(name, ())
    return tidy(said[-1]) if said else ""
