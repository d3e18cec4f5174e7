"""The form by which a duty is waived: what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kinkeeper.duties.queries import Stored
from kinkeeper.duties.waiver_models import LONGEST_WHY
from kinkeeper.duties.waiving import check_days
from kinkeeper.kernel.errors import BadInput
from kinkeeper.web import words

PARTS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Typed:
    """A date as its three parts were typed."""

    name: str
    parts: tuple[str, str, str] = ("", "", "")

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """Each part by the name of its box."""
        return tuple((f"{self.name}-{p}", v) for p, v in zip(PARTS, self.parts, strict=True))

    @property
    def value(self) -> date | None:
        """The date, or None where the parts are none."""
        try:
            day, month, year = map(int, self.parts)
            return date(year, month, day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; `problems` by field, in words, in the order of the form."""

    on: Typed = Typed("on")
    until: Typed = Typed("until")
    why: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


def read(posted: Mapping[str, str], duty: Stored, *, puts_off: bool) -> Asked:
    """The form as sent, with what is wrong in it."""
    on, until = _date(posted, "on"), _date(posted, "until")
    asked = Asked(on, until, posted.get("why", "").strip())
    return Asked(on, until, asked.why, dict(_problems(asked, duty, puts_off=puts_off)))


def _date(posted: Mapping[str, str], name: str) -> Typed:
    day, month, year = (posted.get(f"{name}-{part}", "").strip()[:4] for part in PARTS)
    return Typed(name, (day, month, year))


def _problems(asked: Asked, duty: Stored, *, puts_off: bool) -> Iterator[tuple[str, str]]:
    if asked.on.value is None:
        yield "on", "Enter the day it was decided"
    if puts_off and asked.until.value is None:
        yield "until", "Enter the day it is put off to"
    if asked.on.value and (asked.until.value or not puts_off):
        until = asked.until.value if puts_off else None
        try:
            check_days(duty=duty, on=asked.on.value, until=until)
        except BadInput as wrong:
            yield wrong.field or "on", words.capital(wrong.reason)
    if not asked.why:
        yield "why", "Say why"
    if len(asked.why) > LONGEST_WHY:
        yield "why", f"Say why in {LONGEST_WHY} characters at most"
