"""How who decides on contacts, and whose agency is asked, reaches a child: while it lasts."""

from kinkeeper.access.relationships import Relationship, register
from kinkeeper.frontdoor.asked import ASKED
from kinkeeper.frontdoor.contact_queries import children_waiting, waits

FRONT_DOOR = Relationship(
    kind="front_door",
    title="Decides on a contact about the child",
    people=children_waiting,
    reaches=waits,
)


def register_all() -> None:
    """Make these known to the rules of access."""
    register(FRONT_DOOR)
    register(ASKED)
