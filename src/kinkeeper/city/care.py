"""Children who come into care and leave it, from month to month."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.casework import ADOPTED, ADULTS, GUARDIANSHIP, ORDER, close_with, settle
from kinkeeper.city.chance import Bools, Floats, Ints, Pick, lowest
from kinkeeper.city.days import ADULT, NONE, YEAR, Month, birthday, open_day
from kinkeeper.city.demand import SOURCES, add_episodes
from kinkeeper.city.families import unaccompanied
from kinkeeper.city.ledger import IN_NEED, UNACCOMPANIED, Ledger

LENGTH = {0.0: 3, 0.12: 30, 0.3: 150, 0.5: 420, 0.7: 900, 0.9: 2000, 1.0: 4500}
BASES = ("V2", "C1", "L1", "L2", "J1", "V4")
BASIS = Pick({"V2": 0.62, "C1": 0.24, "L1": 0.06, "L2": 0.06, "J1": 0.02})
VOLUNTARY, REMAND, BREAKS = (BASES.index(one) for one in ("V2", "J1", "V4"))
BY_COURT = [
    BASES.index(one) for one in ("C1", "J1")
]  # a care that begins with these begins in court
AGREED = 0.65  # of those who come into care by agreement, the share agreed for an open day
OLDEST = 17.7 * YEAR
REMAND_FROM = 12 * YEAR
# Why care ended, as the places here are held in the ledger.
REASONS = ("E4A", "E4B", "E13", "E41", "E45", "E47", "E3", "E8", "E11", "E12", "E5", "E6", "E17", "E7",
           "E9", "E14", "E2")  # fmt: skip
YOUNG = Pick({"E4A": 0.46, "E4B": 0.07, "E13": 0.04, "E41": 0.1, "E45": 0.2, "E47": 0.06, "E3": 0.02,
              "E8": 0.05})  # fmt: skip
GROWN = Pick({"E5": 0.34, "E6": 0.12, "E17": 0.34, "E7": 0.06, "E8": 0.08, "E4A": 0.06})
GRANTED = [REASONS.index(one) for one in ("E41", "E45", "E47")]  # orders of a court
ADOPTIONS = (REASONS.index("E11"), REASONS.index("E12"))
ADOPTED_AFTER, ADOPTED_BEFORE = 420, 1500  # days in care
ADOPTED_UNDER = 7 * YEAR


def admit(ledger: Ledger, month: Month) -> None:
    """The month's children who come into care: those who came alone first, then those at home."""
    wanted = ledger.take("care", ledger.scenario.in_month("looked_after_begun", month))
    alone = min(_alone(ledger, month), wanted)
    episodes = _whom(ledger, month, wanted - alone)
    ledger.owe("care", wanted - alone - len(episodes))
    first = np.maximum(ledger.episodes["referred_on"][episodes] + 1, month.first)
    first = np.maximum(first, ledger.children["born_on"][ledger.episodes["child"][episodes]])
    room = np.maximum(month.after - first, 1)
    on = first + (_shared(ledger, "care: day", episodes) * room).astype(np.int64)
    add_cares(ledger, episodes, on)
    _came_alone(ledger, month, alone)


def add_cares(ledger: Ledger, episodes: Ints, on: Ints) -> Ints:
    """A time in care each."""
    mine = ledger.episodes["child"][episodes]
    basis = BASIS.at(_shared(ledger, "care: basis", episodes))
    too_young = (basis == REMAND) & (on - ledger.children["born_on"][mine] < REMAND_FROM)
    alone = ledger.children["kind"][mine] == UNACCOMPANIED
    basis[too_young | alone] = VOLUNTARY
    agreed = (basis == VOLUNTARY) & (_shared(ledger, "care: agreed", episodes) < AGREED) & ~alone
    on = np.where(np.isin(basis, BY_COURT) | agreed, open_day(on), on)
    cares = ledger.cares.add(
        len(episodes),
        episode=episodes,
        child=mine,
        started_on=on,
        due_on=on + ledger.chance.drawn("care: length", len(episodes), LENGTH),
        basis=basis,
        adopted=0,
    )
    ledger.children["care"][mine] = cares
    _shorten_plans(ledger, mine, on)
    return cares


