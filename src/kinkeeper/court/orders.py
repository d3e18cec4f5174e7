"""Orders that hold for a time: made, extended and concluded. The day each ends on is alerted before."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.court import reading
from kinkeeper.court.kinds import OrderEnd, OrderKind, State
from kinkeeper.court.models import TimedOrder
from kinkeeper.court.reading import Course
from kinkeeper.court.told import Concluded, Made
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.offsets import Offset
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clocks import court_orders
from kinkeeper.protection.told_of_harm import check_day

# The clock of each kind whose length the law bounds; of an interim order the court sets the day.
BOUNDED: Final = {
    OrderKind.EMERGENCY: "epo_expiry",
    OrderKind.ASSESSMENT: "child_assessment_order",
    OrderKind.SUPERVISION: "supervision_order_expiry",
}
NO_DAY: Final = (OrderKind.INTERIM_CARE, OrderKind.INTERIM_SUPERVISION)


@action(Permission.RECORD_PROTECTION, on="child")
def record_order(*, child: UUID, made: Made, by: Asker) -> TimedOrder:
    """Record an order that holds for a time, to the last of its days, no longer than the law lets it."""
    now = reading.in_turn(child)
    on = check_day(made.on, "on")
    if made.ends_on is None and made.kind not in NO_DAY:
        raise BadInput("enter the day on which it ends", field="ends_on")
    if made.ends_on is not None:
        _check_length(made.ends_on, on, _ladder(made.kind, on), 0)
    if TimedOrder.objects.filter(person_id=child, kind=made.kind, made_on=on).exists():
        raise Refused(
            "This order is recorded already.",
            missing="an order that is not recorded yet",
            who_can_waive="nobody",
            do="Look at the orders on the page of court.",
        )
    row = TimedOrder(
        person_id=child,
        case=now.case if now.state is State.PROCEEDINGS else None,
        kind=made.kind,
        made_on=on,
        ends_on=made.ends_on,
        words=words_of(made.words, field="words"),
    )
    save(row, by=by)
    note(kind=str(made.kind), on=on.isoformat())
    return row


@action(Permission.RECORD_PROTECTION, on="order")
def extend_order(*, order: TimedOrder, on: date, ends_on: date, by: Asker) -> TimedOrder:
    """Record that the court extended an emergency protection order: once, by seven days at most."""
    held = _held(order)
    if held.kind != OrderKind.EMERGENCY:
        raise BadInput("a new order is recorded as one of its own", field="order")
    if held.extended_on is not None:
        raise Refused(
            "An emergency protection order is extended once.",
            missing="an order that was not extended",
            who_can_waive="nobody",
            do="Record what became of it, and the order that follows it.",
        )
    held.extended_on = check_day(on, "on", since=held.made_on)
    if held.ends_on is not None and on > held.ends_on:
        raise BadInput("it had ended by then", field="on")
    _check_length(ends_on, on, _ladder(OrderKind(held.kind), held.made_on), 1)
    held.extended_to = ends_on
    save(held, by=by)
    note(on=on.isoformat(), ends_on=ends_on.isoformat())
    return held


@action(Permission.RECORD_PROTECTION, on="order")
def conclude_order(*, order: TimedOrder, concluded: Concluded, by: Asker) -> TimedOrder:
    """Record what became of an order: after that nothing is owed of the day on which it would end."""
    held = _held(order)
    held.concluded_on = check_day(concluded.on, "on", since=held.made_on)
    held.how = concluded.how
    held.concluded_why = words_of(concluded.words, field="words", wanted="say what became of it")
    save(held, by=by)
    note(on=held.concluded_on.isoformat(), how=str(concluded.how))
    return held


def conclude_with_the_case(course: Course, *, on: date, how: OrderEnd, why: str, by: Asker) -> None:
    """Interim orders end with the proceedings in which they were made: within the action that ends these."""
    rows = TimedOrder.objects.select_for_update(no_key=True)
    for held in rows.filter(case=course.case, kind__in=NO_DAY, concluded_on=None):
        held.concluded_on, held.how, held.concluded_why = max(on, held.made_on), how, why
        save(held, by=by)


def _held(order: TimedOrder) -> TimedOrder:
    """The order, once it is one's turn; raises Refused where what became of it is recorded."""
    take_turn("court", order.person_id)
    held = TimedOrder.objects.select_for_update(no_key=True).get(pk=order.pk)
    if held.concluded_on is not None:
        raise Refused(
            "What became of this order is recorded already.",
            missing="an order that holds",
            who_can_waive="nobody",
            do="Look at the orders on the page of court.",
        )
    return held


def _ladder(kind: OrderKind, on: date) -> tuple[Offset, ...]:
    clock = next((one for one in court_orders.CLOCKS if one.id == BOUNDED.get(kind)), None)
    return (clock.within.on(on) or ()) if clock else ()


def _check_length(ends_on: date, on: date, ladder: tuple[Offset, ...], step: int) -> None:
    """Its last day is not before it begins, nor later than the law lets it be."""
    if ends_on < on:
        raise BadInput("give a day from the one on which it begins", field="ends_on")
    last = ladder[step].due(on, calendar()) if step < len(ladder) else None
    if last is not None and ends_on > last:
        said = f"{last:%d %B %Y}".lstrip("0")
        raise BadInput(f"the law lets it hold until {said} at the latest", field="ends_on")
