"""The fields of a form, said once: what is asked, what was typed, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final, Literal

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import LONDON
from kinkeeper.web import words
from kinkeeper.web.waiver_form import PARTS, Typed

Kind = Literal["text", "area", "radios", "select", "date", "file", "checkboxes", "time"]
Options = Sequence[tuple[str, str]]
NO_DAY: Final = Typed("")


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form; `typed` for a day, `options` where there is a choice."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    value: str = ""
    options: Options = ()
    typed: Typed = NO_DAY
    rows: int = 4
    chosen: frozenset[str] = frozenset()
    accept: str = ""

    @property
    def anchor(self) -> str:
        """Where a problem with it leads."""
        return f"#{self.name}-day" if self.kind == "date" else f"#{self.name}"


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is shown: its fields, what is wrong by field, what travels with it, its buttons."""

    fields: Sequence[Field]
    action: str
    button: str
    problems: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    second: tuple[str, str] = ("", "")  # the step and the words of another button
    cancel: str = ""

    @property
    def takes_files(self) -> bool:
        """Whether a file is sent with it."""
        return any(one.kind == "file" for one in self.fields)

    @property
    def listed(self) -> list[tuple[str, str]]:
        """Each problem, with where it is, in the order of the form."""
        anchors = {one.name: one.anchor for one in self.fields}
        first = next(iter(anchors.values()), "")
        return [(said, anchors.get(name, first)) for name, said in self.problems.items()]


def typed_day(posted: Mapping[str, str], name: str) -> Typed:
    """A day as its three parts were typed."""
    day, month, year = (posted.get(f"{name}-{part}", "").strip()[:4] for part in PARTS)
    return Typed(name, (day, month, year))


def of_day(on: date | None, name: str) -> Typed:
    """A day as it would be typed."""
    return Typed(name, (str(on.day), str(on.month), str(on.year)) if on else ("", "", ""))


def moment_of(on: date | None, clock: str) -> datetime | None:
    """The instant London's clocks showed this on that day; None where no time was typed."""
    said = clock.strip().replace(".", ":")
    if not said or on is None:
        return None
    try:
        hours = time.fromisoformat(said.zfill(5))
    except ValueError:
        raise BadInput("enter a time such as 14:30, or leave it empty", field="time") from None
    return datetime.combine(on, hours.replace(tzinfo=None), LONDON)


def clock_of(at: datetime | None) -> str:
    """The time as it would be typed."""
    return at.astimezone(LONDON).strftime("%H:%M") if at else ""


def day_of(typed: Typed, missing: str, *, needed: bool = True) -> date | None:
    """The day that was typed. BadInput where it is none, or is needed and was left out."""
    if typed.value is None and (needed or any(typed.parts)):
        raise BadInput(missing, field=typed.name)
    return typed.value


def problem(wrong: BadInput, otherwise: str) -> dict[str, str]:
    """What is wrong, by field, in words."""
    return {wrong.field or otherwise: words.capital(wrong.reason)}
