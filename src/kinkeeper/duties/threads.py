"""What is open of some threads: contacts, requests to agencies; and when one not begun would be due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.duties.models import Duty
from kinkeeper.duties.rules import clock_here
from kinkeeper.kernel.moment import LONDON
from kinkeeper.kernel.workdays import calendar

TRIAGE, NOTICES = "contact_triage", "da_notification_triage"


@dataclass(frozen=True, slots=True)
class Limit:
    """When something is due: by which clock, on which day, and at what time where it is in hours."""

    clock: str
    due_on: date
    due_at: datetime | None = None
    duty_id: UUID | None = None

    def is_late(self, now: datetime) -> bool:
        """Whether the time, or else the day, has gone by."""
        here = now.astimezone(LONDON)
        return self.due_at < now if self.due_at else self.due_on < here.date()

    @property
    def order(self) -> tuple[date, datetime | None]:
        """What falls first, first."""
        return (self.due_on, self.due_at)


def open_limits(
    *, who: Asker, threads: Collection[UUID], clocks: Collection[str] = ()
) -> dict[UUID, Limit]:
    """The duty of each thread that falls first, of those still open; threads without one are absent.

    `clocks` says which are asked about, where a thread has others beside. Of a thread that the asker
    was shown the time is theirs to know: who takes calls, and who is asked, sees no child's banner.
    """
    asker = as_who(who)
    # The end of some is known from the first day: a child comes of age.
    goes_on = Q(ended_on=None) | Q(ended_on__gt=asker.on)
    still = goes_on & Q(met_on=None, superseded_on=None, waived_on=None, due_on__isnull=False)
    asked = Duty.objects.filter(still, thread__in=threads)
    if clocks:
        asked = asked.filter(clock__in=clocks)
    rows = visible(asker, Permission.SEE_EXISTS, asked)
    first = rows.order_by("thread", "due_on", "due_at").distinct("thread")
    told = first.values_list("thread", "clock", "due_on", "due_at", "id")
    return {thread: Limit(clock, on, at, one) for thread, clock, on, at, one in told if on}


def triage_clocks(*, notice: bool) -> tuple[str, ...]:
    """The clocks that run from when somebody is told of, found here or not."""
    return (TRIAGE, NOTICES) if notice else (TRIAGE,)


def limit_of_told(*, notice: bool, on: date, at: datetime | None) -> Limit | None:
    """What would fall due first of a child told of then and not found yet."""
    would = [limit_from(one, on, at) for one in triage_clocks(notice=notice)]
    first = [one for one in would if one]
    return min(first, key=lambda one: (one.due_on, one.due_at is None, one.due_at), default=None)


def limit_from(clock: str, on: date, at: datetime | None = None) -> Limit | None:
    """When the clock would fall due for what began then; None where it sets no time that day."""
    ladder = clock_here(clock).within.on(on)
    if not ladder:
        return None
    offset, known = ladder[0], calendar()
    due_at = offset.due_at(at, known) if offset.needs_time and at else None
    day = due_at.astimezone(LONDON).date() if due_at else offset.due(on, known)
    return Limit(clock, day, due_at)
