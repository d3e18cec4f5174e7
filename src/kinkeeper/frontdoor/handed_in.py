"""What somebody handed in, for whoever presses its button again: their own and nobody else's."""

from __future__ import annotations

from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.models import ContactGroup


def handed_in(submission: UUID, *, by: Who) -> UUID | None:
    """The contacts that this form became, where it was handed in by the same account."""
    found = ContactGroup.objects.filter(submission=submission, recorded_by=by.id)
    return found.values_list("id", flat=True).first()


def is_own(group: UUID, *, by: Who) -> bool:
    """Whether these contacts were handed in by this account."""
    return ContactGroup.objects.filter(pk=group, recorded_by=by.id).exists()
