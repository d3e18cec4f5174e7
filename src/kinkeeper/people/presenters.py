"""People in words: what they are called, and how old they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinkeeper.kernel.ids import reference
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person, PersonName

NO_NAME: Final = "Name not recorded"
_MONTHS_IN_WORDS_UNTIL: Final = 24
_DAYS_IN_WORDS_UNTIL: Final = 28


@dataclass(frozen=True, slots=True)
class Label:
    """How a person is headed: one line, with what they are known as where it differs."""

    name: str
    known_as: str
    reference: str

    def __str__(self) -> str:
        return f"{self.name} (known as {self.known_as})" if self.known_as else self.name


def label(person: Person, names: Sequence[PersonName]) -> Label:
    """The heading for a person, from the names the reader may see, the one in use first."""
    short = reference(person.id)
    current = [one for one in names if one.kind in {"legal", "adoptive"} and not one.sealed]
    called = [one for one in names if one.kind == "known_as" and one.valid_to is None]
    if not current:
        first = next((one for one in names if not one.sealed), None)
        name = surname_first(first) if first else f"{NO_NAME} ({short})"
        return Label(name, "", short)
    known_as = _differing(called, current[0])
    return Label(surname_first(current[0]), known_as, short)


def surname_first(name: PersonName) -> str:
    """`Smith, Jon`; either alone where that is all there is."""
    return ", ".join(part for part in (name.surname, name.forename) if part)


def age(person: Person, on: date | None = None) -> str:
    """How old in words: `17 years`, `5 months`, `12 days`, `expected 4 June 2027`, or that they died."""
    day = on or today()
    if person.died_on is not None and person.died_on <= day:
        return _died(person, person.died_on)
    if person.born_on is None:
        return (
            f"expected {full_date(person.expected_on)}" if person.expected_on else "age not known"
        )
    words = _age_in_words(person.born_on, day)
    return f"about {words}" if person.born_on_estimated else words


def years(born_on: date, day: date) -> int:
    """Completed years; somebody born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def full_date(on: date) -> str:
    """`4 June 2027`."""
    return f"{on.day} {on:%B} {on.year}"


def _differing(called: Sequence[PersonName], legal: PersonName) -> str:
    """What they are known as, as far as it is not the legal name over again."""
    for name in called:
        parts = [name.forename if name.forename != legal.forename else ""]
        parts.append(name.surname if name.surname != legal.surname else "")
        if any(parts):
            return " ".join(part for part in parts if part)
    return ""


def _died(person: Person, died_on: date) -> str:
    said = f"died {full_date(died_on)}"
    return f"{said}, aged {_age_in_words(person.born_on, died_on)}" if person.born_on else said


def _age_in_words(born_on: date, day: date) -> str:
    if day < born_on:
        return f"born {full_date(born_on)}"
    months = (day.year - born_on.year) * 12 + day.month - born_on.month - (day.day < born_on.day)
    if (day - born_on).days < _DAYS_IN_WORDS_UNTIL or months == 0:
        return _count((day - born_on).days, "day")
    if months < _MONTHS_IN_WORDS_UNTIL:
        return _count(months, "month")
    return _count(years(born_on, day), "year")


def _count(n: int, unit: str) -> str:
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"
