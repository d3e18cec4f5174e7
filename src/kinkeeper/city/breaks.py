"""Short breaks: disabled children who stay away from home in a series agreed with their parents."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.care import BREAKS, REASONS, are_breaks
from kinkeeper.city.chance import Ints, lowest
from kinkeeper.city.days import NONE, YEAR, Month, open_day
from kinkeeper.city.demand import NEEDS
from kinkeeper.city.ledger import IN_NEED, Ledger

FROM_AGE, TO_AGE = 5 * YEAR, 16.5 * YEAR
LASTS = {0.0: 240, 0.4: 500, 1.0: 1500}  # days from the agreement to its end
AGREED = {0.0: 20, 0.5: 240, 1.0: 900}  # days before the first day, of those there already
DISABILITY = NEEDS.things.index("N2")
HOME_AGAIN = REASONS.index("E4A")


def open_breaks(ledger: Ledger, start: int) -> None:
    """The series agreed before the first day that go on."""
    episodes = _whom(ledger, start, _wanted(ledger), start - 80)
    ago = ledger.chance.drawn("breaks: ago", len(episodes), AGREED)
    latest = ledger.episodes["authorised_on"][episodes] + 7
    agreed = np.minimum(np.maximum(start - ago, latest), start - 1)
    _agree(ledger, episodes, open_day(agreed))


def give_breaks(ledger: Ledger, month: Month) -> None:
    """End the series that have run their time, and agree on others in their place."""
    table = ledger.cares
    held = np.flatnonzero((table["basis"] == BREAKS) & (table["ended_on"] == NONE))
    over = held[
        (table["due_on"][held] < month.first) & (table["started_on"][held] < month.first - 60)
    ]
    on = open_day(month.first + ledger.chance.among("breaks: end", len(over), 24))
    table["ended_on"][over] = on
    table["reason"][over] = HOME_AGAIN
    ledger.children["care"][table["child"][over]] = NONE
    episodes = table["episode"][over]
    ledger.episodes["free_on"][episodes] = np.maximum(ledger.episodes["free_on"][episodes], on + 20)
    wanted = _wanted(ledger) - (len(held) - len(over))
    new = _whom(ledger, month.first, wanted, month.first)
    _agree(ledger, new, open_day(month.first + ledger.chance.among("breaks: day", len(new), 20)))


def _wanted(ledger: Ledger) -> int:
    return round(ledger.scenario.in_year("short_breaks", ledger.scenario.first.year) * ledger.size)


def _whom(ledger: Ledger, on: int, count: int, known_before: int) -> Ints:
    """Children of an open case, at home and on no plan, whose need is their disability first."""
    table, children = ledger.episodes, ledger.children
    episodes = ledger.open_episodes()
    mine = table["child"][episodes]
    age = on - children["born_on"][mine]
    free = (children["care"][mine] == NONE) & (children["plan"][mine] == NONE)
    free &= (table["outcome"][episodes] == IN_NEED) & (table["free_on"][episodes] < known_before)
    free &= (age > FROM_AGE) & (age < TO_AGE) & (table["authorised_on"][episodes] < known_before)
    may = episodes[free]
    score = ledger.chance.uniform("breaks: whom", len(may)) + (table["need"][may] != DISABILITY)
    return np.asarray(may[lowest(score, count)], dtype=np.int64)


def _agree(ledger: Ledger, episodes: Ints, on: Ints) -> None:
    mine = ledger.episodes["child"][episodes]
    ledger.episodes["need"][episodes] = DISABILITY
    cares = ledger.cares.add(
        len(episodes),
        episode=episodes,
        child=mine,
        started_on=on,
        due_on=on + ledger.chance.drawn("breaks: lasts", len(episodes), LASTS),
        basis=BREAKS,
        adopted=0,
    )
    ledger.children["care"][mine] = cares


def has_breaks(ledger: Ledger) -> Ints:
    """The children for whom a series was ever agreed."""
    cares = np.arange(len(ledger.cares))
    return np.unique(ledger.cares["child"][cares[are_breaks(ledger, cares)]])
