"""Where children's risk may not be known: by district and team, and who they are for who may read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.teams import under
from kinkeeper.access.who import Who
from kinkeeper.duties.queries import not_run, overdue_of
from kinkeeper.facts import red, unidentified
from kinkeeper.facts.frame_queries import HELD
from kinkeeper.facts.unidentified import Sign
from kinkeeper.measures.queries import Place, districts, sees_aggregates_only, tree
from kinkeeper.measures.red import NOBODY, nobodys
from kinkeeper.measures.suppress import kept_back, small
from kinkeeper.people.queries import seen_among
from kinkeeper.workforce.queries import lead_workers, leads

PARKED_DAYS: Final = (28, 14, 42, 90)  # the first is asked for where nothing else is
SEEN_CLOCK: Final = "assessment_child_seen"
NOT_SEEN: Final = "That a child was seen is not recorded here yet."
Finder = Callable[[date, int], list[Sign]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of sign: what it is, what it counts, from when, and who answers where nobody is named."""

    id: str
    title: str
    says: str
    when: str
    owner: str
    find: Finder
    held: str  # of facts.frame_queries.HELD
    closure: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """One kind by place: the numbers, those kept back, or why there are none."""

    kind: Kind
    whole: int
    by_place: Mapping[UUID | None, int]
    back: frozenset[UUID | None] = frozenset()
    whole_back: bool = False
    not_run: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A child on a list, with the name beside them."""

    person_id: UUID
    on: date
    answers: str


def _asks(query: str) -> Finder:
    return lambda day, days: unidentified.signs(query, day, days)


def _unseen(day: date, _: int) -> list[Sign]:
    return [Sign(person, on) for person, on in overdue_of(SEEN_CLOCK, day).items()]


def _open(day: date, _: int) -> list[Sign]:
    return [Sign(one.person_id, one.since) for one in red.open_since(day)]


def _nobody(day: date, _: int) -> list[Sign]:
    return [Sign(one.person_id, one.since) for one in nobodys(day)]


# fmt: off
KINDS: Final = (
    Kind("known", "Known, open now", "Children with open work", "Open since", "Team manager",
        _open, "referrals"),
    Kind("unassessed", "Not assessed",
        "Open, and not looked after or on a plan, with no assessment begun", "Referred on",
        "Team manager", _asks(unidentified.UNASSESSED), "referrals"),
    Kind("unseen", "Not seen in time",
        "Not seen within the time that assessment gives", "Was to be seen by", "Social worker",
        _unseen, "referrals"),
    Kind("unallocated", "No lead worker",
        f"Open with no lead worker for more than {NOBODY} working days", "Since", "Team manager",
        _nobody, "allocations"),
    Kind("parked", "Parked", "Open, with nothing recorded for as long as is chosen above",
        "Last recorded", "Team manager", _asks(unidentified.PARKED), "referrals"),
    Kind("quick", "Ended within minutes",
        f"No further action within {unidentified.QUICK_MINUTES} minutes of arrival, in a year", "On",
        "Front door manager", _asks(unidentified.QUICK), "contacts"),
    Kind("pasted", "The same text twice",
        "The same long text of several children by one author, in a year. It may be right: of "
        "brothers and sisters. The text is compared by its fingerprint and is not shown", "On",
        "Author", _asks(unidentified.PASTED), "children"),
    Kind("closed-unassessed", "Closed without an assessment",
        "Cases closed in a year in which no assessment was begun", "Closed on", "Team manager",
        _asks(unidentified.CLOSED_UNASSESSED), "referrals", closure=True),
    Kind("reopened", "Reopened within a year",
        "Referred again, in a year, within twelve months of being closed", "Referred again on",
        "Team manager", _asks(unidentified.REOPENED), "referrals", closure=True),
    Kind("closed-unseen", "Closed before the child was seen",
        "Cases closed in a year with no visit at which the child was seen, of those referred since "
        "visits are recorded here", "Closed on", "Team manager",
        _asks(unidentified.CLOSED_UNSEEN), "referrals", closure=True),
)
# fmt: on
BY_ID: Final[Mapping[str, Kind]] = {one.id: one for one in KINDS}


def counted(*, who: Who, days: int) -> tuple[tuple[Place, ...], tuple[Counted, ...]]:
    """Every kind by place: what the asker may see, or the districts of all with the small kept back."""
    guarded = sees_aggregates_only(who)
    every = tree()
    shown = districts(every) if guarded else every
    teams = {row["person_id"]: row["team_id"] for row in leads(who.on)}
    inside = {place.id: under([place.id], who.on) for place in shown}
    why = why_not_run(KINDS)
    found = {kind.id: kind.find(who.on, days) for kind in KINDS if not why[kind.id]}
    if not guarded:
        people = {one.person_id for each in found.values() for one in each}
        seen = seen_among(who, Permission.SEE_RECORD, people)
        found = {name: [o for o in each if o.person_id in seen] for name, each in found.items()}
    return shown, tuple(
        Counted(kind, 0, {}, not_run=why[kind.id])
        if why[kind.id]
        else _counted(kind, found[kind.id], teams, inside, guarded=guarded)
        for kind in KINDS
    )


def listed(*, who: Who, kind: Kind, days: int, place: UUID | None = None) -> tuple[Answered, ...]:
    """The children of one kind whose record the asker sees, the longest first, each with a name."""
    found = _seen(who, kind.find(who.on, days))
    if place is not None:
        there = under([place], who.on)
        teams = {row["person_id"]: row["team_id"] for row in leads(who.on)}
        found = [one for one in found if teams.get(one.person_id) in there]
    people = [one.person_id for one in found]
    did, lead = names(one.by for one in found), lead_workers(who=who, person_ids=people)
    last = unidentified.last_leads(people)
    return tuple(
        Answered(one.person_id, one.on, did.get(one.by, "") if one.by else _led(one, lead, last))
        for one in sorted(found, key=lambda one: (one.on, str(one.person_id)))
    )


def why_not_run(kinds: Sequence[Kind]) -> dict[str, str]:
    """By kind, why it cannot be counted yet, or nothing; each table is asked once."""
    held = {kind.held for kind in kinds}
    empty = {name: not red.any_recorded(HELD[name][0]) for name in sorted(held)}
    why = {kind.id: HELD[kind.held][1] if empty[kind.held] else "" for kind in kinds}
    if "unseen" in why and SEEN_CLOCK in not_run():
        why["unseen"] = NOT_SEEN
    if "closed-unseen" in why and not unidentified.seen_is_recorded():
        why["closed-unseen"] = NOT_SEEN
    return why


def _led(one: Sign, lead: Mapping[UUID, object], last: Mapping[UUID, str]) -> str:
    now = lead.get(one.person_id)
    return str(getattr(now, "worker", "")) or last.get(one.person_id, "")


def _seen(who: Who, found: Sequence[Sign]) -> list[Sign]:
    seen = seen_among(who, Permission.SEE_RECORD, {one.person_id for one in found})
    return [one for one in found if one.person_id in seen]


def _counted(
    kind: Kind,
    found: Sequence[Sign],
    teams: Mapping[UUID, UUID | None],
    inside: Mapping[UUID, frozenset[UUID]],
    *,
    guarded: bool,
) -> Counted:
    own = Counter(teams.get(one.person_id) for one in found)
    parts: dict[UUID | None, int] = {
        place: sum(own[team] for team in below) for place, below in inside.items()
    }
    covered: frozenset[UUID] = frozenset().union(*inside.values())
    parts[None] = sum(number for team, number in own.items() if team not in covered)
    if not guarded:
        return Counted(kind, len(found), parts)
    return Counted(kind, len(found), parts, kept_back(parts), small(len(found)))
