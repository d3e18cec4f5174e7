"""Section 47 enquiries, conferences and child protection plans, from month to month."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.casework import family_score
from kinkeeper.city.chance import Floats, Ints, Pick, lowest, spread
from kinkeeper.city.days import (
    ADULT,
    NONE,
    YEAR,
    Month,
    birthday,
    is_working,
    open_day,
    open_day_before,
    working_after,
)
from kinkeeper.city.ledger import IN_NEED, Ledger

CATEGORIES = ("NEG", "EMO", "PHY", "SAB", "MUL")
CATEGORY = Pick({"NEG": 0.4, "EMO": 0.38, "PHY": 0.09, "SAB": 0.05, "MUL": 0.08})
PLAN_LENGTH = {0.0: 90, 0.15: 110, 0.4: 200, 0.7: 330, 0.9: 520, 1.0: 800}
CONFERENCE_DAYS = 15
CONFERENCE_LATE = {0.0: 1, 0.5: 4, 0.85: 9, 1.0: 25}  # working days beyond those allowed
OLDEST = 17.2 * YEAR
SHORTEST_PLAN = 80
OLD_WORK = 0.3  # of enquiries, those about children whose case was open already


def enquire(ledger: Ledger, month: Month, new: Ints) -> None:
    """The month's section 47 enquiries, most about new referrals, and the conferences they lead to."""
    wanted = ledger.take("enquiries", ledger.scenario.in_month("enquiries", month))
    episodes = _whom(ledger, month, new, wanted)
    ledger.owe("enquiries", wanted - len(episodes))
    held = _days(ledger, month, episodes)
    confer(ledger, month, add_enquiries(ledger, episodes, held))


def add_enquiries(ledger: Ledger, episodes: Ints, held: Ints) -> Ints:
    """An enquiry each, begun by a strategy discussion on the day; its outcome is still open."""
    children = ledger.episodes["child"][episodes]
    ledger.children["enquired_on"][children] = held
    lasts = ledger.chance.drawn("enquiry: length", len(episodes), {0.0: 2, 0.6: 11, 1.0: 24})
    ended = working_after(held, lasts)
    free = np.maximum(ledger.episodes["free_on"][episodes], ended + 1)
    ledger.episodes["free_on"][episodes] = free
    return ledger.enquiries.add(
        len(episodes), episode=episodes, child=children, held_on=held, ended_on=ended, needed=0
    )


def _whom(ledger: Ledger, month: Month, new: Ints, wanted: int) -> Ints:
    fresh = new[ledger.episodes["outcome"][new] == IN_NEED]
    fresh = fresh[_may_be_enquired(ledger, fresh, month)]
    known = ledger.open_episodes()
    known = known[ledger.episodes["referred_on"][known] < month.first]
    known = known[_may_be_enquired(ledger, known, month)]
    ours = min(round(wanted * OLD_WORK), len(known))
    chosen = fresh[lowest(family_score(ledger, "enquiry", fresh), wanted - ours)]
    more = known[lowest(family_score(ledger, "enquiry again", known), wanted - len(chosen))]
    return np.concatenate([chosen, more])


def _may_be_enquired(ledger: Ledger, episodes: Ints, month: Month) -> Ints:
    children = ledger.children
    mine = ledger.episodes["child"][episodes]
    quiet = children["enquired_on"][mine] < month.first - 90
    young = month.after - children["born_on"][mine] < OLDEST
    free = (children["plan"][mine] == NONE) & (children["care"][mine] == NONE)
    need = ledger.episodes["outcome"][episodes] == IN_NEED
    return np.flatnonzero(quiet & young & free & need).astype(np.int64)


def _days(ledger: Ledger, month: Month, episodes: Ints) -> Ints:
    """Days after the referral for new children; any day of the month for those known already."""
    table = ledger.episodes
    kinds, incident = np.unique(table["incident"][episodes], return_inverse=True)
    wait = ledger.chance.drawn("enquiry: wait", len(kinds), {0.0: 0, 0.5: 2, 0.9: 9, 1.0: 20})
    any_day = ledger.chance.among("enquiry: day", len(kinds), month.after - month.first)
    new = table["referred_on"][episodes] >= month.first
    on = np.where(
        new, table["referred_on"][episodes] + wait[incident], month.first + any_day[incident]
    )
    on = np.minimum(on, np.maximum(month.last, table["referred_on"][episodes]))
    closed = ~is_working(on) & (
        ledger.chance.uniform("enquiry: weekend", len(kinds))[incident] < 0.7
    )
    return np.where(closed, open_day(on), on)


