"""What becomes of referrals: no further action, an assessment, need or none, and in the end closure."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.chance import Floats, Ints, Points, lowest, spread
from kinkeeper.city.days import (
    ADULT,
    NONE,
    Month,
    birthday,
    financial_year,
    open_day,
    open_day_before,
    working_after,
)
from kinkeeper.city.ledger import IN_NEED, NO_ACTION, NOT_IN_NEED, Ledger

# Reasons for closure, as their places here are held in the ledger.
REASONS = ("RC8", "RC7", "RC1", "RC4", "RC3", "RC5", "RC6", "RC2")
NOT_NEEDED, SERVICES_CEASED, ADOPTED, GUARDIANSHIP, ORDER, MOVED, ADULTS, DIED = range(8)

LENGTH = {0.0: 30, 0.2: 70, 0.5: 190, 0.75: 420, 0.9: 800, 1.0: 1800}  # of an episode of need
# Calendar days from the start of an assessment to its authorisation, in time and late.
IN_TIME: dict[int, Points] = {
    2014: {0.0: 3, 0.5: 9, 0.75: 17, 1.0: 56},
    2015: {0.0: 6, 0.25: 24, 0.6: 42, 1.0: 60},
    2016: {0.0: 3, 0.5: 7, 0.8: 13, 1.0: 40},
    2017: {0.0: 3, 0.5: 10, 0.8: 18, 1.0: 52},
}
LATE = {0.0: 1, 0.6: 7, 0.9: 16, 1.0: 40}  # days after the last day that would have been in time
WORKING_DAYS_ALLOWED = 45
TOGETHER = 0.85  # how much brothers and sisters share an outcome


def decide(ledger: Ledger, month: Month, new: Ints) -> None:
    """Outcomes for new referrals in the year's shares; alike for brothers and sisters, mostly."""
    not_needed, needed = ledger.scenario.shares(month.year)
    score = family_score(ledger, "outcome", new)
    order = new[np.argsort(score, kind="stable")]
    in_need = ledger.take("in need", needed * len(new) / ledger.size)
    not_in_need = ledger.take("not in need", not_needed * len(new) / ledger.size)
    outcome = np.full(len(new), NO_ACTION, dtype=np.int64)
    outcome[:in_need] = IN_NEED
    outcome[in_need : in_need + not_in_need] = NOT_IN_NEED
    settle(ledger, order, outcome)


def settle(ledger: Ledger, episodes: Ints, outcome: Ints) -> None:
    """Write the outcomes, the assessments they need, and the closures they bring."""
    ledger.episodes["outcome"][episodes] = outcome
    assess(ledger, episodes[outcome != NO_ACTION])
    _nothing_further(ledger, episodes[outcome == NO_ACTION])
    _not_in_need(ledger, episodes[outcome == NOT_IN_NEED])
    needed = episodes[outcome == IN_NEED]
    length = ledger.chance.drawn("length", len(needed), LENGTH)
    ledger.episodes["due_on"][needed] = ledger.episodes["referred_on"][needed] + length


def family_score(ledger: Ledger, concern: str, episodes: Ints) -> Floats:
    """A number for each, close together for children of one incident."""
    kinds, incident = np.unique(ledger.episodes["incident"][episodes], return_inverse=True)
    shared = ledger.chance.uniform(f"{concern}: family", len(kinds))[incident]
    own = ledger.chance.uniform(f"{concern}: child", len(episodes))
    return TOGETHER * shared + (1 - TOGETHER) * own


def assess(ledger: Ledger, episodes: Ints) -> None:
    """Each assessment begins within days of the referral and ends in the time its year took."""
    table, chance = ledger.episodes, ledger.chance
    kinds, incident = np.unique(table["incident"][episodes], return_inverse=True)
    wait = chance.drawn("assessment: wait", len(kinds), {0.0: 0, 0.7: 1.9, 1.0: 4})[incident]
    start = working_after(table["referred_on"][episodes], wait)
    table["assessed_from"][episodes] = start
    late = chance.uniform("assessment: late", len(kinds))[incident] > _in_time_share(ledger, start)
    length = chance.uniform("assessment: length", len(kinds))[incident]
    limit = working_after(start, WORKING_DAYS_ALLOWED)
    ends = np.where(
        late, limit + spread(length, LATE), np.minimum(start + _days(start, length), limit)
    )
    table["authorised_on"][episodes] = open_day_where_late(ends, limit)
    table["free_on"][episodes] = table["authorised_on"][episodes] + 1


def open_day_where_late(ends: Ints, limit: Ints) -> Ints:
    """An open day: moved back where moving on would make it late, else moved on."""
    return np.where(ends <= limit, open_day_before(ends), open_day(ends))


def _in_time_share(ledger: Ledger, start: Ints) -> Floats:
    share = np.empty(len(start), dtype=np.float64)
    for number in np.unique(start):
        year = int(financial_year(np.array([number], dtype=np.int64))[0])
        pace = ledger.scenario.on("assessment_pace", int(number))
        share[start == number] = (
            ledger.scenario.in_year("assessments_in_45_days", year) / 100 * pace
        )
    return share


