"""The forms by which the children of a contact are put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinkeeper.frontdoor.kinds import NotAChild
from kinkeeper.frontdoor.told import ChildNamed
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.fields import day_of


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says of itself."""

    title: str
    purpose: str
    button: str


NAME: Final = Words(
    "Add a child of this contact",
    "Name a child of whom what was told speaks: one of several in a letter, or a brother or sister. "
    "Who they are here is found out next; the time runs from when the contact came.",
    "Add the child",
)
UNMATCH: Final = Words(
    "It is not this child",
    "Say that the child told of is not who they were said to be. The contact leaves that record, and "
    "the child is looked for again. Who matched them, that it was undone and why are kept.",
    "Undo the match",
)
CLOSE: Final = Words(
    "Close: not about a child",
    "Say that what was told is about no child to be looked for, and what it was instead. It leaves the "
    "queue and is counted apart in the day's numbers. A child named in it later waits anew.",
    "Close it",
)
WHY: Final[Sequence[Field]] = (
    Field("reason", "Why?", missing="Say it in ten characters or more",
          hint="It is kept with your name, and cannot be changed later. Name nobody in it"),
)  # fmt: skip


def naming() -> Sequence[Field]:
    """What is asked of one child, as where a contact is taken."""
    return (
        Field("forename", "First name", "text"),
        Field("surname", "Family name", "text"),
        Field("born", "Date of birth", "date"),
        Field("address", "Address", "text"),
        Field("postcode", "Postcode", "text"),
        Field("note", "School, carers or what else is said of them", "text"),
    )


def named(form: Form) -> ChildNamed:
    """The child as they are named. BadInput names the field that cannot stand."""
    typed = form.typed_date("born")
    return ChildNamed(
        forename=form.value("forename"),
        surname=form.value("surname"),
        born_on=day_of(typed, "enter a date of birth, or leave it empty", needed=False),
        address=form.value("address"),
        postcode=form.value("postcode"),
        note=form.value("note"),
    )


def closing() -> Sequence[Field]:
    """What it was instead, and why."""
    offered = tuple((one.value, str(one.label)) for one in NotAChild if one is not NotAChild.NAMED)
    what = Field("kind", "What is it instead?", "radios", "Choose what it is", choices=offered)
    return (what, *WHY)
