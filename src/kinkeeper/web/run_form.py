"""The form that begins a check of a return: what was chosen, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.conf import settings

from kinkeeper.kernel.periods import collection_year
from kinkeeper.law.returns.authority import is_authority
from kinkeeper.law.returns.rule import FIRST_YEAR, NEWEST_YEAR
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.returns.begun import has_begun
from kinkeeper.returns.run_queries import ORIGINS, RETURNS

SSDA903: Final = "ssda903"
FILES: Final = "files"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen; `problems` by field, in words, in the order of the form."""

    collection: str
    year: int
    authority: str
    origin: str = FILES
    problems: Mapping[str, str] = field(default_factory=dict)


def years(today: date) -> list[tuple[str, str]]:
    """The collection years that can be checked, the newest first, on whatever day a demonstration is."""
    now = max(collection_year.of(today).end.year, NEWEST_YEAR)
    return [(str(one), year_label(one)) for one in range(now, FIRST_YEAR - 1, -1)]


def origins(today: date) -> list[tuple[str, str]]:
    """What can be checked: the records too, once a year that can be judged has begun."""
    begun = has_begun(FIRST_YEAR, today)
    return [(one, said) for one, said in ORIGINS.items() if begun or one == FILES]


def blank(today: date) -> Asked:
    """The form as it opens: the collection that is due, and the authority of the settings."""
    now = collection_year.of(today).end.year
    due = now - 1 if today.month in range(4, 9) else now  # until its return is in
    return Asked(SSDA903, due if due >= FIRST_YEAR else NEWEST_YEAR, settings.AUTHORITY)


def read(posted: Mapping[str, str]) -> Asked:
    """The form as sent, with what is wrong in it."""
    text = posted.get("year", "")
    year = int(text) if re.fullmatch(r"\d{4}", text, re.ASCII) else 0
    authority = posted.get("authority", "").strip().upper()
    asked = Asked(posted.get("collection", ""), year, authority, posted.get("origin", FILES))
    return replace(asked, problems=dict(_problems(asked)))


def _problems(asked: Asked) -> Iterator[tuple[str, str]]:
    if asked.collection not in RETURNS:
        yield "collection", "Choose a return"
    if asked.origin not in ORIGINS:
        yield "origin", "Choose what is checked"
    if asked.year < FIRST_YEAR:
        yield "year", "Choose a year"
    if asked.authority and not is_authority(asked.authority):
        yield "authority", "Enter the code as a letter E and eight digits, as E08000025"
