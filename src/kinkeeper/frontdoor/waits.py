"""What waits at the front door, as far as it has to be known to be counted and put in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.contact_queries import unfound
from kinkeeper.frontdoor.group_queries import groups, waiting_ids
from kinkeeper.frontdoor.kinds import ContactReason
from kinkeeper.frontdoor.models import Contact, ContactGroup


@dataclass(frozen=True, slots=True)
class Waits:
    """Something told of which a child is not found yet, or something is to be decided."""

    id: UUID
    received_on: date
    received_at: datetime | None
    reason: ContactReason
    contacts: tuple[UUID, ...]
    people: tuple[UUID, ...]  # whom these are about
    unmatched: bool  # whether a child of it is not found yet

    @property
    def is_notice(self) -> bool:
        """Whether it is a domestic abuse notice of the police, which has its own queue."""
        return self.reason is ContactReason.DOMESTIC_ABUSE_POLICE


def what_waits(*, who: Asker) -> tuple[Waits, ...]:
    """Everything that waits and the asker may open."""
    asker = as_who(who)
    rows = groups(asker, of=ContactGroup.objects.filter(pk__in=waiting_ids(asker.on)))
    ordered = rows.order_by("received_on", "received_at", "id")
    found = list(ordered.values_list("id", "received_on", "received_at", "reason"))
    ids = [row[0] for row in found]
    made, missing = _made(ids), _missing(ids)
    return tuple(
        Waits(
            id=one,
            received_on=on,
            received_at=at,
            reason=ContactReason(reason),
            contacts=tuple(contact for contact, _ in made.get(one, ())),
            people=tuple(person for _, person in made.get(one, ())),
            unmatched=one in missing,
        )
        for one, on, at, reason in found
    )


def _made(ids: Collection[UUID]) -> dict[UUID, list[tuple[UUID, UUID]]]:
    """By what was told, each contact made of it and whom that is about."""
    rows = Contact.objects.filter(contact_group__in=ids).order_by("received_on", "id")
    made: dict[UUID, list[tuple[UUID, UUID]]] = {}
    for group, contact, person in rows.values_list("contact_group_id", "id", "person_id"):
        made.setdefault(group, []).append((contact, person))
    return made


def _missing(ids: Collection[UUID]) -> frozenset[UUID]:
    """What was told of a child who is not found yet."""
    rows = unfound().filter(contact_group__in=ids)
    return frozenset(rows.values_list("contact_group_id", flat=True))
