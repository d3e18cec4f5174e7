"""The story from the first day to the last, a month at a time."""

from __future__ import annotations

from datetime import date

from kinkeeper.city import care, casework, demand, protection
from kinkeeper.city.chance import Chance
from kinkeeper.city.days import months
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.opening import open_the_books
from kinkeeper.city.scenarios import Scenario


def tell(scenario: Scenario, *, seed: int, size: float, last: date) -> Ledger:
    """The ledger of everything up to the last day, begun with what was there on the first."""
    ledger = Ledger(scenario, Chance(seed), size)
    open_the_books(ledger)
    for month in months(scenario.first, last):
        casework.release(ledger, month.first)
        new = demand.refer(ledger, month)
        casework.decide(ledger, month, new)
        protection.enquire(ledger, month, new)
        care.admit(ledger, month)
        protection.end_plans(ledger, month)
        care.discharge(ledger, month)
        casework.close(ledger, month)
    return ledger