def _days(start: Ints, length: Floats) -> Ints:
    years = np.clip(financial_year(start), min(IN_TIME), max(IN_TIME))
    found = np.empty(len(start), dtype=np.int64)
    for year, points in IN_TIME.items():
        found[years == year] = spread(length[years == year], points)
    return found


def _nothing_further(ledger: Ledger, episodes: Ints) -> None:
    """Decided on the next working day; such a referral is never open work."""
    table = ledger.episodes
    table["closed_on"][episodes] = working_after(table["referred_on"][episodes], 1)


def _not_in_need(ledger: Ledger, episodes: Ints) -> None:
    table = ledger.episodes
    wait = ledger.chance.among("not in need: closing", len(episodes), 6)
    table["closed_on"][episodes] = working_after(table["authorised_on"][episodes], wait)
    table["reason"][episodes] = NOT_NEEDED


def release(ledger: Ledger, before: int) -> None:
    """Children whose episode ended before this day are nobody's work any longer."""
    children, episodes = ledger.children, ledger.episodes
    held = np.flatnonzero(children["episode"] != NONE)
    closed = episodes["closed_on"][children["episode"][held]]
    done = held[(closed != NONE) & (closed < before)]
    children["episode"][done] = NONE
    np.subtract.at(ledger.families["open"], children["family"][done], 1)


def close(ledger: Ledger, month: Month) -> None:
    """Close what has run longest beyond its due day, until the stock is what the month's end asks for."""
    target = round(ledger.scenario.on("open_cases", month.after) * ledger.size)
    _close_adults(ledger, month)
    open_now = _open_at(ledger, month.after)
    free = _closable(ledger, month)
    chosen = free[lowest(ledger.episodes["due_on"][free], open_now - target)]
    _end(ledger, chosen, _day_in(ledger, chosen, month), SERVICES_CEASED)
    other = ledger.chance.uniform("closing: reason", len(chosen))
    ledger.episodes["reason"][chosen[other < 0.05]] = MOVED
    ledger.episodes["reason"][chosen[(other >= 0.05) & (other < 0.07)]] = ORDER


def _open_at(ledger: Ledger, on: int) -> int:
    table = ledger.episodes
    still = (table["closed_on"] == NONE) | (table["closed_on"] >= on)
    return int(np.count_nonzero(still & (table["outcome"] != NO_ACTION)))


def _closable(ledger: Ledger, month: Month) -> Ints:
    """Open episodes of need whose assessment is done, with no enquiry, plan or care under way."""
    table, children = ledger.episodes, ledger.children
    mine = table["child"]
    free = (
        (table["closed_on"] == NONE)
        & (table["outcome"] == IN_NEED)
        & (table["free_on"] < month.last - 3)
        & (children["plan"][mine] == NONE)
        & (children["care"][mine] == NONE)
    )
    return np.flatnonzero(free).astype(np.int64)


def _close_adults(ledger: Ledger, month: Month) -> None:
    """Help under the Children Act ends on the eighteenth birthday."""
    table, children = ledger.episodes, ledger.children
    open_now = np.flatnonzero((table["closed_on"] == NONE) & (table["outcome"] == IN_NEED))
    adult_on = birthday(children["born_on"][table["child"][open_now]], ADULT)
    free = (children["plan"][table["child"][open_now]] == NONE) & (
        children["care"][table["child"][open_now]] == NONE
    )
    due = open_now[(adult_on <= month.last) & free]
    on = birthday(children["born_on"][table["child"][due]], ADULT)
    _end(ledger, due, np.maximum(on, table["authorised_on"][due]), ADULTS)


def _day_in(ledger: Ledger, episodes: Ints, month: Month) -> Ints:
    first = np.maximum(ledger.episodes["free_on"][episodes], month.first)
    room = month.after - first
    on = first + (ledger.chance.uniform("closing: day", len(episodes)) * room).astype(np.int64)
    moved = open_day_before(on)
    return np.where(moved < first, open_day(first), moved)


def _end(ledger: Ledger, episodes: Ints, on: Ints, reason: Ints | int) -> None:
    ledger.episodes["closed_on"][episodes] = on
    ledger.episodes["reason"][episodes] = reason


def close_with(ledger: Ledger, episodes: Ints, on: Ints, reason: Ints | int) -> None:
    """End these episodes with what ended them: an adoption, an order, a birthday.

    One whose plan ends later in the month, or whose conference is still to come, ends with that.
    """
    table = ledger.episodes
    known = np.maximum(table["referred_on"][episodes], table["authorised_on"][episodes])
    known = np.maximum(known, _all_done(ledger)[episodes])
    _end(ledger, episodes, np.maximum(on, known), reason)


def _all_done(ledger: Ledger) -> Ints:
    """Of each episode the last day of a plan or a conference; NONE where it has none."""
    last = np.full(len(ledger.episodes), NONE, dtype=np.int64)
    np.maximum.at(last, ledger.plans["episode"], ledger.plans["ended_on"])
    np.maximum.at(last, ledger.enquiries["episode"], ledger.enquiries["conference_on"])
    return last
