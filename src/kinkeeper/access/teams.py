"""What holds on a day, and who stands where in the teams that day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from kinkeeper.access.memory import remembered
from kinkeeper.access.models import Team, TeamMember


class Dated(Protocol):
    """Anything granted from a day until a day."""

    @property
    def started_on(self) -> date: ...
    @property
    def ended_on(self) -> date | None: ...


def live(on: date, path: str = "") -> Q:
    """What holds on the day, for a query: on its last day a grant holds no longer."""
    started, ended = f"{path}started_on", f"{path}ended_on"
    return Q(**{f"{started}__lte": on}) & (
        Q(**{f"{ended}__isnull": True}) | Q(**{f"{ended}__gt": on})
    )


def is_live(granted: Dated, on: date) -> bool:
    """What holds on the day, for one row; the other form of `live`."""
    return granted.started_on <= on and (granted.ended_on is None or granted.ended_on > on)


def places(user_id: UUID, on: date, *kinds: str) -> frozenset[UUID]:
    """The teams the user has a place of these kinds in on the day."""
    return frozenset(team for team, kind in _places(user_id, on) if kind in kinds)


@remembered
def _places(user_id: UUID, on: date) -> tuple[tuple[UUID, str], ...]:
    rows = TeamMember.objects.filter(live(on), live(on, "team__"), user_id=user_id)
    return tuple(rows.values_list("team_id", "kind"))


def under(team_ids: Iterable[UUID], on: date) -> frozenset[UUID]:
    """These teams and every team that stands under them on the day."""
    found = set(team_ids)
    if not found:
        return frozenset()
    pairs = _pairs(on)
    below = {child for child, parent in pairs if parent in found} - found
    while below:
        found |= below
        below = {child for child, parent in pairs if parent in found} - found
    return frozenset(found)


@remembered
def _pairs(on: date) -> tuple[tuple[UUID, UUID | None], ...]:
    """Every team of the day, and the one it stands under."""
    return tuple(Team.objects.filter(live(on)).values_list("id", "parent_id"))


def managed(user_id: UUID, on: date) -> frozenset[UUID]:
    """The teams in the user's line: those they manage and all below them."""
    return under(places(user_id, on, "manager"), on)


def covered(user_id: UUID, on: date) -> frozenset[UUID]:
    """The teams the user is on duty for on the day."""
    return places(user_id, on, "duty")
