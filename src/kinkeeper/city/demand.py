"""Who is referred in a month, and on which days: new families, and those who come back."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.chance import Floats, Ints, Pick
from kinkeeper.city.days import YEAR, Month, financial_year, is_working
from kinkeeper.city.families import new_families
from kinkeeper.city.ledger import ORDINARY, Ledger

HOLIDAY_OR_WEEKEND = 0.12  # the out-of-hours team takes about an eighth of a day's work
AFTER_WEEKEND = 1.25
AGAIN_AT_MOST = 17.2 * YEAR
POLICE = {"6": 1.0}
HEALTH = {"3A": 0.15, "3B": 0.2, "3C": 0.08, "3D": 0.17, "3E": 0.22, "3F": 0.18}
SCHOOL = {"2A": 0.88, "2B": 0.12}
OTHERS = {
    "1A": 0.17, "1B": 0.06, "1C": 0.05, "1D": 0.05, "4": 0.07, "5A": 0.11, "5B": 0.14, "5C": 0.08,
    "7": 0.09, "8": 0.09, "9": 0.08, "10": 0.01,
}  # fmt: skip
NEEDS = Pick({"N1": 0.52, "N2": 0.06, "N3": 0.07, "N4": 0.12, "N5": 0.15, "N6": 0.03, "N7": 0.015,
              "N8": 0.035})  # fmt: skip
SOURCES = (*POLICE, *HEALTH, *SCHOOL, *OTHERS)


def refer(ledger: Ledger, month: Month) -> Ints:
    """The month's referrals, as episodes not yet decided; their places."""
    wanted = ledger.take("referrals", ledger.scenario.in_month("referrals", month))
    share = ledger.scenario.in_year("re_referrals", month.year) / 100
    again = _coming_back(ledger, month, round(wanted * share))
    new = new_families(ledger, "referred", wanted - len(again), month.first)
    children = np.concatenate([again, new])
    return add_episodes(ledger, children, days_of_incidents(ledger, children, month))


def add_episodes(ledger: Ledger, children: Ints, referred: Ints) -> Ints:
    """An episode a child; brothers and sisters referred together share an incident."""
    families = ledger.children["family"][children]
    kinds, incident = np.unique(families, return_inverse=True)
    first = ledger.next_incidents(len(kinds))
    year = int(financial_year(referred[:1])[0]) if len(referred) else 0
    sources = _sources(ledger, year).at(ledger.chance.uniform("source", len(kinds)))
    needs = NEEDS.at(ledger.chance.uniform("need", len(kinds)))
    added = ledger.episodes.add(
        len(children),
        child=children,
        incident=first + incident,
        referred_on=referred,
        source=sources[incident],
        need=needs[incident],
    )
    ledger.children["episode"][children] = added
    ledger.families["referred_on"][families] = referred
    np.add.at(ledger.families["open"], families, 1)
    return added


def days_of_incidents(ledger: Ledger, children: Ints, month: Month) -> Ints:
    """A day of the month for each child, the same for brothers and sisters."""
    families = ledger.children["family"][children]
    kinds, incident = np.unique(families, return_inverse=True)
    weights = Pick(dict(enumerate(day_weights(month))))
    chosen = weights.at(ledger.chance.uniform("day of referral", len(kinds)))
    return (month.first + chosen)[incident]


def day_weights(month: Month) -> Floats:
    """How much comes in on each day of a month: little on closed days, most after them."""
    days = np.arange(month.first, month.after, dtype=np.int64)
    working = is_working(days)
    after_closed = working & ~is_working(days - 1)
    return np.where(working, np.where(after_closed, AFTER_WEEKEND, 1.0), HOLIDAY_OR_WEEKEND).astype(
        np.float64
    )


def _coming_back(ledger: Ledger, month: Month, wanted: int) -> Ints:
    """Children of families closed before this month and referred in the twelve months before it."""
    families = ledger.families
    recent = families["referred_on"] >= month.after - 365
    ready = np.flatnonzero((families["open"] == 0) & recent & (families["kind"] == ORDINARY))
    if not len(ready):
        return np.empty(0, dtype=np.int64)
    order = ready[np.argsort(ledger.chance.uniform("who returns", len(ready)), kind="stable")]
    counts = families["children"][order]
    places = np.repeat(families["first"][order], counts) + _within(counts)
    young = month.after - ledger.children["born_on"][places] < AGAIN_AT_MOST
    here = ledger.children["gone"][places] == 0
    return np.asarray(places[young & here][:wanted], dtype=np.int64)


def _within(counts: Ints) -> Ints:
    return np.asarray(
        np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts), dtype=np.int64
    )


def _sources(ledger: Ledger, year: int) -> Pick[str]:
    """Who refers, by the year's figures."""
    police, health, school = (
        ledger.scenario.in_year(f"source_{name}", year) for name in ("police", "health", "school")
    )
    groups = ((POLICE, police), (HEALTH, health), (SCHOOL, school),
              (OTHERS, 100 - police - health - school))  # fmt: skip
    return Pick({code: part * share for codes, share in groups for code, part in codes.items()})
