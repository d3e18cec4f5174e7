"""The front door's days in numbers, and what its shifts left each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.contact_queries import undecided, unfound
from kinkeeper.frontdoor.kinds import ContactOutcome, ContactReason, NotAChild, Step
from kinkeeper.frontdoor.models import (
    ChildClosed,
    ChildMatch,
    ChildTold,
    Contact,
    ContactGroup,
    ContactStep,
    ShiftHandover,
)
from kinkeeper.kernel.moment import LONDON

OF_POLICE = Q(reason=ContactReason.DOMESTIC_ABUSE_POLICE)
A_DAY = timedelta(days=1)
IN_LONDON = TruncDate("at", tzinfo=LONDON)
Days = dict[date, int]


@dataclass(frozen=True, slots=True)
class HandoverShown:
    """What one shift left the next."""

    by: UUID
    at: datetime
    waiting: int
    late: int
    asked: int
    words: str


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day in numbers, of children told of: those not found yet are among them."""

    on: date
    came: int
    decided: int
    closed: int  # told of, and found to be about no child
    waiting: int  # as it ended
    unfound: int  # of those, nobody had found who they are


def days(*, who: Asker, days: int) -> tuple[DayShown, ...]:
    """Of each of the last days what came, went and waited; notices apart."""
    return _by_day(who, days, ~OF_POLICE)


def notices(*, who: Asker, days: int) -> tuple[DayShown, ...]:
    """The same of the police's notices of domestic abuse."""
    return _by_day(who, days, OF_POLICE)


def last_handovers(*, who: Asker, most: int = 10) -> tuple[HandoverShown, ...]:
    """What the last shifts left, the latest first."""
    require(who, Permission.SEE_FRONT_DOOR)
    rows = ShiftHandover.objects.order_by("-at")[:most]
    return tuple(
        HandoverShown(row.by, row.at, row.waiting, row.late, row.asked, row.words) for row in rows
    )


def _by_day(who: Asker, number: int, which: Q) -> tuple[DayShown, ...]:
    """Counted back from now: what waited as a day ended is what waits, but for what came and went since."""
    asker = as_who(who)
    require(asker, Permission.SEE_FRONT_DOOR)
    span = (asker.on - timedelta(days=number - 1), asker.on)
    known, decided = _known(span, which)
    named, still, found, shut = _told(span, which)
    waits = unfound().filter(_of_group(which), contact_group__received_on__lte=asker.on)
    unseen = waits.count()
    left = undecided(asker.on).filter(which).count() + unseen
    made = []
    for back in range(number):
        on = asker.on - back * A_DAY
        came, went = known.get(on, 0) + still.get(on, 0), decided.get(on, 0)
        closed = shut.get(on, 0)
        made.append(DayShown(on, came, went, closed, left, unseen))
        left += went + closed - came
        unseen += found.get(on, 0) + closed - named.get(on, 0)
    return tuple(made)


def _known(span: tuple[date, date], which: Q) -> tuple[Days, Days]:
    """Children who are known: how many were told of each day, and decided."""
    rows = Contact.objects.filter(which)
    came = _counted(rows.filter(received_on__range=span).values_list("received_on"))
    ends = Q(kind=Step.ENQUIRY_DECIDED) | (
        Q(kind=Step.DECIDED) & ~Q(outcome=ContactOutcome.MASH_ENQUIRY)
    )
    steps = ContactStep.objects.filter(ends, contact__in=rows, on__range=span)
    return came, _counted(steps.values_list("on"))


def _told(span: tuple[date, date], which: Q) -> tuple[Days, Days, Days, Days]:
    """Children as they were told of: how many each day, of them not known, and those found and closed."""
    rows = ChildTold.objects.exclude(closed__kind=NotAChild.NAMED).filter(_of_group(which))
    came = rows.filter(contact_group__received_on__range=span)
    standing = ChildMatch.objects.filter(child=OuterRef("pk"), undone=None)
    found = ChildMatch.objects.filter(child__in=rows, undone=None)
    shut = ChildClosed.objects.filter(child__in=rows)
    new = came.filter(~Exists(standing))
    return (
        _counted(came.values_list("contact_group__received_on")),
        _counted(new.values_list("contact_group__received_on")),
        _counted(found.values_list(IN_LONDON)),
        _counted(shut.values_list(IN_LONDON)),
    )


def _of_group(which: Q) -> Q:
    """Of what was told, by what it is about."""
    return Q(contact_group__in=ContactGroup.objects.filter(which))


def _counted(rows: object) -> Days:
    return dict(rows.annotate(times=Count("id")))  # type: ignore[attr-defined]
