"""How who decides on contacts reaches a child: while a contact about the child waits for a decision."""

from kinkeeper.access.relationships import Relationship, register
from kinkeeper.frontdoor.queries import children_waiting, waiting

FRONT_DOOR = Relationship(
    kind="front_door",
    title="Decides on a contact about the child",
    people=children_waiting,
    reaches=lambda user, person, on: waiting(user, on).filter(person_id=person).exists(),
)


def register_all() -> None:
    """Make this known to the rules of access."""
    register(FRONT_DOOR)
