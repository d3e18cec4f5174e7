"""Question pages and the check of their answers, as they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kinkeeper.web import words
from kinkeeper.web.asking.questions import MOST_CHILDREN, Kind, Page, Question, date_of
from kinkeeper.web.parts import Fact

if TYPE_CHECKING:
    from kinkeeper.web.asking.pages import Form

Typed = Mapping[str, Any]
NOT_ANSWERED: Final = "Not answered"


@dataclass(frozen=True, slots=True)
class Asking:
    """One question page."""

    layout: str
    url: str
    back: str
    hidden: tuple[tuple[str, str], ...]
    signed_in: bool
    page: Page
    typed: Typed
    rows: tuple[Typed, ...]
    problems: Mapping[str, str]

    @property
    def more(self) -> bool:
        """Whether another child may be added."""
        return bool(self.page.many) and len(self.rows) < MOST_CHILDREN


@dataclass(frozen=True, slots=True)
class Part:
    """One page's answers, to be checked; what is wrong with them; where they are changed."""

    slug: str
    title: str
    url: str
    facts: tuple[tuple[Fact, ...], ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Checking:
    """Every answer before it is handed in."""

    layout: str
    url: str
    back: str
    hidden: tuple[tuple[str, str], ...]
    signed_in: bool
    parts: tuple[Part, ...]
    problems: Mapping[str, str]
    removing: bool


def asking(
    form: Form, page: Page, typed: Any, problems: Mapping[str, str], *, more: bool, checking: bool
) -> Asking:
    """A page with what was typed on it before."""
    before, here = form.flow.before(page), form.address(page.slug)
    rows = list(typed or []) if page.many else []
    return Asking(
        form.layout,
        f"{here}?check" if checking else here,
        form.address("check") if checking else form.address(before.slug) if before else form.start,
        form.hidden,
        form.signed_in,
        page,
        typed or {},
        tuple([*rows, {}] if page.many and (more or not rows) else rows),
        problems,
    )


def checking(
    form: Form, problems: Mapping[str, Mapping[str, str]], wrong: str, *, removing: bool
) -> Checking:
    """Every page's answers, and what keeps them from being handed in."""
    parts = tuple(
        _part(form, page, next(iter(problems.get(page.slug, {}).values()), ""))
        for page in form.flow.pages
    )
    told = {part.slug: f"{part.title} {part.wrong}" for part in parts if part.wrong}
    if wrong:
        told[form.flow.pages[0].slug] = wrong
    return Checking(
        form.layout,
        form.address("check"),
        form.address(form.flow.pages[-1].slug),
        form.hidden,
        form.signed_in,
        parts,
        told,
        removing,
    )


def facts(page: Page, typed: Typed) -> tuple[Fact, ...]:
    """The answers of a page, in words."""
    return tuple(_fact(one, typed) for one in page.questions)


def _part(form: Form, page: Page, wrong: str) -> Part:
    typed: Any = form.draft.answers.get(page.slug) or ([] if page.many else {})
    rows: list[Typed] = typed if page.many else [typed]
    said = tuple(facts(page, row) for row in rows)
    return Part(page.slug, page.title, f"{form.address(page.slug)}?check", said, wrong)


def _fact(question: Question, typed: Typed) -> Fact:
    said = str(typed.get(question.name, ""))
    if question.kind is Kind.CHOICE:
        said = dict(question.choices).get(said, "")
    elif question.kind is Kind.DATE:
        on = date_of(typed, question.name)
        said = words.full_date(on) if on else ""
    return Fact(question.label, said or NOT_ANSWERED)
