"""What a form is: its sections and questions as plain data that checks itself when it is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from kinkeeper.access.permissions import Permission
from kinkeeper.access.roles import ROLES
from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.codes import CODE_SETS
from kinkeeper.practice.conditions import Condition

ID: Final = re.compile(r"[a-z][a-z0-9-]{1,39}")
MOST_QUESTIONS: Final = 60  # whatever a budget says: nobody reads more
LONGEST: Final = 500  # characters of a title, a question or its guidance


class Kind(StrEnum):
    """What an answer is made of."""

    TEXT = "text"
    LONGER_TEXT = "longer_text"
    CODE = "code"
    CODES = "codes"
    DATE = "date"
    YES_NO = "yes_no"
    VIEW = "view"  # what somebody thinks, in their own words, or why they were not asked


CODED: Final = (Kind.CODE, Kind.CODES)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list."""

    code: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, with the guidance that stands beside it.

    Its answers are a national set of codes (`code_set`) or the form's own `choices`. What is
    `required` is asked for at signing, never while writing. `carries`: an earlier answer is offered.
    """

    id: str
    kind: Kind
    asks: str
    guidance: str = ""
    required: bool = False
    code_set: str = ""
    choices: tuple[Choice, ...] = ()
    shown_when: Condition | None = None
    carries: bool = True

    def __post_init__(self) -> None:
        _refuse(not ID.fullmatch(self.id), f"{self.id!r} is no id: small letters, digits, hyphens")
        _refuse(not self.asks.strip(), f"{self.id}: say what it asks")
        _refuse(max(len(self.asks), len(self.guidance)) > LONGEST, f"{self.id}: say it shorter")
        given = bool(self.code_set) + bool(self.choices)
        _refuse(given != (self.kind in CODED), f"{self.id}: code_set or choices, for codes alone")
        unknown = self.code_set not in {"", *CODE_SETS}
        _refuse(unknown, f"{self.id}: there is no code set {self.code_set}")

    def options(self, on: date | None = None) -> tuple[Choice, ...]:
        """The answers of a list, on a day; for other kinds none."""
        if self.kind is Kind.YES_NO:
            return (Choice("yes", "Yes"), Choice("no", "No"))
        if not self.code_set:
            return self.choices
        codes = CODE_SETS[self.code_set].codes
        return tuple(Choice(one.code, one.meaning) for one in codes if one.in_use(on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions on one page. Codes are asked only where something is decided."""

    id: str
    title: str
    questions: tuple[Question, ...]
    decides: bool = False
    guidance: str = ""

    def __post_init__(self) -> None:
        _refuse(not ID.fullmatch(self.id), f"{self.id!r} is no id of a section")
        _refuse(not self.title.strip() or not self.questions, f"{self.id}: a title and questions")
        coded = [one.id for one in self.questions if one.kind in CODED]
        wrong = bool(coded) and not self.decides
        _refuse(wrong, f"{self.id}: codes belong where something is decided: {', '.join(coded)}")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One version of a form, whole and checked."""

    form: str
    version: int
    title: str
    owner: str
    in_force_from: date
    field_budget: int
    sections: tuple[Section, ...]
    in_force_until: date | None = None
    needs_authorising: bool = True
    one_at_a_time: bool = True

    def __post_init__(self) -> None:
        _refuse(not ID.fullmatch(self.form), f"{self.form!r} is no id of a form")
        _refuse(self.version < 1, "versions count from 1")
        _refuse(
            not self.title.strip() or len(self.title) > 100, "a title of 100 characters at most"
        )
        owns = self.owner in ROLES and Permission.PUBLISH_FORM in ROLES[self.owner].permits
        _refuse(not owns, f"{self.owner!r} is no role that publishes forms")
        ends = self.in_force_until is not None and self.in_force_until < self.in_force_from
        _refuse(ends, "it ends before it begins")
        _refuse(not self.sections, "a form has sections")
        self._check_questions()

    def _check_questions(self) -> None:
        sections, asked = [one.id for one in self.sections], [one.id for one in self.questions]
        _refuse(len({*sections}) < len(sections), "two sections have one id")
        _refuse(len({*asked}) < len(asked), "two questions have one id")
        most = min(self.field_budget, MOST_QUESTIONS)
        over = f"{len(asked)} questions are more than its budget of {most}: take some out"
        _refuse(len(asked) > most, over)
        for place, one in enumerate(self.questions):
            later = set(one.shown_when.asks()) - set(asked[:place]) if one.shown_when else set()
            _refuse(bool(later), f"{one.id}: shown_when reads {', '.join(later)}, not asked before")
            self._check_named(one)

    def _check_named(self, question: Question) -> None:
        """Whoever mistypes an answer would hide a question from everybody, and never hear of it."""
        for part in question.shown_when.named() if question.shown_when else ():
            known = {one.code for one in self.by_id[part.question].options()}
            strange = set(part.values) - known if known else set()
            said = ", ".join(sorted(strange))
            _refuse(bool(strange), f"{question.id}: {said} is no answer to {part.question}")

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(one for section in self.sections for one in section.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by their ids."""
        return {one.id: one for one in self.questions}

    def section(self, name: str) -> Section | None:
        """The section of this id."""
        return next((one for one in self.sections if one.id == name), None)

    def shown(self, answers: Mapping[str, Any]) -> tuple[Question, ...]:
        """The questions these answers lead to; what is not asked is not answered either."""
        found: list[Question] = []
        heard: dict[str, Any] = {}
        for one in self.questions:
            if one.shown_when is None or one.shown_when.holds(heard):
                found.append(one)
                heard[one.id] = answers.get(one.id)
        return tuple(found)


def _refuse(wrong: bool, why: str) -> None:
    if wrong:
        raise BadInput(why)


def in_sections(
    definition: Definition, shown: tuple[Question, ...]
) -> Iterator[tuple[Section, tuple[Question, ...]]]:
    """Each section with those of these questions that are in it; none without any."""
    ids = {one.id for one in shown}
    for section in definition.sections:
        if theirs := tuple(one for one in section.questions if one.id in ids):
            yield section, theirs
