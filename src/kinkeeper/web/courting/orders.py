"""What is asked of an order that holds for a time, and the verb that keeps the answers."""

from __future__ import annotations

from collections.abc import Sequence

from kinkeeper.access.who import Who
from kinkeeper.court.kinds import OrderEnd, OrderKind
from kinkeeper.court.orders import conclude_order, extend_order, record_order
from kinkeeper.court.queries import AnOrder, CourtShown, OrderShown, holding
from kinkeeper.court.told import Concluded, Made
from kinkeeper.kernel.errors import BadInput
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.questions import Fields, choice, chosen, day, long, pick, the_day


def holds(told: CourtShown) -> bool:
    """Whether there is an order of which nobody has recorded what became of it."""
    return bool(_open(told))


def may_be_extended(told: CourtShown) -> bool:
    """Whether there is an emergency protection order that was not extended."""
    return bool(_emergencies(told))


def made_fields(_: CourtShown, who: Who) -> Fields:
    """What is asked of an order made."""
    return (
        choice("kind", "Which order?", "Choose the order", OrderKind.choices),
        day("on", "When was it made?", "Enter the day it was made", first=who.on),
        day("ends_on", "Which is its last day, if the court set one?", ""),
        long("words", "What did the court direct?"),
    )


def made(told: CourtShown, form: Form, who: Who) -> object:
    """The order made."""
    order = Made(
        kind=OrderKind(form.value("kind")),
        on=the_day(form, "on"),
        ends_on=form.on("ends_on"),
        words=form.value("words"),
    )
    return record_order(child=told.person_id, made=order, by=who)


def extended_fields(told: CourtShown, who: Who) -> Fields:
    """What is asked of an extension."""
    return (
        _which(_emergencies(told)),
        day("on", "When was it extended?", "Enter the day it was extended", first=who.on),
        day("ends_on", "Which is its last day then?", "Enter the last day"),
    )


def extended(told: CourtShown, form: Form, who: Who) -> object:
    """Extended by the court."""
    on, ends_on = the_day(form, "on"), the_day(form, "ends_on")
    return extend_order(order=_chosen(told, form, who), on=on, ends_on=ends_on, by=who)


def ended_fields(told: CourtShown, who: Who) -> Fields:
    """What is asked when an order is concluded."""
    return (
        _which(_open(told)),
        choice("how", "What became of it?", "Choose what became of it", OrderEnd.choices),
        day("on", "On which day?", "Enter the day", first=who.on),
        long("words", "What holds for the child now?", "Say what holds for the child now"),
    )


def ended(told: CourtShown, form: Form, who: Who) -> object:
    """Concluded."""
    concluded = Concluded(
        on=the_day(form, "on"), how=OrderEnd(form.value("how")), words=form.value("words")
    )
    return conclude_order(order=_chosen(told, form, who), concluded=concluded, by=who)


def _open(told: CourtShown) -> list[OrderShown]:
    return [one for one in told.orders if one.concluded_on is None]


def _emergencies(told: CourtShown) -> list[OrderShown]:
    found = (one for one in _open(told) if one.kind is OrderKind.EMERGENCY)
    return [one for one in found if one.extended_on is None]


def _which(found: Sequence[OrderShown]) -> Field:
    choices = [(str(one.id), f"{one.kind.label}, {words.short_date(one.made_on)}") for one in found]
    return pick("order", "Which order?", "Choose the order", choices)


def _chosen(told: CourtShown, form: Form, who: Who) -> AnOrder:
    key = chosen(form, "order")
    found = holding(who=who, person_id=told.person_id)
    order = next((one for one in found if one.id == key), None)
    if order is None:
        raise BadInput("choose an order that holds", field="order")
    return order
