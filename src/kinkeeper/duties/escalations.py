"""What is escalated to somebody: duties whose time has passed, of clocks that say so of their role."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import members_of
from kinkeeper.access.rules import visible
from kinkeeper.access.teams import managed
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.duties.models import Duty
from kinkeeper.duties.queries import Owed, open_on, owed_of
from kinkeeper.duties.rules import clock_here, clocks_here
from kinkeeper.duties.threads import NOTICES, TRIAGE, Limit, limit_from, triage_clocks
from kinkeeper.earlyhelp.relationships import children_helped_by
from kinkeeper.frontdoor.night_queries import nights_owed_since
from kinkeeper.frontdoor.unfound_queries import UnfoundShown, not_found
from kinkeeper.kernel.moment import lived
from kinkeeper.law.clock import Clock
from kinkeeper.workforce.queries import children_of_team

FRONT_DOOR, NIGHTS = "front_door", "edt_qa"


def escalated(*, who: Asker, as_at: date) -> QuerySet[Duty]:
    """The duties escalated to the asker, the longest late first: of the front door all, else their teams'."""
    asker = as_who(who)
    mine = _escalate_to(asker.roles)
    if not mine:
        return Duty.objects.none()
    passed = Q(due_at__lt=lived()) | Q(due_at=None, due_on__lt=as_at)
    late = Duty.objects.filter(open_on(as_at), passed, clock__in=[one.id for one in mine])
    late = late.exclude(paused_since__lte=as_at)
    if NOTICES in {one.id for one in mine}:  # a notice has one row, by the clock of its own
        theirs = late.filter(clock=NOTICES, thread=OuterRef("thread"))
        late = late.exclude(Q(clock=TRIAGE) & Exists(theirs))
    door = [one.id for one in mine if one.area == FRONT_DOOR]
    if len(door) < len(mine) and not asker.reaches_everyone(Permission.SEE_RECORD):
        late = late.filter(Q(clock__in=door) | _theirs(asker, as_at))
    found = visible(asker, Permission.SEE_BANNER, late)
    return found.order_by("due_on", "due_at", "id")


def _escalate_to(roles: Collection[str]) -> list[Clock]:
    """The clocks that name one of these roles; none of a closed section is among them."""
    return [one for one in clocks_here() if not one.sections and set(one.escalates_to) & set(roles)]


def shown(rows: QuerySet[Duty], as_at: date) -> tuple[tuple[Owed, UUID], ...]:
    """Each in full, with the thread it is of: a contact's, a request's or a case's."""
    return tuple((owed_of(row, as_at), row.thread) for row in rows)


def unfound_escalated(*, who: Asker) -> tuple[tuple[UnfoundShown, Clock, Limit], ...]:
    """Children told of and not found yet whose time has passed, by the clocks that would run for them."""
    clocks = {one.id: one for one in _escalate_to(as_who(who).roles)}
    if not clocks.keys() & set(triage_clocks(notice=True)):
        return ()
    late = []
    for one in not_found(who=who):
        found = []  # of a notice one row, by the clock of its own where that is late
        for name in triage_clocks(notice=one.is_notice):
            limit = limit_from(name, one.received_on, one.received_at) if name in clocks else None
            if limit and limit.is_late(lived()):
                found.append((one, clocks[name], limit))
        late += found[-1:]
    return tuple(late)


def nights_due() -> Limit | None:
    """When the out-of-hours team's decisions are to be sampled next; None where none was ever made."""
    since = nights_owed_since()
    return limit_from(NIGHTS, since) if since else None


def nights_escalated(*, who: Asker) -> Limit | None:
    """The same where it is late and escalated to the asker."""
    due = nights_due() if set(clock_here(NIGHTS).escalates_to) & set(as_who(who).roles) else None
    return due if due and due.is_late(lived()) else None


def _theirs(asker: Who, as_at: date) -> Q:
    """Of children with the asker's teams, or helped early by somebody of the teams they manage."""
    team = members_of(managed(asker.id, as_at), as_at).values("user_id")
    helped = Q(person_id__in=children_helped_by(team, as_at))
    return helped | Q(person_id__in=children_of_team(asker.id, as_at))
