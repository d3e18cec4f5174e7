"""Reviews of children in care and on plans: held on open days, on time as often as the year says."""

from __future__ import annotations

import numpy as np
import polars as pl

from kinkeeper.city.care_records import NEVER, ends
from kinkeeper.city.chance import Bools, Chance, Floats, Ints, Pick, spread
from kinkeeper.city.days import NONE, YEAR, financial_year, open_day, open_day_before, working_after
from kinkeeper.city.frames import chosen, dates, frame, new_ids
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.people import People

MOST_REVIEWS = 34
FIRST_WORKING_DAYS = 20
THREE_MONTHS, SIX_MONTHS = 91, 182
EARLY = {0.0: 1, 0.6: 9, 1.0: 26}  # days before the last day allowed
LATE = {0.0: 2, 0.6: 14, 0.9: 35, 1.0: 80}
FINAL_AFTER = 45
MOSTLY = 0.7  # of the reviews of a child whose reviews run late, those that do
# One figure counts reviews, the other children all of whose reviews were on time.
TELLS = {"care_reviews_on_time": MOSTLY, "plan_reviews_on_time": 0.66}
PARTS = Pick(
    {"PN1": 0.58, "PN2": 0.05, "PN3": 0.03, "PN4": 0.06, "PN5": 0.08, "PN6": 0.14, "PN7": 0.06}
)
UNDER_FOUR = len(PARTS.things)


def care_reviews(ledger: Ledger, people: People, ids: pl.Series, last: int) -> pl.DataFrame:
    """The first within 20 working days of coming into care, the second in three months, then in six."""
    table = ledger.cares
    stop = np.minimum(ends(ledger) - 1, last)
    care, held = _series(
        ledger, "care_reviews_on_time", table["started_on"], stop, first_in_care=True
    )
    child = table["child"][care]
    young = held - ledger.children["born_on"][child] < 4 * YEAR
    part = np.where(young, UNDER_FOUR, PARTS.at(ledger.chance.uniform("review: part", len(care))))
    return frame(
        id=new_ids(ledger.chance, "reviews.Review: care", held),
        person_id=people.ids.gather(child),
        kind="cla",
        plan_id=None,
        episode_id=None,
        care_period_id=ids.gather(care),
        held_on=dates(held),
        participation=chosen(part, [*PARTS.things, "PN0"]),
    )


def plan_reviews(
    ledger: Ledger, people: People, plans: pl.Series, episodes: pl.Series, last: int
) -> pl.DataFrame:
    """The first within three months of the plan's start, then within six; the last ends the plan."""
    table = ledger.plans
    ended = np.where(table["ended_on"] == NONE, NEVER, table["ended_on"])
    stop = np.minimum(ended, last)
    plan, held = _series(
        ledger, "plan_reviews_on_time", table["started_on"], stop, first_in_care=False
    )
    died = ledger.children["died_on"][table["child"]] != NONE
    final = np.where((ended > last) | died, NEVER, ended)
    plan, held = _with_final(plan, held, table["started_on"], final)
    return frame(
        id=new_ids(ledger.chance, "reviews.Review: plans", held),
        person_id=people.ids.gather(table["child"][plan]),
        kind="cp",
        plan_id=plans.gather(plan),
        episode_id=episodes.gather(table["episode"][plan]),
        care_period_id=None,
        held_on=dates(held),
        participation=None,
    )


def _series(
    ledger: Ledger, figure: str, began: Ints, stop: Ints, *, first_in_care: bool
) -> tuple[Ints, Ints]:
    """Whose meetings, and when: each counted from the one before, until the thing ends."""
    chance, n = ledger.chance, len(began)
    owners, days = [], []
    before = began.copy()
    running = np.arange(n, dtype=np.int64)
    troubled = chance.uniform(f"{figure}: whose", n)
    for number in range(MOST_REVIEWS):
        limit = _limit(before[running], number, first_in_care=first_in_care)
        again = chance.uniform(f"{figure}: {number}", n)[running] < MOSTLY
        late = (troubled[running] > 1 - (1 - _share(ledger, figure, limit)) / TELLS[figure]) & again
        held = _held(chance, f"{figure} {number}", limit, late, n, running)
        going = held <= stop[running]
        running = running[going]
        before[running] = held[going]
        owners.append(running)
        days.append(held[going])
        if not len(running):
            break
    return np.concatenate(owners), np.concatenate(days)


def _limit(before: Ints, number: int, *, first_in_care: bool) -> Ints:
    if number == 0 and first_in_care:
        return working_after(before, FIRST_WORKING_DAYS)
    return before + (THREE_MONTHS if number == int(first_in_care) else SIX_MONTHS)


def _share(ledger: Ledger, figure: str, limit: Ints) -> Floats:
    years = financial_year(limit)
    share = np.empty(len(limit), dtype=np.float64)
    for year in np.unique(years):
        share[years == year] = ledger.scenario.in_year(figure, int(year)) / 100
    return share


def _held(
    chance: Chance, concern: str, limit: Ints, late: Bools,
    n: int, running: Ints,
) -> Ints:  # fmt: skip
    draws = chance.uniform(f"{concern}: day", n)[running]
    early = open_day_before(limit - spread(draws, EARLY))
    after = open_day(limit + spread(draws, LATE))
    return np.where(late, after, early)


def _with_final(plan: Ints, held: Ints, began: Ints, ended: Ints) -> tuple[Ints, Ints]:
    """A plan ends at a review, unless one was held shortly before."""
    latest = began.copy()
    np.maximum.at(latest, plan, held)
    closing = np.flatnonzero((ended < NEVER) & (ended - latest >= FINAL_AFTER))
    return np.concatenate([plan, closing]), np.concatenate([held, ended[closing]])
