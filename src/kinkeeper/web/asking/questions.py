"""What question pages are made of: plain frozen shapes, and the problems of what was typed.

What was typed is kept as it was typed, right or wrong, so that nothing is lost; it is judged each
time it is shown, and as a whole before it is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from kinkeeper.kernel.moment import today

Typed = Mapping[str, Any]
MOST_KEPT: Final = 20_000  # characters of one answer that are kept, too long or not
PARTS: Final = ("day", "month", "year")
OLDEST: Final = 26  # years: somebody older is no child, and no care leaver


class Kind(Enum):
    """How a question is answered."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `needed` is what is said where it is left out, `when` the answers that need it."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    needed: str = ""
    when: tuple[str, tuple[str, ...]] | None = None
    longest: int = 200
    least: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    autocomplete: str = "off"
    width: str = ""

    @property
    def first_box(self) -> str:
        """The part that the keyboard goes to."""
        return f"{self.name}-day" if self.kind is Kind.DATE else self.name

    def boxes(self) -> tuple[str, ...]:
        """The names of what is sent for it."""
        if self.kind is Kind.DATE:
            return tuple(f"{self.name}-{part}" for part in PARTS)
        return (self.name,)

    def problem(self, typed: Typed) -> str:
        """What is wrong with what was typed, in words; nothing where it will do."""
        said = [str(typed.get(box, "")) for box in self.boxes()]
        if not any(said):
            excused = self.when is not None and typed.get(self.when[0]) not in self.when[1]
            return "" if excused else self.needed
        if any(len(one) > self.longest for one in said):
            return f"Write at most {self.longest:,} characters; you wrote {max(map(len, said)):,}"
        if len(said[0]) < self.least:
            return f"Write at least {self.least} characters"
        return _WRONG[self.kind](self, typed)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its questions, asked once, or of each of `many` children."""

    slug: str
    title: str
    purpose: str
    questions: tuple[Question, ...]
    many: str = ""
    one_of: tuple[str, ...] = ()  # boxes of which one at least is filled in, of each child

    def read(self, posted: Mapping[str, str]) -> Any:
        """What was typed on this page, as it was typed."""
        if not self.many:
            return _read(self.questions, posted, "")
        rows = (_read(self.questions, posted, f"{number}-") for number in range(MOST_CHILDREN))
        return [row for row in rows if any(row.values())]

    def is_typed(self, posted: Mapping[str, str]) -> bool:
        """Whether anything was."""
        typed = self.read(posted)
        return any(typed) if self.many else any(typed.values())

    def problems(self, typed: Any) -> dict[str, str]:
        """What is wrong with the answers, by the box to go to, in the order of the page."""
        if not self.many:
            return dict(self._of(typed or {}, ""))
        rows = typed or []
        if not rows:
            return {f"0-{self.questions[0].name}": f"Say something about at least one {self.many}"}
        numbered = ((f"{number}-", row) for number, row in enumerate(rows))
        return {box: said for before, row in numbered for box, said in self._of(row, before)}

    def _of(self, typed: Typed, before: str) -> Iterator[tuple[str, str]]:
        if self.one_of and not any(typed.get(box) for box in self.one_of):
            yield f"{before}{self.one_of[0]}", "Say a name, a date of birth or where they live"
        for question in self.questions:
            if said := question.problem(typed):
                yield f"{before}{question.first_box}", said


@dataclass(frozen=True, slots=True)
class Flow:
    """The pages of one form, in their order."""

    pages: tuple[Page, ...]

    def page(self, slug: str) -> Page | None:
        """The page of this name."""
        return next((one for one in self.pages if one.slug == slug), None)

    def after(self, page: Page) -> Page | None:
        """The page that follows; None once all are asked."""
        place = self.pages.index(page) + 1
        return self.pages[place] if place < len(self.pages) else None

    def before(self, page: Page) -> Page | None:
        """The page that it follows."""
        place = self.pages.index(page)
        return self.pages[place - 1] if place else None

    def problems(self, answers: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        """Each page that is not answered yet, and what is wrong with it."""
        found = {page.slug: page.problems(answers.get(page.slug)) for page in self.pages}
        return {slug: problems for slug, problems in found.items() if problems}


MOST_CHILDREN: Final = 12


def date_of(typed: Typed, name: str) -> date | None:
    """The date of three boxes, or None where they hold none."""
    try:
        day, month, year = (int(str(typed.get(f"{name}-{part}", ""))) for part in PARTS)
        return date(year, month, day)
    except ValueError:
        return None


def _read(
    questions: tuple[Question, ...], posted: Mapping[str, str], before: str
) -> dict[str, str]:
    boxes = [box for question in questions for box in question.boxes()]
    return {box: _kept(posted.get(f"{before}{box}", "")) for box in boxes}


def _kept(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()[:MOST_KEPT]


def _no_choice(question: Question, typed: Typed) -> str:
    known = {value for value, _ in question.choices}
    return (
        "" if typed.get(question.name) in known else question.needed or "Choose one of the answers"
    )


def _no_date(question: Question, typed: Typed) -> str:
    found = date_of(typed, question.name)
    if found is None:
        return "Enter a day, a month and a year, or leave all three out"
    if found > today():
        return "Enter a day that has been, or leave it out"
    return "" if found.year >= today().year - OLDEST else "Check the year: this is no child"


def _no_number(question: Question, typed: Typed) -> str:
    said = str(typed[question.name])
    fits = said.isascii() and said.isdigit() and int(said) <= OLDEST
    return "" if fits else "Enter an age in years, as a whole number"


_WRONG: Final = {
    Kind.TEXT: lambda _question, _typed: "",
    Kind.LONG: lambda _question, _typed: "",
    Kind.CHOICE: _no_choice,
    Kind.DATE: _no_date,
    Kind.NUMBER: _no_number,
}
