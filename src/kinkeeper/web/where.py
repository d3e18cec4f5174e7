"""Of where a page of figures is: the whole authority, or one place the reader may have."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinkeeper.measures import queries
from kinkeeper.measures.queries import Place
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice
from kinkeeper.web.presenters.overview import Reading
from kinkeeper.web.presenters.places import choice
from kinkeeper.web.scope import Request

AUTHORITY = "the whole authority"


@dataclass(frozen=True, slots=True)
class Where:
    """The places on offer, and the one asked for."""

    address: Address
    found: tuple[Place, ...]
    choice: Choice
    place: UUID | None
    opens: bool

    @property
    def name(self) -> str:
        """The place in words."""
        return next((one.name for one in self.found if one.id == self.place), AUTHORITY)

    @property
    def reading(self) -> Reading:
        """Whether numbers open lists here, and of which place."""
        return Reading(self.opens, self.place)

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


def where(request: Request) -> Where:
    """What the address asks for; a place that is not on offer is the whole authority."""
    address = Address(request.path, request.GET.dict())
    found = queries.places(request.who)
    offered = choice(found)
    asked = offered.value_in(address.choices)
    place = UUID(asked) if asked else None
    return Where(address, found, offered, place, queries.opens_lists(request.who))
