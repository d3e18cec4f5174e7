"""The child who was told of beside those known who are like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.people.candidates import Candidate
from kinkeeper.web import words
from kinkeeper.web.presenters import people
from kinkeeper.workforce.queries import lead_worker


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody known who may be the child: why, and what the service has to do with them."""

    id: UUID
    name: str
    lines: tuple[str, ...]
    alike: str


def page(who: Who, child: Any, found: Sequence[Candidate], problem: str) -> dict[str, object]:
    """What was told on one side, who is like it on the other."""
    return {
        "child": child,
        "called": f"{child.forename} {child.surname}".strip() or "A child not named",
        "told": told(child),
        "likely": [_likely(who, one) for one in found],
        "problem": problem,
        "group_id": child.contact_group_id,
    }


def told(child: Any) -> list[str]:
    """What was said of the child."""
    born = f"Born {words.full_date(child.born_on)}" if child.born_on else ""
    age = f"Said to be {child.age_said}" if child.age_said is not None else ""
    where = ", ".join(part for part in (child.address, child.postcode) if part)
    return [one for one in (born, age, where, child.note) if one]


def said(wrong: BadInput | Refused) -> str:
    """What stands in the way, in words."""
    if isinstance(wrong, Refused):
        return f"{wrong.message} {wrong.do}".strip()
    return words.capital(wrong.reason)


def _likely(who: Who, one: Candidate) -> Likely:
    person = one.person
    open_one = involvement(who=who, person_id=person.id)
    lead = lead_worker(who=who, person_id=person.id)
    case = f"Case open since {words.full_date(open_one.referred_on)}" if open_one else ""
    lines = (*people.lines(person, who.on, named=bool(one.names)), case,
             f"Ask {people.whom_to_ask(lead)}")  # fmt: skip
    name = people.filed(one.names[0]) if one.names else reference(person.id)
    return Likely(person.id, name, tuple(part for part in lines if part), words.listed(one.reasons))
