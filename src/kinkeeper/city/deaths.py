"""Children who die while the service knows them: few, most of them very young. Nothing follows."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.care import BREAKS, REASONS
from kinkeeper.city.casework import DIED, close_with
from kinkeeper.city.chance import Floats, Ints, lowest
from kinkeeper.city.days import NONE, YEAR, Month
from kinkeeper.city.ledger import IN_NEED, Ledger

DIED_IN_CARE = REASONS.index("E2")
QUIET = 20  # days before the month in which nothing that is still to be done was begun
INFANT, YOUNG, ILL, IN_CARE = 12.0, 2.0, 8.0, 0.5  # how much likelier than of a child of school age


def mourn(ledger: Ledger, month: Month) -> None:
    """The month's deaths: care, plan and case end on the day."""
    count = ledger.take("died", ledger.scenario.in_year("died", month.year) / 12)
    episodes = _whom(ledger, month)
    score = ledger.chance.uniform("died", len(episodes)) / _weights(ledger, episodes, month)
    chosen = episodes[lowest(score, count)]
    room = month.after - month.first
    on = month.first + ledger.chance.among("died: day", len(chosen), room)
    mine = ledger.episodes["child"][chosen]
    _end(ledger, "care", mine, on)
    _end(ledger, "plan", mine, on)
    close_with(ledger, chosen, on, DIED)
    ledger.children["died_on"][mine] = on
    ledger.children["gone"][mine] = 1


def _whom(ledger: Ledger, month: Month) -> Ints:
    """Children with a case whose assessment, enquiry or conference lies behind them."""
    table, children, early = ledger.episodes, ledger.children, month.first - QUIET
    open_now = ledger.open_episodes()
    mine = table["child"][open_now]
    calm = (table["outcome"][open_now] == IN_NEED) & (table["free_on"][open_now] < early)
    calm &= (table["referred_on"][open_now] < early) & (children["born_on"][mine] < month.first)
    for what, rows in (("care", ledger.cares), ("plan", ledger.plans)):
        held = children[what][mine]
        begun = rows["started_on"][np.maximum(held, 0)]
        calm &= (held == NONE) | (begun < early)
    return np.asarray(open_now[calm], dtype=np.int64)


def _weights(ledger: Ledger, episodes: Ints, month: Month) -> Floats:
    children, mine = ledger.children, ledger.episodes["child"][episodes]
    age, care = month.first - children["born_on"][mine], children["care"][mine]
    ill = (care != NONE) & (ledger.cares["basis"][np.maximum(care, 0)] == BREAKS)
    weight = np.where(age < YEAR, INFANT, np.where(age < 5 * YEAR, YOUNG, 1.0))
    weight = np.where(care != NONE, weight * IN_CARE, weight)
    return np.where(ill, ILL, weight)


def _end(ledger: Ledger, what: str, children: Ints, on: Ints) -> None:
    rows = {"care": ledger.cares, "plan": ledger.plans}[what]
    held = ledger.children[what][children]
    has = held != NONE
    rows["ended_on"][held[has]] = on[has]
    if what == "care":
        rows["reason"][held[has]] = DIED_IN_CARE
    ledger.children[what][children] = NONE
