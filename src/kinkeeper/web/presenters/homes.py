"""Who lives together today: a child placed away from home is not in the family's household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kinkeeper.care.queries import Away
from kinkeeper.people.kin import Kin, Together
from kinkeeper.web import words
from kinkeeper.web.drawings.family import PARENT

BEFORE = "Household before care"


@dataclass(frozen=True, slots=True)
class Homes:
    """The households as they stand, and what each child who is away belonged to before."""

    now: tuple[frozenset[UUID], ...]
    before: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    away: Mapping[UUID, Away] = field(default_factory=dict)

    def with_child(self, one: UUID) -> frozenset[UUID]:
        """Everybody who lives where somebody lives, themselves among them."""
        return frozenset({one}).union(*(home for home in self.now if one in home))

    def said(self, one: UUID) -> str:
        """Where a child who is away is, and since when; nothing of anybody else."""
        return lives(self.away[one]) if one in self.away else ""


def homes(found: Kin, away: Mapping[UUID, Away]) -> Homes:
    """Each household without those who are placed elsewhere than in it."""
    now, before = [], {}
    for group in (one for one in found.groups if one.kind == "household"):
        gone = {one for one in group.members if _is_gone(one, group, found, away)}
        before.update({one: frozenset(group.members) - {one} for one in gone})
        if len(still := frozenset(group.members) - gone) > 1:
            now.append(still)
    return Homes(tuple(now), before, away)


def lives(away: Away) -> str:
    """Placed in foster care since 29 March 2014."""
    if not away.where:
        return "Looked after; where is not recorded, or not open to you"
    since = "since" if away.start_known else "since on or before"
    return f"Placed {away.where} {since} {words.plain_date(away.started_on)}"


def _is_gone(one: UUID, group: Together, found: Kin, away: Mapping[UUID, Away]) -> bool:
    """Away, and this household is a parent's, or neither a carer's nor joined on being placed."""
    if one not in away:
        return False
    near = [tie for tie in found.ties if tie.other == one and tie.one in group.members]
    if any(tie.kind in PARENT for tie in near):
        return True
    if any(tie.kind == "carer_of" and tie.ended_on is None for tie in near):
        return False
    joined = group.joined_on(one)
    return joined is None or joined < away[one].started_on
