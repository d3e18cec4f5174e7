"""Children told of whom nobody has found yet: their time runs from when they were told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.contact_queries import unfound
from kinkeeper.frontdoor.group_queries import groups
from kinkeeper.frontdoor.kinds import ContactReason
from kinkeeper.frontdoor.models import ContactGroup


@dataclass(frozen=True, slots=True)
class UnfoundShown:
    """What was told once, with how many of its children nobody has found."""

    group_id: UUID
    received_on: date
    received_at: datetime | None
    is_notice: bool
    children: int


def not_found(*, who: Asker) -> tuple[UnfoundShown, ...]:
    """Everything told of a child not found yet that the asker may open, the longest waiting first."""
    counted = dict(
        unfound()
        .filter(contact_group__received_on__lte=as_who(who).on)
        .values_list("contact_group")
        .annotate(n=Count("id"))
    )
    if not counted:
        return ()
    rows = groups(who, of=ContactGroup.objects.filter(pk__in=counted))
    return tuple(
        UnfoundShown(
            group_id=row.id,
            received_on=row.received_on,
            received_at=row.received_at,
            is_notice=row.reason == ContactReason.DOMESTIC_ABUSE_POLICE,
            children=counted[row.id],
        )
        for row in rows.order_by("received_on", "received_at", "id")
    )
