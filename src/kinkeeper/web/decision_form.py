"""A short form that decides something: what it asks, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.waiver_form import PARTS, Typed

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST, LONGEST_LINE = 10_000, 200  # characters of one answer, and of one of a single line
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `missing` is what is said where it is not answered; "" where it need not be."""

    name: str
    label: str
    kind: str = "words"  # radios, boxes, select, text, words, date, hidden, or letter: see letters
    missing: str = ""
    hint: str = ""
    choices: Choices = ()
    first: str | date = ""  # the answer it begins with


@dataclass(frozen=True, slots=True)
class Form:
    """The questions with what was typed; `problems` by field, in the order of the form."""

    fields: Sequence[Field]
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    step: str = ""

    @property
    def doing(self) -> bool:
        """Whether everything was answered, seen again, and is to be done."""
        return self.step in {"do", "tell"} and not self.problems

    @property
    def checking(self) -> bool:
        """Whether what was answered is to be seen again before it is done."""
        return self.step == "check" and not self.problems

    @property
    def status(self) -> int:
        """What the page answers with."""
        return 422 if self.problems else 200

    def value(self, name: str) -> str:
        """The one answer to a question."""
        return next(iter(self.typed.get(name, ())), "")

    def values(self, name: str) -> tuple[str, ...]:
        """Every answer to a question."""
        return self.typed.get(name, ())

    def typed_date(self, name: str) -> Typed:
        """The three parts of a date as typed."""
        day, month, year = (self.value(f"{name}-{part}") for part in PARTS)
        return Typed(name, (day, month, year))

    def on(self, name: str) -> date | None:
        """The date typed, or None where it is none."""
        return self.typed_date(name).value

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Every answer, to be sent again; but for a letter, which stands on the page itself."""
        letters = {one.name for one in self.fields if one.kind == "letter"}
        sent = {name: given for name, given in self.typed.items() if name not in letters}
        return tuple((name, one) for name, given in sent.items() for one in given)

    @property
    def answers(self) -> list[Fact]:
        """Every answer, to be checked."""
        asked = [one for one in self.fields if one.kind not in {"hidden", "letter"}]
        return [Fact(one.label, self._said(one)) for one in asked]

    def wrong(self, error: BadInput | Refused) -> Form:
        """The same form with what an action found wrong in it; where it asks nothing, that is raised."""
        if not self.fields:
            raise error
        if isinstance(error, Refused):
            said, name = f"{error.message} {error.do}".strip(), self.fields[0].name
        else:
            asked = [one.name for one in self.fields]
            said = words.capital(error.reason)
            name = error.field if error.field in asked else asked[0]  # never said nowhere
        return replace(self, problems={name: said}, step="")

    def _said(self, one: Field) -> str:
        if one.kind == "date":
            return words.full_date(self.on(one.name))
        offered = dict(one.choices)
        return ", ".join(offered.get(given, given) for given in self.values(one.name)) or "None"


def empty(fields: Sequence[Field]) -> Form:
    """The form as it is first shown."""
    typed: dict[str, tuple[str, ...]] = {}
    for one in fields:
        if isinstance(one.first, date):
            parts = (one.first.day, one.first.month, one.first.year)
            typed |= {f"{one.name}-{p}": (str(v),) for p, v in zip(PARTS, parts, strict=True)}
        elif one.first:
            typed[one.name] = tuple(one.first.split(","))
    return Form(fields, typed)


def read(posted: QueryDict, fields: Sequence[Field]) -> Form:
    """The form as it was sent, with what is wrong in it."""
    names = [name for one in fields for name in _boxes(one)]
    typed = {
        name: tuple(given.strip() for given in posted.getlist(name) if given.strip())
        for name in names
    }
    form = Form(fields, {name: given for name, given in typed.items() if given})
    found = {one.name: said for one in fields if (said := _problem(form, one))}
    return replace(form, problems=found, step=posted.get("step", ""))


def _boxes(one: Field) -> tuple[str, ...]:
    return tuple(f"{one.name}-{part}" for part in PARTS) if one.kind == "date" else (one.name,)


def _problem(form: Form, one: Field) -> str:
    if one.kind == "date":
        typed = any(form.typed_date(one.name).parts)
        wrong = one.missing or (
            "Enter a day, a month and a year, or leave them empty" if typed else ""
        )
        return wrong if form.on(one.name) is None else ""
    given, longest = form.values(one.name), LONGEST_LINE if one.kind == "text" else LONGEST
    if any(len(value) > longest for value in given):  # nothing is cut without a word
        return f"Shorten it to {longest:,} characters"
    offered = {value for value, _ in one.choices}
    if one.choices and any(value not in offered for value in given):
        return one.missing or "Choose from the list"
    return "" if given else one.missing
