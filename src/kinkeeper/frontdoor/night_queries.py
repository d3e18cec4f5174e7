"""What came out of hours, and when somebody last looked at how it was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.contact_queries import ContactShown, open_to, shown
from kinkeeper.frontdoor.kinds import Channel, Step
from kinkeeper.frontdoor.models import Contact, ContactStep, NightSample

MOST = 25


@dataclass(frozen=True, slots=True)
class SampleShown:
    """A sample that was checked: when and by whom, how many of how many, and what was found."""

    on: date
    by: UUID
    came: int
    checked: int
    found: str


def nights_owed_since() -> date | None:
    """The day the next sample is counted from: the last, or the first contact out of hours."""
    last = NightSample.objects.order_by("-on").values_list("on", flat=True).first()
    first = of_nights().order_by("received_on").values_list("received_on", flat=True).first()
    return last or first


def of_nights(since: date | None = None) -> QuerySet[Contact]:
    """Contacts that came out of hours, or that the night left for the day; after a day, if one is given."""
    left = ContactStep.objects.filter(contact=OuterRef("pk"), kind=Step.NIGHT_ENDED)
    rows = Contact.objects.filter(Q(channel=Channel.OUT_OF_HOURS) | Q(Exists(left)))
    return rows.filter(received_on__gte=since) if since else rows


def to_sample(*, who: Asker) -> tuple[int, tuple[ContactShown, ...]]:
    """How many came since the last sample, and the latest of those the asker may know of."""
    require(who, Permission.SEE_FRONT_DOOR)
    rows = of_nights(nights_owed_since())
    seen = visible(as_who(who), Permission.SEE_EXISTS, rows).order_by("-received_on", "-id")
    return rows.count(), open_to(who, shown(seen[:MOST]))


def samples(*, who: Asker) -> tuple[SampleShown, ...]:
    """The samples checked, the latest first."""
    require(who, Permission.SEE_FRONT_DOOR)
    rows = NightSample.objects.order_by("-on")[:MOST]
    return tuple(SampleShown(one.on, one.by, one.came, one.checked, one.found) for one in rows)