def confer(ledger: Ledger, month: Month, enquiries: Ints) -> None:
    """Of these enquiries the month's share come to a conference, and of those most to a plan."""
    year = ledger.scenario.in_year
    share = year("conferences", month.year) / year("enquiries", month.year)
    count = ledger.take("conferences", share * len(enquiries) / ledger.size)
    table = ledger.enquiries
    score = family_score(ledger, "conference", table["episode"][enquiries])
    chosen = enquiries[lowest(score, count)]
    share = year("plans_begun", month.year) / year("conferences", month.year)
    planned = ledger.take("plans", share * len(chosen) / ledger.size)
    hold_conferences(ledger, chosen, year("conferences_in_15_days", month.year) / 100)
    begin_plans(ledger, month.year, chosen[:planned])


def hold_conferences(ledger: Ledger, enquiries: Ints, in_time: float) -> None:
    """A conference each, within 15 working days of the strategy discussion for the share given."""
    table = ledger.enquiries
    kinds, incident = np.unique(
        ledger.episodes["incident"][table["episode"][enquiries]], return_inverse=True
    )
    draws = ledger.chance.uniform("conference: late", len(kinds))[incident]
    late = (
        draws >= np.sort(draws)[min(round(in_time * len(draws)), len(draws) - 1)]
        if len(draws)
        else np.zeros(0, dtype=np.bool_)
    )
    wait = ledger.chance.uniform("conference: wait", len(kinds))[incident]
    days = np.where(
        late,
        CONFERENCE_DAYS + spread(wait, CONFERENCE_LATE),
        spread(wait, {0.0: 6, 0.3: 11, 1.0: CONFERENCE_DAYS + 0.99}),
    )
    held = working_after(table["held_on"][enquiries], days)
    table["conference_on"][enquiries] = held
    table["needed"][enquiries] = 1
    table["ended_on"][enquiries] = np.minimum(table["ended_on"][enquiries], held)
    episodes = table["episode"][enquiries]
    free = np.maximum(ledger.episodes["free_on"][episodes], held + 20)
    ledger.episodes["free_on"][episodes] = free


def begin_plans(ledger: Ledger, year: int, enquiries: Ints) -> Ints:
    """A plan each from the day of the conference; the year's share of them not the child's first."""
    table, children = ledger.enquiries, ledger.children
    mine = table["child"][enquiries]
    count = ledger.take(
        "second plans",
        ledger.scenario.in_year("plans_second", year) / 100 * len(mine) / ledger.size,
    )
    had = children["plans"][mine]
    score = ledger.chance.uniform("second plan", len(mine)) - 2.0 * (had > 0)
    again = np.zeros(len(mine), dtype=np.int64)
    again[lowest(score, max(count, int((had > 0).sum())))] = 1
    started = table["conference_on"][enquiries]
    plans = ledger.plans.add(
        len(mine),
        episode=table["episode"][enquiries],
        child=mine,
        enquiry=enquiries,
        started_on=started,
        due_on=started + ledger.chance.drawn("plan: length", len(mine), PLAN_LENGTH),
        previous=np.maximum(had, again),
        category=CATEGORY.at(_by_family(ledger, "category", table["episode"][enquiries])),
    )
    children["plan"][mine] = plans
    children["plans"][mine] = ledger.plans["previous"][plans] + 1
    return plans


def _by_family(ledger: Ledger, concern: str, episodes: Ints) -> Floats:
    kinds, incident = np.unique(ledger.episodes["incident"][episodes], return_inverse=True)
    return ledger.chance.uniform(concern, len(kinds))[incident]


def end_plans(ledger: Ledger, month: Month) -> None:
    """End those longest due, until as many children are on plans as the month's end asks for."""
    table = ledger.plans
    open_now = np.flatnonzero(table["ended_on"] == NONE)
    started = open_now[table["started_on"][open_now] < month.after]
    target = round(ledger.scenario.on("plans", month.after) * ledger.size)
    adult = birthday(ledger.children["born_on"][table["child"][started]], ADULT)
    grown = adult <= month.last
    may = started[(table["started_on"][started] + SHORTEST_PLAN < month.last) & ~grown]
    chosen = may[lowest(table["due_on"][may], len(started) - int(grown.sum()) - target)]
    _end(ledger, started[grown], open_day_before(adult[grown]))
    first = np.maximum(table["started_on"][chosen] + SHORTEST_PLAN, month.first)
    room = np.maximum(month.after - first, 1)
    on = first + (ledger.chance.uniform("plan: end", len(chosen)) * room).astype(np.int64)
    _end(ledger, chosen, open_day(on))


def _end(ledger: Ledger, plans: Ints, on: Ints) -> None:
    table = ledger.plans
    table["ended_on"][plans] = np.maximum(on, table["started_on"][plans])
    ledger.children["plan"][table["child"][plans]] = NONE
    episodes = table["episode"][plans]
    stays = ledger.chance.among("plan: after", len(plans), 90)
    free = np.maximum(ledger.episodes["free_on"][episodes], on + 30 + stays)
    ledger.episodes["free_on"][episodes] = free
