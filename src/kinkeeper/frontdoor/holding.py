"""A case does not close over something that was told of its child, and that its worker has not taken."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef

from kinkeeper.chronology.guards import CLOSE_EPISODE, hold_up
from kinkeeper.frontdoor.kinds import ContactOutcome, Step
from kinkeeper.frontdoor.models import Contact, ContactStep, HelpEpisode
from kinkeeper.kernel.errors import Refused


def contact_not_taken(episode_id: UUID) -> Refused | None:
    """Of a contact that was sent to the worker of this case, and that nobody there has taken."""
    child = HelpEpisode.objects.filter(pk=episode_id).values("person_id")
    taken = ContactStep.objects.filter(contact=OuterRef("contact"), kind=Step.ACKNOWLEDGED)
    sent = ContactStep.objects.filter(
        ~Exists(taken),
        person_id__in=child,
        episode_id=episode_id,
        outcome=ContactOutcome.OPEN_CASE,
        contact__in=Contact.objects.all(),
    )
    if not sent.exists():
        return None
    return Refused(
        "Somebody got in touch about the child, the front door sent it to this case, and nobody took it.",
        missing="that the child's worker or their manager takes the contact",
        who_can_waive="nobody",
        do="Read it and take it on the child's Work page, then close the case.",
    )


def register_all() -> None:
    """Have it asked before an episode closes."""
    hold_up(CLOSE_EPISODE, contact_not_taken)
