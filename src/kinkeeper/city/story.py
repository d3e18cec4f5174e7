"""The story from the first day to the last, a month at a time."""

from __future__ import annotations

from datetime import date

from kinkeeper.city import breaks, care, casework, deaths, demand, protection
from kinkeeper.city.chance import Chance
from kinkeeper.city.days import day, months
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.opening import open_the_books
from kinkeeper.city.scenarios import Scenario


def tell(scenario: Scenario, *, seed: int, size: float, first: date, last: date) -> Ledger:
    """The ledger of everything up to the last day, begun with what was there when the story began.

    A city that begins later is the same city: its story is told from the beginning all the same.
    """
    ledger = Ledger(scenario, Chance(seed), size, day(first))
    open_the_books(ledger)
    for month in months(scenario.first, last):
        casework.release(ledger, month.first)
        deaths.mourn(ledger, month)
        new = demand.refer(ledger, month)
        casework.decide(ledger, month, new)
        protection.enquire(ledger, month, new)
        care.admit(ledger, month)
        breaks.give_breaks(ledger, month)
        protection.end_plans(ledger, month)
        care.discharge(ledger, month)
        casework.close(ledger, month)
    return ledger
