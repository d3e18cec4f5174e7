"""Plans of adoption, for those to whom that section of the record is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.care.queries import AdoptionShown, adoptions
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters.tables import over, said

NOT_YET = "Not yet"


@dataclass(frozen=True, slots=True)
class Adoption:
    """The panel: whether the section is open, and each plan of adoption in it, the latest first."""

    is_open: bool
    plans: tuple[tuple[str, tuple[Fact, ...]], ...]


def adoption(who: Who, person_id: UUID) -> Adoption:
    """What is recorded up to today. Closed, it says the same whether there is anything or not."""
    begun = [a for a in adoptions(who=who, person_id=person_id) if a.decision_on <= who.on]
    plans = tuple(
        (f"Decision of {words.plain_date(a.decision_on)}", _plan(a, who.on)) for a in begun
    )
    return Adoption(may(who, Permission.SEE_ADOPTION, person_id), plans)


def _plan(one: AdoptionShown, on: date) -> tuple[Fact, ...]:
    return (
        Fact("Decided that the child should be adopted", words.plain_date(one.decision_on)),
        Fact("Decided to place for adoption", _day(one.placed_on, on)),
        Fact("Matched with adopters", _day(one.matched_on, on)),
        *_reversed(one, on),
        Fact("Adopters", _adopters(one)),
        Fact("Adopted by a foster carer of the child", _yes(one.by_foster_carer)),
    )


def _reversed(one: AdoptionShown, on: date) -> list[Fact]:
    if not over(one.placed_ceased_on, on):
        return [Fact("Decision reversed", "No")]
    return [
        Fact("Decision reversed", words.plain_date(one.placed_ceased_on)),
        Fact("Why it was reversed", said(one.placed_ceased_reason)),
    ]


def _day(day: date | None, on: date) -> str:
    return words.plain_date(day) if over(day, on) else NOT_YET


def _adopters(one: AdoptionShown) -> str | None:
    number = {None: "", 1: "One", 2: "Two"}.get(one.adopters, str(one.adopters))
    known = [number, said(one.adopters_sex), said(one.adopters_legal_status)]
    told = ", ".join(words.uncapital(part) for part in known if part)
    return words.capital(told) or None


def _yes(answer: bool | None) -> str | None:
    return {True: "Yes", False: "No", None: None}[answer]
