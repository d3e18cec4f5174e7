"""Nightly: whoever answers for a child is told that an order about the child is about to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from kinkeeper.access.queries import holders
from kinkeeper.access.teams import is_live
from kinkeeper.access.who import Who
from kinkeeper.casefile.alert_kinds import AlertKind, register
from kinkeeper.casefile.alerting import raise_alert
from kinkeeper.court.kinds import OrderKind
from kinkeeper.court.models import TimedOrder
from kinkeeper.law.lapses import DAYS_BEFORE
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.relationships import allocations_of

LAPSING: Final = register(AlertKind("order_lapses", "An order about to end", "child-court"))
PASSED: Final = -1  # the stage of an order whose last day has gone
HEADS: Final = ("head_of_service", "director")  # told of a child whom nobody is allocated to


def tell_lapsing(*, on: date, by: Who) -> int:
    """Tell worker and team, once at each of the days before an order ends and once after; how many orders.

    A night that did not run is made up for: the stage an order has reached is told, however late.
    """
    rows = TimedOrder.objects.filter(concluded_on=None, ends_on__isnull=False)
    found = [(row, stage) for row in rows if (stage := _stage(row, on)) is not None]
    for row, stage in found:
        with transaction.atomic():
            _tell(row, stage, on, by)
    return len(found)


def last_day(row: TimedOrder) -> date | None:
    """The last of the days on which an order holds, as it was extended; None where no day was set."""
    extended: date | None = row.extended_to
    return extended or row.ends_on


def _stage(row: TimedOrder, on: date) -> int | None:
    """The nearest of the days before the end that has been reached; None where none has."""
    last = last_day(row)
    if last is None:
        return None
    left = (last - on).days
    return PASSED if left < 0 else min((day for day in DAYS_BEFORE if left <= day), default=None)


def _tell(row: TimedOrder, stage: int, on: date, by: Who) -> None:
    title, last = OrderKind(row.kind).label, last_day(row)
    reason = (
        f"{title}: its last day was {last}, and nobody has recorded what became of it."
        if stage == PASSED
        else f"{title}: its last day is {last}. Renew or replace it, or record that it may end."
    )
    for user, team in _owners(row.person_id, on):
        whom = user or team
        raise_alert(
            kind=LAPSING,
            once=f"{row.pk.hex}:{last}:{stage}:{whom}",
            reason=reason,
            person_id=row.person_id,
            by=by,
            owner_user=user,
            owner_team=team,
        )


def _owners(person_id: UUID, on: date) -> Iterator[tuple[UUID | None, UUID | None]]:
    """The lead worker and their team, user or team; of a child who has neither, every head of service."""
    lead = AllocationRole.LEAD
    held = [one for one in allocations_of(person_id) if one.role == lead and is_live(one, on)]
    users = {one.worker.user_id for one in held if one.worker.user_id}
    teams = {one.team_id for one in held if one.team_id}
    if not users and not teams:
        users = {user for _, user in holders(HEADS, on)}
    yield from ((one, None) for one in sorted(users))
    yield from ((None, one) for one in sorted(teams))
