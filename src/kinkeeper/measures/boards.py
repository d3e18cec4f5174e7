"""A team as its manager needs it: who is in it, what each carries, what is due and late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import members_of
from kinkeeper.access.teams import covered, managed, places, under
from kinkeeper.access.who import Who
from kinkeeper.duties.tallies import Lead, Tally, by_lead, summed
from kinkeeper.measures.queries import Place, tree
from kinkeeper.workforce.queries import (
    Caseload,
    Holder,
    Posts,
    caseloads,
    holders_of,
    posts_of,
    workers_of,
)

MEMBER: Final = "member"  # whoever leads with children of a team, recorded as of it or not
ADVISER: Final = "adviser"  # whoever carries children of it as their personal adviser alone


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team. `worker_id` is None where they have no cases here and never could."""

    name: str
    kind: str  # of a place in a team: member, manager or duty; adviser; or the grade of their post
    team_id: UUID
    worker_id: UUID | None
    cases: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Board:
    """A team with the teams below it."""

    place: Place
    teams: frozenset[UUID]  # itself and those below it
    members: tuple[Member, ...]
    tally: Tally
    posts: Posts | None  # None: no post of theirs is recorded
    holders: frozenset[UUID]  # the workers in those posts, each listed among the members

    @property
    def without_post(self) -> int:
        """People listed who hold no post here: they lead with a child, or have a place in the team."""
        rest = (one for one in self.members if one.worker_id not in self.holders)
        return len({one.worker_id or one.name for one in rest})

    @property
    def cases(self) -> int:
        """Children carried in the team."""
        return sum(one.cases for one in self.members)

    @property
    def advises(self) -> bool:
        """Whether anybody in it carries children as their personal adviser."""
        return any(one.kind == ADVISER for one in self.members)


def boards_of(who: Who) -> tuple[Place, ...]:
    """The teams whose board the asker may open: one's own line and cover, or every team."""
    rows = tree()
    if who.permits(Permission.SEE_WORKFORCE) or who.reaches_everyone(Permission.SEE_RECORD):
        return rows
    own = managed(who.id, who.on) | covered(who.id, who.on)
    own |= under(places(who.id, who.on, "member"), who.on)
    return tuple(place for place in rows if place.id in own)


def sees_duties(who: Who) -> bool:
    """Whether due and late are for the asker to see: workers and cases may be all."""
    return who.permits(Permission.SEE_TEAM_WORK)


def tallies(who: Who) -> dict[Lead, Tally]:
    """Open duties by team and worker, as the asker may see them; nothing where they are not."""
    return by_lead(who=who, as_at=who.on) if sees_duties(who) else {}


def board(*, who: Who, team_id: UUID) -> Board | None:
    """One team's board; None where there is none the asker may open."""
    place = next((one for one in boards_of(who) if one.id == team_id), None)
    if place is None:
        return None
    teams = under([team_id], who.on)
    counted = {lead: tally for lead, tally in tallies(who).items() if lead[0] in teams}
    whole = summed(counted, lambda _: True).get(True, Tally())
    holders = holders_of(teams, who.on)
    members = _members(who, teams, counted)
    members += _idle(holders, members)
    in_post = frozenset(one.worker_id for one in holders)
    return Board(place, teams, members, whole, posts_of(teams, who.on), in_post)


def _idle(holders: tuple[Holder, ...], members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Those in a post who carry nobody, and have no other place in the team."""
    listed = {(one.team_id, one.worker_id) for one in members}
    return tuple(
        Member(one.name, one.grade, one.team_id, one.worker_id, 0, Tally())
        for one in holders
        if (one.team_id, one.worker_id) not in listed
    )


def _members(who: Who, teams: frozenset[UUID], counted: dict[Lead, Tally]) -> tuple[Member, ...]:
    held = caseloads(who=who, teams=teams, on=who.on)
    places_ = list(members_of(teams, who.on))
    workers = workers_of([row.user_id for row in places_])
    kinds = {(row.team_id, row.user_id): row.kind for row in places_}
    found = [
        Member(
            one.name,
            _kind(one, kinds),
            one.team_id,
            one.worker_id,
            one.cases,
            counted.get((one.team_id, one.worker_id), Tally()),
        )
        for one in held
    ]
    busy = {(one.team_id, one.user_id) for one in held}
    for row in places_:
        if (row.team_id, row.user_id) not in busy:
            worker = workers.get(row.user_id)
            found.append(Member(row.user.full_name, row.kind, row.team_id, worker, 0, Tally()))
    return tuple(found)


def _kind(one: Caseload, kinds: Mapping[tuple[UUID, UUID], str]) -> str:
    """What somebody is in the team; who only advises is not called a social worker."""
    kind = kinds.get((one.team_id, one.user_id), MEMBER) if one.user_id else MEMBER
    return ADVISER if one.advises and kind == MEMBER else kind
