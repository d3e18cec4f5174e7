"""How who decides on contacts reaches a child: while a contact about the child waits for a decision."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from kinkeeper.access.queries import holdings
from kinkeeper.access.relationships import Relationship, register
from kinkeeper.frontdoor.kinds import ContactOutcome
from kinkeeper.frontdoor.models import Contact

DECIDES = "mash_decision_maker"


def _waiting(user_id: UUID, on: date) -> "QuerySet[Contact]":
    """Contacts that wait on the day, for a user who decides on contacts; none for anybody else."""
    decides = Exists(holdings(DECIDES, on).filter(user_id=user_id))
    undecided = Q(decided_on__isnull=True) | Q(decided_on__gt=on)
    enquired = Q(outcome=ContactOutcome.MASH_ENQUIRY) & (
        Q(enquiry_decided_on__isnull=True) | Q(enquiry_decided_on__gt=on)
    )
    return Contact.objects.filter(decides, undecided | enquired, received_on__lte=on)


def _people(user_id: UUID, on: date) -> "QuerySet[Any, Any]":
    return _waiting(user_id, on).values("person_id")


FRONT_DOOR = Relationship(
    kind="front_door",
    title="Decides on a contact about the child",
    people=_people,
    reaches=lambda user, person, on: _waiting(user, on).filter(person_id=person).exists(),
)


def register_all() -> None:
    """Make this known to the rules of access."""
    register(FRONT_DOOR)