def are_breaks(ledger: Ledger, cares: Ints) -> Bools:
    """Which of these cares are series of short breaks: no count of children looked after holds them."""
    return np.equal(ledger.cares["basis"][cares], BREAKS)


def _shorten_plans(ledger: Ledger, children: Ints, on: Ints) -> None:
    """A child who is looked after soon needs no protection plan beside the care plan."""
    plans = ledger.children["plan"][children]
    has = plans != NONE
    due = ledger.plans["due_on"]
    due[plans[has]] = np.minimum(due[plans[has]], on[has] + 60)


def _alone(ledger: Ledger, month: Month) -> int:
    here = (ledger.children["kind"] == UNACCOMPANIED) & (ledger.children["care"] != NONE)
    grown = birthday(ledger.children["born_on"], ADULT) <= month.last
    target = round(ledger.scenario.on("unaccompanied", month.after) * ledger.size)
    return max(0, target - int((here & ~grown).sum()))


def _came_alone(ledger: Ledger, month: Month, count: int) -> None:
    if not count:
        return
    children = unaccompanied(ledger, count, month.first)
    on = month.first + ledger.chance.among("alone: day", count, month.after - month.first)
    episodes = add_episodes(ledger, children, on)
    take_in(ledger, episodes)
    add_cares(ledger, episodes, on)


def take_in(ledger: Ledger, episodes: Ints) -> None:
    """Referred by the police or the border force, in need because nobody is there for them."""
    settle(ledger, episodes, np.full(len(episodes), IN_NEED, dtype=np.int64))
    ledger.episodes["source"][episodes] = SOURCES.index("7")
    ledger.episodes["need"][episodes] = 7


def _whom(ledger: Ledger, month: Month, wanted: int) -> Ints:
    """Open children by how likely care is: on a plan, just born, or in their teens; with their family."""
    children = ledger.children
    episodes = ledger.open_episodes()
    mine = ledger.episodes["child"][episodes]
    age = month.first - children["born_on"][mine]
    free = (
        (children["care"][mine] == NONE)
        & (ledger.episodes["outcome"][episodes] == IN_NEED)
        & (ledger.episodes["referred_on"][episodes] < month.last - 2)
        & (age > -20)
        & (age < OLDEST)
        & (ledger.episodes["closed_on"][episodes] == NONE)
    )
    episodes, mine, age = episodes[free], mine[free], age[free]
    weight = 1.0 + 4.0 * (children["plan"][mine] != NONE) + 2.5 * (age < YEAR)
    weight += 1.5 * (age > 13 * YEAR) + 1.5 * (
        ledger.episodes["referred_on"][episodes] > month.first - 60
    )
    families = 0.8 * _shared(ledger, "care: family", episodes)
    own = 0.2 * ledger.chance.uniform("care: child", len(episodes))
    return np.asarray(episodes[lowest((families + own) / weight, wanted)], dtype=np.int64)


def _shared(ledger: Ledger, concern: str, episodes: Ints) -> Floats:
    kinds, incident = np.unique(ledger.episodes["incident"][episodes], return_inverse=True)
    return ledger.chance.uniform(concern, len(kinds))[incident]


def discharge(ledger: Ledger, month: Month) -> None:
    """The month's children who leave care: grown up, adopted, or home and elsewhere."""
    table = ledger.cares
    open_now = np.flatnonzero((table["ended_on"] == NONE) & (table["started_on"] < month.after))
    _grow_up(ledger, open_now[are_breaks(ledger, open_now)], month)
    open_now = open_now[~are_breaks(ledger, open_now)]
    target = round(ledger.scenario.on("looked_after", month.after) * ledger.size)
    wanted = len(open_now) - target
    grown = _grow_up(ledger, open_now, month)
    rest = np.setdiff1d(open_now, grown, assume_unique=True)
    adopted = _adopt(ledger, rest, month)
    rest = np.setdiff1d(rest, adopted, assume_unique=True)
    free = rest[(table["started_on"][rest] < month.last - 3) & (table["adopted"][rest] == 0)]
    leaving = free[lowest(table["due_on"][free], wanted - len(grown) - len(adopted))]
    _leave(ledger, leaving, month)


