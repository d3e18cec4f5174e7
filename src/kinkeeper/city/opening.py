"""The children open on the first day, each with the story that brought them there."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.breaks import open_breaks
from kinkeeper.city.care import add_cares, leave_grown_up
from kinkeeper.city.casework import (
    LENGTH,
    NOT_NEEDED,
    SERVICES_CEASED,
    assess,
    family_score,
    settle,
)
from kinkeeper.city.chance import Ints, Points, lowest
from kinkeeper.city.days import ADULT, YEAR, birthday, day, open_day, working_after
from kinkeeper.city.demand import add_episodes
from kinkeeper.city.families import grown_up, new_families, unaccompanied
from kinkeeper.city.ledger import IN_NEED, NO_ACTION, NOT_IN_NEED, Ledger
from kinkeeper.city.protection import add_enquiries, begin_plans, hold_conferences

# Days since the referral of a case that was open on the first day.
OPEN_FOR = {0.0: 42, 0.3: 140, 0.6: 380, 0.8: 800, 0.95: 1900, 1.0: 3600}
WAITING_FOR = {0.0: 0, 1.0: 40}
IN_CARE_FOR = {0.0: 6, 0.2: 200, 0.4: 540, 0.6: 1150, 0.8: 2100, 0.95: 3700, 1.0: 5200}
ON_PLAN_FOR = {0.0: 4, 0.5: 150, 0.8: 300, 0.95: 480, 1.0: 700}
# The ages of children looked after, in years up to and not including the last.
AGES = ((0, 1, 0.06), (1, 5, 0.17), (5, 10, 0.2), (10, 16, 0.36), (16, 18, 0.21))
AGED_OUT = 17.9
LEFT_AT_EIGHTEEN = 0.9  # of those of sixteen and seventeen, who were in care on their birthday


def open_the_books(ledger: Ledger) -> None:
    """The stock of the first day, and the families who were here in the year before."""
    start = day(ledger.scenario.first)
    _returning(ledger, start)
    _came_alone(ledger, start)
    episodes = _open_cases(ledger, start)
    taken = _looked_after(ledger, episodes, start)
    rest = np.setdiff1d(episodes, taken, assume_unique=True)
    planned = _on_plans(ledger, rest, start)
    rest = np.setdiff1d(rest, planned, assume_unique=True)
    _awaiting_conference(ledger, rest, start)
    open_breaks(ledger, start)
    _left_care(ledger, start)


def _count(ledger: Ledger, figure: str) -> int:
    return round(ledger.scenario.in_year(figure, ledger.scenario.first.year) * ledger.size)


def _stock(ledger: Ledger, path: str, start: int) -> int:
    return round(ledger.scenario.on(path, start) * ledger.size)


def _came_alone(ledger: Ledger, start: int) -> None:
    count = _stock(ledger, "unaccompanied", start)
    if not count:
        return
    children = unaccompanied(ledger, count, start)
    on = start - 20 - ledger.chance.among("opening: alone", count, 380)
    episodes = add_episodes(ledger, children, on)
    settle(ledger, episodes, np.full(count, IN_NEED, dtype=np.int64))
    add_cares(ledger, episodes, on)


def _left_care(ledger: Ledger, start: int) -> None:
    """Young people who left care at eighteen in the three years before, and are not twenty-one yet."""
    a_year = AGES[-1][2] * ledger.scenario.on("looked_after", start) / 2
    children = grown_up(ledger, round(LEFT_AT_EIGHTEEN * 3 * a_year * ledger.size), start)
    n, adult = len(children), birthday(ledger.children["born_on"][children], ADULT)
    began = adult - 90 - ledger.chance.drawn("opening: leavers in care", n, IN_CARE_FOR)
    episodes = add_episodes(ledger, children, open_day(began - 30))
    settle(ledger, episodes, np.full(n, IN_NEED, dtype=np.int64))
    leave_grown_up(ledger, add_cares(ledger, episodes, began), adult)


def _returning(ledger: Ledger, start: int) -> None:
    """Closed in the year before, after an assessment or a short time of help."""
    children = new_families(ledger, "opening: before", _count(ledger, "returning"), start - 200)
    on = _by_incident(ledger, children, "opening: when", {0.0: 75, 1.0: 340})
    episodes = add_episodes(ledger, children, open_day(start - on))
    score = family_score(ledger, "opening: outcome", episodes)
    ledger.episodes["outcome"][episodes] = np.where(score < 0.85, NOT_IN_NEED, NO_ACTION)
    assessed = episodes[score < 0.85]
    assess(ledger, assessed)
    done = np.minimum(ledger.episodes["authorised_on"][assessed], start - 12)
    done = np.maximum(done, ledger.episodes["assessed_from"][assessed])
    ledger.episodes["authorised_on"][assessed] = done
    ledger.episodes["closed_on"][assessed] = np.minimum(working_after(done, 4), start - 1)
    ledger.episodes["reason"][assessed] = NOT_NEEDED
    helped = assessed[score[score < 0.85] < 0.3]
    ledger.episodes["outcome"][helped] = IN_NEED
    ledger.episodes["reason"][helped] = SERVICES_CEASED
    none = episodes[score >= 0.85]
    ledger.episodes["closed_on"][none] = working_after(ledger.episodes["referred_on"][none], 1)


def _by_incident(ledger: Ledger, children: Ints, concern: str, points: Points) -> Ints:
    _, family = np.unique(ledger.children["family"][children], return_inverse=True)
    return ledger.chance.drawn(concern, int(family.max(initial=-1)) + 1, points)[family]


def _open_cases(ledger: Ledger, start: int) -> Ints:
    waiting = _count(ledger, "awaiting_assessment")
    total = _stock(ledger, "open_cases", start) - _stock(ledger, "unaccompanied", start)
    _waiting(ledger, waiting, start)
    children = new_families(ledger, "opening: open", total - waiting, start - 40)
    ago = _by_incident(ledger, children, "opening: open for", OPEN_FOR)
    young = start - ledger.children["born_on"][children] + 150
    episodes = add_episodes(
        ledger, children, open_day(start - np.clip(ago, 42, np.maximum(young, 42)))
    )
    settle(ledger, episodes, np.full(len(episodes), IN_NEED, dtype=np.int64))
    table = ledger.episodes
    seen = np.minimum(table["authorised_on"][episodes], start - 1)
    table["authorised_on"][episodes] = np.maximum(seen, table["assessed_from"][episodes])
    left = ledger.chance.drawn("opening: left", len(episodes), LENGTH)
    table["due_on"][episodes] = start + left - 25
    return episodes


def _waiting(ledger: Ledger, count: int, start: int) -> None:
    """Referred in the last weeks, and not one of them assessed yet."""
    children = new_families(ledger, "opening: waiting", count, start)
    ago = _by_incident(ledger, children, "opening: waited", WAITING_FOR)
    episodes = add_episodes(ledger, children, open_day(start - 1 - ago))
    score = family_score(ledger, "opening: waiting", episodes)
    settle(ledger, episodes, np.where(score < 0.34, NOT_IN_NEED, IN_NEED))
    table = ledger.episodes
    table["authorised_on"][episodes] = np.maximum(
        table["authorised_on"][episodes],
        open_day(start + ledger.chance.among("opening: next", count, 20)),
    )
    refused = episodes[table["outcome"][episodes] == NOT_IN_NEED]
    table["closed_on"][refused] = working_after(table["authorised_on"][refused], 2)
    table["free_on"][episodes] = table["authorised_on"][episodes] + 1


def _looked_after(ledger: Ledger, episodes: Ints, start: int) -> Ints:
    """As many as the figures say, of the ages that children in care are."""
    count = _stock(ledger, "looked_after", start) - _stock(ledger, "unaccompanied", start)
    age = (start - ledger.children["born_on"][ledger.episodes["child"][episodes]]) / YEAR
    score = family_score(ledger, "opening: care", episodes)
    chosen = [
        band[lowest(score[np.isin(episodes, band)], round(share * count))]
        for low, high, share in AGES
        for band in (episodes[(age >= low) & (age < min(high, AGED_OUT))],)
    ]
    taken = np.concatenate(chosen)
    _begin_care(ledger, taken, start)
    return taken


def _begin_care(ledger: Ledger, episodes: Ints, start: int) -> None:
    table = ledger.episodes
    born = ledger.children["born_on"][table["child"][episodes]]
    ago = ledger.chance.drawn("opening: in care for", len(episodes), IN_CARE_FOR)
    on = np.maximum(start - np.minimum(ago, np.maximum(start - born - 1, 3)), born)
    before = ledger.chance.drawn("opening: before care", len(episodes), {0.0: 0, 0.5: 40, 1.0: 300})
    before = np.minimum(before, np.maximum(on - born + 150, 0))
    table["referred_on"][episodes] = on - before
    assess(ledger, episodes)
    seen = np.minimum(table["authorised_on"][episodes], start - 1)
    table["authorised_on"][episodes] = np.maximum(seen, table["assessed_from"][episodes])
    cares = add_cares(ledger, episodes, on)
    left = ledger.chance.drawn(
        "opening: care left", len(cares), {0.0: 5, 0.3: 300, 0.6: 1000, 1.0: 5000}
    )
    ledger.cares["due_on"][cares] = start + left


def _on_plans(ledger: Ledger, episodes: Ints, start: int) -> Ints:
    """As many as the figures say, the younger first; each with an enquiry and a conference before."""
    table = ledger.episodes
    born = ledger.children["born_on"][table["child"][episodes]]
    score = family_score(ledger, "opening: plan", episodes) + 0.3 * (start - born) / YEAR / ADULT
    adult = birthday(born, 17) <= start
    may = (table["referred_on"][episodes] < start - 60) & ~adult
    chosen = episodes[may][lowest(score[may], _stock(ledger, "plans", start))]
    kinds, incident = np.unique(table["incident"][chosen], return_inverse=True)
    ago = ledger.chance.drawn("opening: on plan for", len(kinds), ON_PLAN_FOR)[incident]
    on = open_day(np.maximum(start - ago - 40, table["referred_on"][chosen]))
    enquiries = add_enquiries(ledger, chosen, np.minimum(on, start - 45))
    hold_conferences(ledger, enquiries, 0.7)
    early = np.minimum(ledger.enquiries["conference_on"][enquiries], start - 2)
    ledger.enquiries["conference_on"][enquiries] = early
    plans = begin_plans(ledger, ledger.scenario.first.year - 1, enquiries)
    left = ledger.chance.drawn("opening: plan left", len(plans), {0.0: 10, 0.5: 170, 1.0: 500})
    ledger.plans["due_on"][plans] = start + left
    return chosen


def _awaiting_conference(ledger: Ledger, episodes: Ints, start: int) -> None:
    """Enquiries of the last weeks whose conference is still to come."""
    table = ledger.episodes
    young = start - ledger.children["born_on"][table["child"][episodes]] < 16 * YEAR
    score = family_score(ledger, "opening: conference", episodes)[young]
    chosen = episodes[young][lowest(score, _count(ledger, "awaiting_conference"))]
    on = open_day(start - 18 + ledger.chance.among("opening: enquired", len(chosen), 17))
    enquiries = add_enquiries(ledger, chosen, np.minimum(on, start - 1))
    hold_conferences(ledger, enquiries, 0.4)
    held = np.maximum(ledger.enquiries["conference_on"][enquiries], open_day(np.array([start]))[0])
    ledger.enquiries["conference_on"][enquiries] = held
    begin_plans(ledger, ledger.scenario.first.year - 1, enquiries)
