"""Taking notices: each once, whatever is sent again; and how many came, were looked at and wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who
from kinkeeper.frontdoor.actions import receive
from kinkeeper.frontdoor.contact_queries import unfound
from kinkeeper.frontdoor.kinds import ContactReason, Step
from kinkeeper.frontdoor.models import ChildTold, Contact, ContactGroup, ContactStep
from kinkeeper.frontdoor.notices import Fault, NoticesRefused
from kinkeeper.frontdoor.told import ChildNamed, Told

Named = tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of notices: the number of each by the agency's own, and how many were new."""

    groups: tuple[tuple[str, UUID], ...]
    new: int

    @property
    def before(self) -> int:
        """How many were taken before."""
        return len(self.groups) - self.new


@dataclass(frozen=True, slots=True)
class Counted:
    """A day's notices: came on the day, of them screened by its end, and all that wait at its end."""

    on: date
    received: int
    screened: int
    waiting: int


def take(told: Sequence[Told], *, agency_id: UUID, file: str, by: Who) -> Taken:
    """Take all of them or none. Raises NoticesRefused where one was sent before and says otherwise."""
    with transaction.atomic():
        before = _before(told, agency_id)
        faults = [
            Fault(
                file, 0, f"reference {one.agency_reference}", "was sent before, and says otherwise"
            )
            for one in told
            if one.agency_reference in before and _differs(one, before[one.agency_reference])
        ]
        if faults:
            raise NoticesRefused(faults)
        groups = tuple(
            (one.agency_reference, receive(told=replace(one, agency_id=agency_id), by=by).id)
            for one in told
        )
    return Taken(groups, sum(reference not in before for reference, _ in groups))


def counted(*, on: date, who: Asker) -> Counted:
    """The day's notices of domestic abuse, for whoever sees the front door."""
    require(who, Permission.SEE_FRONT_DOOR)
    came = _notices().filter(received_on=on)
    screened = came.filter(_screened(on)).count()
    waits = _notices().filter(received_on__lte=on).exclude(_screened(on))
    waiting = _about_somebody(waits).count()
    return Counted(on, came.count(), screened, waiting)


def _notices() -> QuerySet[ContactGroup]:
    return ContactGroup.objects.filter(reason=ContactReason.DOMESTIC_ABUSE_POLICE)


def _screened(on: date) -> Exists:
    """Whether somebody has rated or decided it by the end of the day."""
    steps = ContactStep.objects.filter(
        contact__contact_group=OuterRef("pk"),
        contact__withdrawn_at=None,
        kind__in=(Step.RATED, Step.DECIDED),
        on__lte=on,
    )
    return Exists(steps)


def _about_somebody(rows: QuerySet[ContactGroup]) -> QuerySet[ContactGroup]:
    """Without those of which every child was found to be nobody to be looked for."""
    told = ChildTold.objects.filter(contact_group=OuterRef("pk"))
    made = Contact.objects.filter(contact_group=OuterRef("pk"))
    waits = unfound().filter(contact_group=OuterRef("pk"))
    return rows.filter(Exists(waits) | Exists(made) | ~Exists(told))


def _before(told: Sequence[Told], agency_id: UUID) -> dict[str, ContactGroup]:
    numbers = [one.agency_reference for one in told]
    found = ContactGroup.objects.filter(agency_id=agency_id, agency_reference__in=numbers)
    return {str(one.agency_reference): one for one in found.prefetch_related("children")}


def _differs(told: Told, kept: ContactGroup) -> bool:
    theirs = [row for row in kept.children.all() if row.named_by is None]  # others were read here
    rows = sorted(theirs, key=lambda row: row.place)
    return (told.concern, _named(told.children)) != (kept.concern, _named(rows))


def _named(children: Sequence[ChildNamed | ChildTold]) -> Named:
    return tuple(
        (one.forename, one.surname, str(one.born_on), f"{one.address}{one.postcode}{one.note}")
        for one in children
    )
