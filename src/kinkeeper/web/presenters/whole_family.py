"""The family as a whole: who lives here, who matters, what the adults need, who works with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.care.queries import Away
from kinkeeper.casefile.queries.warnings import in_force_of
from kinkeeper.earlyhelp.queries.family import OfFamily, of_family
from kinkeeper.frontdoor.queries import episodes
from kinkeeper.people.family_queries import household_of
from kinkeeper.people.kin import Kin, Relative
from kinkeeper.people.queries import seen_among
from kinkeeper.protection.core_groups import core_group
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Fact, Link, Row, Worklist
from kinkeeper.web.presenters.calendar import coming
from kinkeeper.web.presenters.ecomap import close, household
from kinkeeper.web.presenters.family import named, to_child
from kinkeeper.web.presenters.homes import homes
from kinkeeper.web.presenters.tables import table
from kinkeeper.web.scope import Subject
from kinkeeper.workforce.queries import current_workers

PROFESSIONALS: Final = ("Who", "Agency or team", "As what", "What they are doing")
HERE: Final = ("Who", "To this child", "Since")
MOVES: Final = ("Moves out",)
MATTERS: Final = ("Who", "To this child")
NOT_KNOWN: Final = "Not recorded"


@dataclass(frozen=True, slots=True)
class WholeFamily:
    """What stands above the drawings. `unread`: of some only that they are known may be told."""

    here: Worklist
    matters: Worklist
    adults: list[Fact]
    adults_open: bool
    professionals: Worklist
    coming: Worklist
    adding: list[Link]
    unread: bool


def whole(who: Who, subject: Subject, found: Kin, away: Mapping[UUID, Away]) -> WholeFamily:
    """Of the child of the page, and of others only what the reader may know of them."""
    helped = of_family(who=who, person_id=subject.id)
    edits = may(who, Permission.EDIT_PERSON, subject.id)
    inside = household(found, homes(found, away))
    people = {one.id: one for one in found.people}
    outside = [
        Row((Cell(n.name, url=n.url, head=True), Cell(n.role))) for n in close(found, inside)
    ]
    columns = (*HERE, *MOVES) if edits else HERE
    return WholeFamily(
        table("Who lives here", columns, _here(who, subject, found, inside, edits=edits)),
        table("Who matters and does not live here", MATTERS, outside),
        [*_needs(helped), *_factors(who, subject.id), *_warned(who, people, subject.id)],
        may(who, Permission.SEE_NARRATIVE, subject.id),
        table("Professionals", PROFESSIONALS, _professionals(who, subject.id, helped)),
        coming(who, subject.id),
        _adding(who, subject) if edits else [],
        any(one.depth < Depth.RECORD for one in found.people),
    )


def _here(
    who: Who, subject: Subject, found: Kin, inside: list[UUID], *, edits: bool
) -> Iterator[Row]:
    """The child's household as it stands today, each with since when."""
    rows = {row.person_id: row for row in household_of(who=who, person_id=subject.id)}
    adults = {one.id for one in found.people if one.adult}
    ours = adults | seen_among(who, Permission.EDIT_PERSON, inside) if edits else set()
    for one in (one for one in found.people if one.id in inside):
        row = rows.get(one.id)
        since = words.plain_date(row.started_on) if row and row.started_on else NOT_KNOWN
        role = "This child" if one.id == subject.id else to_child(one.id, found)
        url = "" if one.id == subject.id else reverse("child", args=[one.id])
        ends = row is not None and one.id in ours
        end = reverse("family-change", args=[subject.id, "household", row.id, "end"]) if row else ""
        moves = (
            Cell("Moves out", url=end, hidden=named(one)) if ends else Cell("Not yours to record")
        )
        told = (Cell(named(one), url=url, head=True), Cell(role), Cell(since))
        yield Row((*told, moves) if edits else told)


def _needs(helped: OfFamily) -> Iterator[Fact]:
    """What the plan of early help has of the adults."""
    for one in helped.needs:
        said = f"{one.need}. {one.action}: {one.done_by}, by {words.plain_date(one.by_when)}"
        yield Fact(one.whose, said)


def _factors(who: Who, person_id: UUID) -> Iterator[Fact]:
    """What the last assessment that named any found about parents and carers."""
    made = (one for each in episodes(who=who, person_id=person_id) for one in each.assessments)
    for one in made:
        about = [str(f) for f in one.factors if "parent" in f.meaning.lower()]
        if about:
            day = words.plain_date(one.authorised_on or one.started_on)
            yield Fact(f"Found by the assessment of {day}", "; ".join(about))
            return


def _warned(who: Who, people: Mapping[UUID, Relative], child: UUID) -> Iterator[Fact]:
    """The warnings in force about the adults whose record, or its banner, is open to the reader."""
    for one, found in in_force_of(who=who, people=[child, *people]).items():
        if one == child or not people[one].adult:
            continue
        for title, since, _ in found:
            said = f"Warning: {words.uncapital(title)}, since {words.plain_date(since)}"
            yield Fact(named(people[one]), said, reverse("child", args=[one]))


def _professionals(who: Who, person_id: UUID, helped: OfFamily) -> Iterator[Row]:
    for one in current_workers(who=who, person_id=person_id):
        since = f"Since {words.plain_date(one.started_on)}"
        yield _row(one.worker, one.team or "Children's services", one.role_title, since)
    for part in helped.people:
        doing = "; ".join(part.undertook) or f"Since {words.plain_date(part.started_on)}"
        ring = f", {part.telephone}" if part.telephone else ""
        yield _row(part.name, f"{part.agency}{ring}", part.role, doing)
    for member in core_group(who=who, person_id=person_id):
        yield _row(member.name, member.agency, "Core group", "The child protection plan")


def _row(*said: str) -> Row:
    head, *rest = said
    return Row((Cell(head, head=True, label=False), *(Cell(one) for one in rest)))


def _adding(who: Who, subject: Subject) -> list[Link]:
    ways = (
        ("Add a relationship", "relationship"),
        ("Somebody moves in", "household"),
        ("Add somebody or something close", "tie"),
    )
    links = [Link(name, reverse("family-add", args=[subject.id, what])) for name, what in ways]
    if may(who, Permission.RECORD_PROTECTION, subject.id):
        visit = Link(
            "Record a visit to several children", reverse("family-visit", args=[subject.id])
        )
        links.append(visit)
    return links
