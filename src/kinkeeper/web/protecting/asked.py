"""Questions that several forms of child protection ask, each worded once, and their answers read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from kinkeeper.access.queries import holdings
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.codes.cin import CATEGORY_OF_ABUSE
from kinkeeper.protection.kinds import TakesPart
from kinkeeper.web.decision_form import Choices, Form
from kinkeeper.web.questions import Fields, pick
from kinkeeper.workforce.queries import current_workers, worker_names, workers_of

CHAIRS: Final = "reviewing_officer"


def agencies() -> tuple[tuple[str, str], ...]:
    """The agencies that take part."""
    return tuple((one.value, one.label) for one in TakesPart)


def ticked(form: Form, name: str) -> tuple[TakesPart, ...]:
    """The agencies that were ticked."""
    return tuple(TakesPart(one) for one in form.values(name))


def categories() -> Choices:
    """The categories of abuse that a plan may be for, by their codes."""
    return tuple((one.code, one.meaning) for one in CATEGORY_OF_ABUSE.codes)


def workers_with(who: Who, person_id: UUID) -> Choices:
    """Those who work with the child today, the lead first."""
    found = {one.worker_id: one.worker for one in current_workers(who=who, person_id=person_id)}
    return tuple((str(key), name) for key, name in found.items())


def lead_field(who: Who, person_id: UUID, missing: str = "") -> Fields:
    """Who leads, of those who work with the child."""
    return (pick("lead", "Who is the lead social worker?", missing, workers_with(who, person_id)),)


def chairs(who: Who) -> Choices:
    """Conference chairs of today, by name."""
    users = holdings(CHAIRS, who.on).values_list("user_id", flat=True)
    named = worker_names(list(workers_of(list(users)).values()))
    return tuple((str(key), name) for key, name in sorted(named.items(), key=lambda one: one[1]))


def lines(form: Form, name: str) -> tuple[str, ...]:
    """The answer line by line, without the empty ones."""
    return tuple(line.strip() for line in form.value(name).splitlines() if line.strip())


def members(form: Form, name: str) -> tuple[tuple[str, TakesPart | None], ...]:
    """Who is in the core group: a name a line, with the agency after a comma; family has none."""
    return tuple(map(_member, lines(form, name)))


def number(form: Form, name: str) -> int | None:
    """The number that was typed; none where nothing was. BadInput where it is no number."""
    typed = form.value(name)
    if not typed:
        return None
    if not typed.isdecimal():
        raise BadInput("enter a number", field=name)
    return int(typed)


def named(found: Iterable[tuple[str, str]]) -> str:
    """Agencies with who came of each, in words."""
    return ", ".join(f"{agency}: {name}" if name else agency for agency, name in found)


def _member(line: str) -> tuple[str, TakesPart | None]:
    name, _, agency = (part.strip() for part in line.partition(","))
    if not agency or agency.lower() == "family":
        return name, None
    known = {one.label.lower(): one for one in TakesPart}
    return name, known.get(agency.lower(), TakesPart.OTHER)
