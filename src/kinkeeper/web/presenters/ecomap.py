"""Who and what is around a child today, of what is recorded: the drawing, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.care.queries import IN_A_HOME, IN_FOSTER_CARE, Away, CareSummary, care_summary
from kinkeeper.frontdoor.kinds import HelpLevel
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.people.family_queries import near_of
from kinkeeper.people.kin import Kin, Kinship, Relative
from kinkeeper.protection.queries import current_plans
from kinkeeper.web import words
from kinkeeper.web.drawings.ecomap import Bond, Ecomap, Kind, Neighbour, ecomap
from kinkeeper.web.parts import Cell, Row, Worklist
from kinkeeper.web.presenters.family import RULED, KeyMark, named, to_child
from kinkeeper.web.presenters.homes import Homes, homes
from kinkeeper.web.presenters.tables import over, table
from kinkeeper.workforce.queries import current_workers

COLUMNS: Final = ("Who or what", "To this child", "Tie")
BONDS: Final[dict[Bond, str]] = {
    "close": "Cares for this child",
    "tie": "Recorded, and not ended",
    "ended": "Ended",
    "struck": "No contact allowed",
    "strong": "Strong",
    "weak": "Weak",
    "strained": "Strained",
}
BY_STRENGTH: Final[dict[str, Bond]] = {
    "strong": "strong",
    "ordinary": "tie",
    "weak": "weak",
    "strained": "strained",
}
KEY: Final = (
    ("kept", "Cares for this child now, or a strong tie"),
    ("tie-plain", "A tie that is recorded"),
    ("union-unsaid", "A weak tie"),
    ("tie", "A strained tie"),
    ("union-ended", "A tie that has ended"),
    ("struck", "No contact allowed"),
    ("person", "Family and others close"),
    ("worker", "Worker"),
    ("service", "Service, plan or team"),
)


@dataclass(frozen=True, slots=True)
class EcomapShown:
    """The drawing, what it says to somebody who does not see it, its key, and the same as a list."""

    drawn: Ecomap
    said: str
    key: tuple[KeyMark, ...]
    around: Worklist
    lives: str = ""  # where a child placed away from home is, who is then in the middle


def around(who: Who, found: Kin, away: Mapping[UUID, Away]) -> EcomapShown:
    """The map as the reader may know of it today: a child placed away is where they live now."""
    person_id = found.person_id
    living = homes(found, away)
    inside = household(found, living)
    people = {one.id: one for one in found.people}
    family = [*close(found, inside), *_near(who, person_id)]
    near = [*family, *_workers(who, person_id), *_services(who, person_id, away)]
    return shown([named(people[one]) for one in inside], near, living.said(person_id))


def shown(household: list[str], near: list[Neighbour], lives: str = "") -> EcomapShown:
    """Who lives together in the middle, and what is around them, in a picture and in words."""
    drawn = ecomap(household, near, lives)
    kinds = drawn.kinds | {one.kind for one in near}
    middle = "child alone" if len(household) == 1 else f"household of {len(household)}"
    return EcomapShown(
        drawn,
        f"In the middle the {middle}{lives and ', '}{words.uncapital(lives)}, "
        f"around it {words.counted(len(near), 'tie')}. "
        "The same is told in the table on this page.",
        tuple(KeyMark(kind, said) for kind, said in KEY if kind in kinds),
        table("The same in words", COLUMNS, map(_row, near)),
        lives,
    )


def _row(one: Neighbour) -> Row:
    name = Cell(one.name, url=one.url, head=True, label=False)
    return Row((name, Cell(one.role), Cell(BONDS[one.bond])))


def household(found: Kin, living: Homes) -> list[UUID]:
    """The child, then whoever lives with them now."""
    others = living.with_child(found.person_id) - {found.person_id}
    return [found.person_id, *(one.id for one in found.people if one.id in others)]


def close(found: Kin, inside: list[UUID]) -> Iterator[Neighbour]:
    """Family and others who have a tie of their own to the child; a household is in the middle."""
    for one in sorted(found.people, key=lambda p: (to_child(p.id, found), named(p), p.id)):
        ties = [tie for tie in found.ties if {tie.one, tie.other} == {one.id, found.person_id}]
        if ties and one.id not in inside:
            yield _person(one, ties, to_child(one.id, found))


def _person(one: Relative, ties: list[Kinship], role: str) -> Neighbour:
    bond = _bond(ties)
    url = reverse("child", args=[one.id])
    if bond == "struck":  # said first: a card may have no room for all of a role
        role = f"{BONDS[bond]}: {words.uncapital(role.replace(RULED, ''))}"
    how = "" if bond == "struck" else f": {words.uncapital(BONDS[bond])}"
    said = f"{named(one)}, {words.uncapital(role)}{how}"
    return Neighbour(named(one), role, said, "person", bond, url)


def _bond(ties: list[Kinship]) -> Bond:
    """The strictest of what is recorded: no contact before all, an end only where all have ended."""
    if any(tie.no_contact for tie in ties):
        return "struck"
    open_now = [tie for tie in ties if tie.ended_on is None]
    if not open_now:
        return "ended"
    return "close" if any(tie.kind == "carer_of" for tie in open_now) else "tie"


def _near(who: Who, person_id: UUID) -> Iterator[Neighbour]:
    """Who and what has no record here, and is in the child's life today."""
    for one in near_of(who=who, person_id=person_id):
        if one.started_on <= who.on and not over(one.ended_on, who.on):
            kind = str(one.get_kind_display()).partition(",")[0]
            role = f"{kind}: {words.uncapital(str(one.get_way_display()))}"
            bond = BY_STRENGTH[one.strength]
            said = f"{one.name}, {words.uncapital(role)}: {words.uncapital(BONDS[bond])}"
            card: Kind = "person" if one.kind == "person" else "service"
            yield Neighbour(one.name, role, said, card, bond)


def _workers(who: Who, person_id: UUID) -> Iterator[Neighbour]:
    found = current_workers(who=who, person_id=person_id)
    for one in found:
        said = f"{one.worker}, {words.uncapital(one.role_title)}"
        yield Neighbour(one.worker, one.role_title, said, "worker")
    for team in dict.fromkeys(one.team for one in found if one.team):
        yield Neighbour(team, "Team", f"{team}, team", "service")


def _services(who: Who, person_id: UUID, away: Mapping[UUID, Away]) -> Iterator[Neighbour]:
    """What is open today: help, plans, care."""
    of: dict[str, Any] = {"who": who, "person_id": person_id}
    episode = involvement(**of)
    if episode:
        level = HelpLevel(episode.level).label
        yield _service(level, f"Since {words.short_date(episode.referred_on)}")
    for plan in current_plans(**of):
        yield _service(plan.kind_title, f"Since {words.short_date(plan.started_on)}")
    care = care_summary(**of)
    if care:
        yield from _care(care, in_the_middle=_told(away.get(person_id)))


def _told(away: Away | None) -> bool:
    """Whether the middle says what the placement is."""
    return away is not None and away.where in (IN_FOSTER_CARE, IN_A_HOME)


def _care(care: CareSummary, *, in_the_middle: bool) -> Iterator[Neighbour]:
    yield _service("Looked after", f"Since {words.short_date(care.care.started_on)}")
    if care.placement and care.placement.kind and not in_the_middle:
        since = words.short_date(care.placement.started_on)
        yield _service(str(care.placement.kind), f"Since {since}")


def _service(name: str, role: str) -> Neighbour:
    return Neighbour(name, role, f"{name}, {words.uncapital(role)}", "service")
