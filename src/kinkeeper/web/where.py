"""Of where a page of figures is: the whole authority, or one place the reader may have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict
from uuid import UUID

from kinkeeper.measures import queries
from kinkeeper.measures.queries import Place
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice
from kinkeeper.web.presenters.overview import UNPLACED, Reading
from kinkeeper.web.presenters.places import NO_TEAM, choice
from kinkeeper.web.scope import Request

AUTHORITY = "the whole authority"


class Children(TypedDict):
    """Those of a place, those who have had no team, or everybody."""

    place: UUID | None
    unplaced: bool


@dataclass(frozen=True, slots=True)
class Where:
    """The places on offer, and the one asked for."""

    address: Address
    found: tuple[Place, ...]
    choice: Choice
    place: UUID | None
    opens: bool
    unplaced: bool = False  # children who have had no team

    @property
    def name(self) -> str:
        """The place in words."""
        if self.unplaced:
            return "children who have had no team"
        return next((one.name for one in self.found if one.id == self.place), AUTHORITY)

    @property
    def reading(self) -> Reading:
        """Whether numbers open lists here, and of which place."""
        return Reading(self.opens, self.place)

    @property
    def children(self) -> Children:
        """Whose rows these are, as the queries ask it."""
        return {"place": self.place, "unplaced": self.unplaced}

    @property
    def whole(self) -> Where:
        """The whole authority, whatever was asked for."""
        return replace(self, place=None, unplaced=False)

    @property
    def below(self) -> tuple[Place, ...]:
        """The place with what stands under it, or every place."""
        if self.place is None:
            return self.found
        inside = {self.place}
        for one in self.found:  # a place comes after the one it stands under
            if one.parent_id in inside:
                inside.add(one.id)
        return tuple(one for one in self.found if one.id in inside)


def where(request: Request, *, with_unplaced: bool = False) -> Where:
    """What the address asks for; a place that is not on offer is the whole authority.

    Children who have had no team are on offer where their list is.
    """
    address = Address(request.path, request.GET.dict())
    found = queries.places(request.who)
    offered = choice(found)
    if with_unplaced:
        offered = replace(offered, options=[*offered.options, (UNPLACED, NO_TEAM)])
    asked = offered.value_in(address.choices)
    unplaced = asked == UNPLACED
    place = UUID(asked) if asked and not unplaced else None
    return Where(address, found, offered, place, queries.opens_lists(request.who), unplaced)
