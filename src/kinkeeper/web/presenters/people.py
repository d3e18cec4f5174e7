"""People as pages name them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kinkeeper.kernel.ids import reference
from kinkeeper.web import words
from kinkeeper.web.shapes import Name, Somebody
from kinkeeper.workforce.queries import LeadWorker


def title(person: Somebody, names: Sequence[Name]) -> str:
    """Family name first; the reference where names are masked or none is known."""
    return filed(names[0]) if names else reference(person.id)


def filed(name: Name) -> str:
    """Abara, Ngozi."""
    return ", ".join(part for part in (name.surname, name.forename) if part)


def spoken(name: Name) -> str:
    """Ngozi Abara: among several, where a comma stands between two people."""
    return " ".join(part for part in (name.forename, name.surname) if part)


def known_as(names: Sequence[Name]) -> str:
    """The name in daily use, where it is another than the legal one."""
    found = (n for n in names if n.kind == "known_as" and n.valid_to is None)
    name = next(found, None)
    return spoken(name) if name else ""


def whom_to_ask(lead: LeadWorker | None) -> str:
    """The worker a child is with, or the front door where there is none."""
    if lead is None:
        return "the front door"
    team = f" of {lead.team}" if lead.team else ""
    return f"{lead.worker}{team}, or the front door"


def lines(person: Somebody, today: date, *, named: bool) -> list[str]:
    """Age, birth and reference, the short way to tell two people apart."""
    return [*_life(person, today), reference(person.id)] if named else _life(person, today)


def _life(person: Somebody, today: date) -> list[str]:
    if person.expected_on:
        return ["Unborn", f"expected {words.plain_date(person.expected_on)}"]
    if person.born_on is None:
        return ["Date of birth not recorded"]
    about = "about " if person.born_on_estimated else ""
    born = f"born {about}{words.plain_date(person.born_on)}"
    if person.died_on:
        return [f"Died {words.plain_date(person.died_on)}", born]
    return [words.age(person.born_on, today), born]


def born(person: Somebody) -> str | None:
    """The date of birth on a page of its own, with what is only supposed said to be so."""
    if person.born_on is None:
        return None
    about = "About " if person.born_on_estimated else ""
    return f"{about}{words.plain_date(person.born_on)}"


def birth(person: Somebody) -> str:
    """The date of birth as a list shows it."""
    if person.expected_on:
        return f"Expected {words.short_date(person.expected_on)}"
    about = "About " if person.born_on_estimated else ""
    return f"{about}{words.short_date(person.born_on)}"
