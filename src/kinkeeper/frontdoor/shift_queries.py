"""The front door's days in numbers, and what its shifts left each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.contact_queries import undecided
from kinkeeper.frontdoor.kinds import ContactOutcome, ContactReason, Step
from kinkeeper.frontdoor.models import Contact, ContactStep, ShiftHandover

OF_POLICE = Q(reason=ContactReason.DOMESTIC_ABUSE_POLICE)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HandoverShown:
    """What one shift left the next."""

    by: UUID
    at: datetime
    waiting: int
    late: int
    asked: int
    words: str


def days(*, who: Asker, days: int) -> tuple[tuple[date, int, int, int], ...]:
    """Of each of the last days: children told of, decided, and waiting as it ended; notices apart."""
    return _by_day(who, days, ~OF_POLICE)


def notices(*, who: Asker, days: int) -> tuple[tuple[date, int, int, int], ...]:
    """The same of the police's notices of domestic abuse."""
    return _by_day(who, days, OF_POLICE)


def last_handovers(*, who: Asker, most: int = 10) -> tuple[HandoverShown, ...]:
    """What the last shifts left, the latest first."""
    require(who, Permission.SEE_FRONT_DOOR)
    rows = ShiftHandover.objects.order_by("-at")[:most]
    return tuple(
        HandoverShown(row.by, row.at, row.waiting, row.late, row.asked, row.words) for row in rows
    )


def _by_day(who: Asker, number: int, which: Q) -> tuple[tuple[date, int, int, int], ...]:
    asker = as_who(who)
    require(asker, Permission.SEE_FRONT_DOOR)
    span = (asker.on - timedelta(days=number - 1), asker.on)
    rows = Contact.objects.filter(which)
    came = _counted(rows.filter(received_on__range=span).values_list("received_on"))
    ends = Q(kind=Step.ENQUIRY_DECIDED) | (
        Q(kind=Step.DECIDED) & ~Q(outcome=ContactOutcome.MASH_ENQUIRY)
    )
    steps = ContactStep.objects.filter(ends, contact__in=rows, on__range=span)
    decided = _counted(steps.values_list("on"))
    left = undecided(asker.on).filter(which).count()
    found = []
    for back in range(number):
        day = asker.on - back * A_DAY
        found.append((day, came.get(day, 0), decided.get(day, 0), left))
        left += decided.get(day, 0) - came.get(day, 0)
    return tuple(found)


def _counted(rows: object) -> dict[date, int]:
    return dict(rows.annotate(times=Count("id")))  # type: ignore[attr-defined]
