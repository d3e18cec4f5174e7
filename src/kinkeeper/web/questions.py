"""Questions that short forms ask, each kind worded once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.kernel.errors import BadInput
from kinkeeper.web.decision_form import Field, Form

EXAMPLE: Final = "For example, 27 3 2026"
Fields = tuple[Field, ...]


def day(name: str, label: str, missing: str, *, first: date | None = None) -> Field:
    """A day; with the day it begins with, where most answers are that."""
    return Field(name, label, "date", missing, hint=EXAMPLE, first=first or "")


def text(name: str, label: str, missing: str = "", hint: str = "") -> Field:
    """A short answer."""
    return Field(name, label, "text", missing, hint)


def long(name: str, label: str, missing: str = "", hint: str = "") -> Field:
    """A long answer."""
    return Field(name, label, "words", missing, hint)


def choice(
    name: str, label: str, missing: str, choices: Iterable[tuple[str, str]], hint: str = ""
) -> Field:
    """One of several; none is chosen beforehand."""
    return Field(name, label, "radios", missing, hint, tuple(choices))


def several(
    name: str, label: str, missing: str, choices: Iterable[tuple[str, str]], hint: str = ""
) -> Field:
    """Any of several; none is chosen beforehand."""
    return Field(name, label, "boxes", missing, hint, tuple(choices))


def pick(
    name: str, label: str, missing: str, choices: Iterable[tuple[str, str]], hint: str = ""
) -> Field:
    """One of many, from a list that opens."""
    return Field(name, label, "select", missing, hint, tuple(choices))


def yes_no(name: str, label: str, missing: str, hint: str = "") -> Field:
    """Yes or no; neither is chosen beforehand."""
    return choice(name, label, missing, (("yes", "Yes"), ("no", "No")), hint)


def said_yes(form: Form, name: str) -> bool | None:
    """Whether yes was answered; None where nothing was."""
    return {"yes": True, "no": False}.get(form.value(name))


def chosen(form: Form, name: str) -> UUID | None:
    """The id that was chosen; none where nothing was."""
    return UUID(form.value(name)) if form.value(name) else None


def the_day(form: Form, name: str) -> date:
    """The day that was typed. BadInput where it is none."""
    on = form.on(name)
    if on is None:
        raise BadInput("enter a day", field=name)
    return on
