"""What of court keeps a case open: what was begun before court, and proceedings, come to their end first."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kinkeeper.chronology.guards import CLOSE_EPISODE, END_WORK, hold_up, in_turn_with
from kinkeeper.court import reading
from kinkeeper.court.kinds import State
from kinkeeper.court.models import TimedOrder
from kinkeeper.frontdoor.queries import times_of
from kinkeeper.kernel.errors import Refused

GOES_ON: Final = (State.PLANNING, State.BEFORE, State.TO_ISSUE, State.PROCEEDINGS)


def court_goes_on(episode_id: UUID) -> Refused | None:
    """The child of a case is before court, or near it; the words tell nobody how near."""
    person_id, _ = times_of(episode_id)
    return court_goes_on_for(person_id)


def court_goes_on_for(person_id: UUID) -> Refused | None:
    """While a child's case is before court, or near it, their workers stay."""
    if reading.course(person_id).state not in GOES_ON:
        return None
    return Refused(
        "Legal steps about the child have not ended, so the case may not close.",
        missing="the end of what goes on before court",
        who_can_waive="nobody",
        do="Ask the social worker's team manager, who sees where it stands on the page of court.",
    )


def order_holds(episode_id: UUID) -> Refused | None:
    """An order about the child holds, and nobody has recorded what became of it."""
    person_id, _ = times_of(episode_id)
    return order_holds_for(person_id)


def order_holds_for(person_id: UUID) -> Refused | None:
    """While an order holds for a time, the workers of the child stay."""
    if not TimedOrder.objects.filter(person_id=person_id, concluded_on=None).exists():
        return None
    return Refused(
        "A court order about the child holds, so the case may not close.",
        missing="what became of the order",
        who_can_waive="nobody",
        do="Record on the page of court what became of it.",
    )


def register_all() -> None:
    """Have it asked before an episode closes, and before the work with a child ends."""
    in_turn_with(CLOSE_EPISODE, "court")
    hold_up(CLOSE_EPISODE, court_goes_on)
    hold_up(END_WORK, court_goes_on_for)
    hold_up(CLOSE_EPISODE, order_holds)
    hold_up(END_WORK, order_holds_for)
