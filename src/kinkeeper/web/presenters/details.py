"""Who somebody is: names, numbers, addresses, and those who belong to them."""

from __future__ import annotations

from typing import Any

from kinkeeper.access.who import Who
from kinkeeper.law.codes.coded import coded
from kinkeeper.people import queries
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters import people
from kinkeeper.web.scope import Subject


def details(who: Who, subject: Subject) -> dict[str, Any]:
    """Every panel of the page; a panel without rows is empty, never missing."""
    person_id = subject.id
    return {
        "about": about(subject),
        "names": _names(who, subject),
        "numbers": [_number(row) for row in queries.identifiers_of(who=who, person_id=person_id)],
        "addresses": [_address(row) for row in queries.addresses_of(who=who, person_id=person_id)],
        "disabilities": [
            str(coded("cin.disability", row.code))
            for row in queries.disabilities_of(who=who, person_id=person_id)
        ],
        "relations": relations(who, subject),
    }


def about(subject: Subject) -> list[Fact]:
    """What is recorded of the person, with a line for what is not."""
    person = subject.person
    return [
        Fact("Date of birth", words.plain_date(person.born_on) if person.born_on else None),
        *([Fact("Expected", words.plain_date(person.expected_on))] if person.expected_on else []),
        *([Fact("Died", words.plain_date(person.died_on))] if person.died_on else []),
        Fact("Sex", _coded("cin.sex", person.sex)),
        Fact("Ethnicity", _coded("cin.ethnicity", person.ethnicity)),
        Fact("First language", person.first_language),
        Fact("Nationality", person.nationality),
    ]


def relations(who: Who, subject: Subject) -> list[Fact]:
    """Family and others close, each told from this person's side."""
    rows = list(queries.relationships_of(who=who, person_id=subject.id))
    others = [row.other if row.person_id == subject.id else row.person for row in rows]
    names = queries.names_of(who, [other.id for other in others])
    return [
        Fact(_told(row, subject), people.title(other, names.get(other.id, ())))
        for row, other in zip(rows, others, strict=True)
    ]


def _told(row: Any, subject: Subject) -> str:
    """ "Mother of" is of the first person; seen from the second it is "Mother"."""
    label = str(row.get_kind_display())
    return label if row.person_id == subject.id else label.rsplit(" ", 1)[0]


def _names(who: Who, subject: Subject) -> list[Fact]:
    rows = queries.names_of(who, [subject.id]).get(subject.id, ())
    return [Fact(_dated(row.get_kind_display(), row), people.filed(row)) for row in rows]


def _number(row: Any) -> Fact:
    reason = (
        f"None: {_coded('cin.upn_unknown', row.unknown_reason)}" if row.unknown_reason else None
    )
    return Fact(str(row.get_kind_display()), row.value or reason)


def _address(row: Any) -> Fact:
    said = ", ".join(part for part in (*row.lines.splitlines(), row.postcode or "") if part)
    name = _dated(row.get_kind_display(), row)
    return Fact(f"{name} (protected)" if row.protected else name, said)


def _dated(label: object, row: Any) -> str:
    since = f" from {words.short_date(row.valid_from)}" if row.valid_from else ""
    until = f" until {words.short_date(row.valid_to)}" if row.valid_to else ""
    return f"{label}{since}{until}"


def _coded(name: str, code: str | None) -> str | None:
    found = coded(name, code)
    return str(found) if found else None