def _grow_up(ledger: Ledger, cares: Ints, month: Month) -> Ints:
    adult = birthday(ledger.children["born_on"][ledger.cares["child"][cares]], ADULT)
    grown = cares[adult <= month.last]
    reasons = _reasons(ledger, GROWN, len(grown))
    _end(ledger, grown, adult[adult <= month.last], reasons, ADULTS)
    return grown


def leave_grown_up(ledger: Ledger, cares: Ints, on: Ints) -> None:
    """Care and case end on the eighteenth birthday."""
    _end(ledger, cares, on, _reasons(ledger, GROWN, len(cares)), ADULTS)


def _adopt(ledger: Ledger, cares: Ints, month: Month) -> Ints:
    count = ledger.take("adopted", ledger.scenario.in_year("adopted", month.year) / 12)
    table = ledger.cares
    born = ledger.children["born_on"][table["child"][cares]]
    time = month.first - table["started_on"][cares]
    young = (month.first - born < ADOPTED_UNDER) & (time > ADOPTED_AFTER)
    young &= ledger.children["plan"][table["child"][cares]] == NONE
    ready = cares[young]
    score = ledger.chance.uniform("adopted", len(ready)) + (time[young] > ADOPTED_BEFORE)
    chosen = ready[lowest(score, count)]
    on = open_day(month.first + ledger.chance.among("adopted: day", len(chosen), 26))
    consent = ledger.chance.uniform("adopted: consent", len(chosen)) < 0.35
    table["adopted"][chosen] = 1
    _end(ledger, chosen, on, np.where(consent, *ADOPTIONS), ADOPTED)
    return chosen


def _leave(ledger: Ledger, cares: Ints, month: Month) -> None:
    table = ledger.cares
    first = np.maximum(table["started_on"][cares] + 1, month.first)
    room = np.maximum(month.after - first, 1)
    on = first + (ledger.chance.uniform("care: end", len(cares)) * room).astype(np.int64)
    reasons = _reasons(ledger, YOUNG, len(cares))
    remand = table["basis"][cares] == REMAND
    reasons[remand] = REASONS.index("E14")
    on = np.where(np.isin(reasons, GRANTED), open_day(on), on)
    _end(ledger, cares, on, reasons, NONE)
    for reason, closing in (("E45", GUARDIANSHIP), ("E47", GUARDIANSHIP), ("E41", ORDER)):
        off_plan = ledger.children["plan"][table["child"][cares]] == NONE
        these = cares[(reasons == REASONS.index(reason)) & off_plan]
        close_with(ledger, table["episode"][these], table["ended_on"][these], closing)


def _reasons(ledger: Ledger, pick: Pick[str], count: int) -> Ints:
    places = np.array([REASONS.index(one) for one in pick.things], dtype=np.int64)
    return places[pick.at(ledger.chance.uniform("care: reason", count))]


def _end(ledger: Ledger, cares: Ints, on: Ints, reason: Ints, closing: int) -> None:
    table = ledger.cares
    table["ended_on"][cares] = np.maximum(on, table["started_on"][cares])
    table["reason"][cares] = reason
    children, episodes = table["child"][cares], table["episode"][cares]
    ledger.children["care"][children] = NONE
    if closing == NONE:
        stays = ledger.chance.among("care: after", len(cares), 120)
        free = np.maximum(ledger.episodes["free_on"][episodes], on + 20 + stays)
        ledger.episodes["free_on"][episodes] = free
        return
    close_with(ledger, episodes, table["ended_on"][cares], closing)
    if closing == ADOPTED:
        ledger.children["gone"][children] = 1
