"""Who somebody is: names, numbers, addresses, and those who belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.care.queries import Away, PlacementShown, away_from_home, placements
from kinkeeper.law.codes.coded import coded
from kinkeeper.people import queries
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.around import relations
from kinkeeper.web.presenters.tables import over, since, until
from kinkeeper.web.scope import Subject

HOME_BEFORE = "Home before care"
MASKED = "House and street are not shown to your role"


def details(who: Who, subject: Subject) -> dict[str, Any]:
    """Every panel of the page; a panel without rows is empty, never missing."""
    person_id = subject.id
    ties = relations(who, subject)  # first: it asks every name that the page needs
    return {
        "about": about(subject),
        "names": _names(who, subject),
        "numbers": [_number(row) for row in queries.identifiers_of(who=who, person_id=person_id)],
        "addresses": _addresses(who, person_id),
        "placed": placed(who, person_id),
        "no_address": nowhere(who, person_id),
        "disabilities": [
            _dated(coded("cin.disability", row.code), row)
            for row in queries.disabilities_of(who=who, person_id=person_id)
        ],
        "relations": ties,
    }


def about(subject: Subject) -> list[Fact]:
    """What is recorded of the person, with a line for what is not."""
    person = subject.person
    return [
        Fact("Date of birth", people.born(person)),
        *([Fact("Expected", words.plain_date(person.expected_on))] if person.expected_on else []),
        *([Fact("Died", words.plain_date(person.died_on))] if person.died_on else []),
        Fact("Sex", _coded("cin.sex", person.sex)),
        *(
            [Fact("Gender identity", _coded("cin.gender_current", person.gender_identity))]
            if person.gender_identity
            else []
        ),
        Fact("Ethnicity", _coded("cin.ethnicity", person.ethnicity)),
        Fact("First language", person.first_language),
        Fact("Nationality", person.nationality),
        *_mother(subject),
    ]


def nowhere(who: Who, person_id: UUID) -> str:
    """What an empty list of addresses may say: nothing is not said of what may be hidden."""
    sees_all = may(who, Permission.SEE_PROTECTED_ADDRESS, person_id)
    return words.NOTHING_RECORDED if sees_all else f"{words.NOTHING_RECORDED} that you may see"


def placed(who: Who, person_id: UUID) -> list[Fact]:
    """Where a child lived while looked after, the latest first; what may not be told is left out."""
    found = [one for one in placements(who=who, person_id=person_id) if one.started_on <= who.on]
    lived = [fact for one in found if (fact := _placed(one, who.on))]
    return [*lived, *_homes(found)]


def _placed(one: PlacementShown, on: date) -> Fact | None:
    urn = f"Ofsted number {one.provider_urn}" if one.provider_urn else ""
    where = ", ".join(filter(None, (one.postcode, urn)))
    began = since(one.started_on, known=one.start_known)
    time = f"{began} to {until(one.ended_on, on, otherwise='now')}"
    return Fact(time, where) if where else None


def _homes(found: Sequence[PlacementShown]) -> list[Fact]:
    """Each home that a child was placed from, once, however many placements it is recorded with."""
    by_home: dict[str, list[date]] = {}
    for one in found:
        if one.home_postcode is not None:
            by_home.setdefault(one.home_postcode, []).append(one.started_on)
    return [Fact(_before(starts), home) for home, starts in by_home.items()]


def _before(starts: Sequence[date]) -> str:
    since = f" and before {words.counted(len(starts) - 1, 'placement')} since"
    return f"Home before {words.short_date(min(starts))}{since if starts[1:] else ''}"


def _mother(subject: Subject) -> list[Fact]:
    """Whether somebody is a mother herself, where that was asked."""
    person = subject.person
    if person.mother is None and person.first_child_born_on is None:
        return []
    born = person.first_child_born_on
    told = {True: "Yes", False: "No", None: "Yes"}[person.mother]
    facts = [Fact("Has a child of her own", told)]
    return [*facts, Fact("Her first child was born", words.plain_date(born))] if born else facts


def _names(who: Who, subject: Subject) -> list[Fact]:
    rows = queries.names_of(who, [subject.id]).get(subject.id, ())
    return [Fact(_dated(row.get_kind_display(), row), people.filed(row)) for row in rows]


def _number(row: Any) -> Fact:
    reason = (
        f"None: {_coded('cin.upn_unknown', row.unknown_reason)}" if row.unknown_reason else None
    )
    label = f"{row.get_kind_display()}, {row.issuer}" if row.issuer else row.get_kind_display()
    return Fact(_dated(label, row), row.value or reason)


def _addresses(who: Who, person_id: UUID) -> list[Fact]:
    """Of a child placed away today, the family's home is the home before care."""
    away = away_from_home(who=who, person_ids=[person_id], on=who.on).get(person_id)
    found = queries.addresses_of(who=who, person_id=person_id)
    whole = may(who, Permission.SEE_NAME, person_id)
    return [_address(row, left=_left(row, away, who.on), whole=whole) for row in found]


def _left(row: Any, away: Away | None, on: date) -> bool:
    """Whether this is a home that has no end and in which the child does not live today."""
    if away is None or row.kind != "home" or over(row.valid_to, on):
        return False
    return row.valid_from is None or bool(row.valid_from <= away.started_on)


def _address(row: Any, *, left: bool, whole: bool) -> Fact:
    known = row.lines.splitlines() if whole else [MASKED]
    said = ", ".join(part for part in (*known, row.postcode or "") if part)
    name = _dated(f"{HOME_BEFORE}, recorded" if left else row.get_kind_display(), row)
    label = f"{name} (protected)" if row.protected else name
    return Fact(label, said, never_printed=row.protected)


def _dated(label: object, row: Any) -> str:
    since = f" from {words.short_date(row.valid_from)}" if row.valid_from else ""
    until = f" until {words.short_date(row.valid_to)}" if row.valid_to else ""
    return f"{label}{since}{until}"


def _coded(name: str, code: str | None) -> str | None:
    found = coded(name, code)
    return str(found) if found else None
