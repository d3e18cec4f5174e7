"""Events no one records, because they follow from what is recorded: birthdays, another referral,
a third time missing, a plan that runs long, and what a birthday makes of time in care.

Each follows from one child's own events and dates of birth and death, so that one child and
everybody give the same. What lies ahead is told as it will be if nothing changes.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from kinkeeper.law.arrays import Bools, Ints
from kinkeeper.law.derived_care import BIRTHDAYS_IN_CARE, CARE_SOURCES, PATHWAY, in_care
from kinkeeper.law.due import NO_DAY
from kinkeeper.law.told import Follows, Told, as_events, least, months_later, told

BIRTHDAYS = {
    "child_turned_16": 16,
    "child_turned_18": 18,
    "child_turned_21": 21,
    "child_turned_25": 25,
    "child_turned_17": 17,
}
LONG_PLAN_MONTHS = (15, 18, 21)
MISSING_TIMES, MISSING_DAYS = 3, 30
# A kind's place gives its events their id, which duties hold: new kinds are added at the end.
DERIVED = (
    "child_turned_16",
    "child_turned_18",
    "child_turned_21",
    "child_turned_25",
    "re_referral_received",
    "child_turned_17",
    "missing_often",
    "cp_plan_running_long",
    *BIRTHDAYS_IN_CARE,
    *PATHWAY,
)

SOURCES = (
    "referral_received",
    "missing_started",
    "cp_plan_started",
    "cp_plan_ended",
    *CARE_SOURCES,
)


def with_derived(events: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The events (EVENT_SCHEMA) and those that follow from them and from dates of birth."""
    facts = told(events, people, SOURCES)
    found = [*_birthdays(facts), _re_referrals(facts), _missing_often(facts)]
    found += [*_long_plans(facts), *in_care(facts)]
    return pl.concat([events, as_events(facts, found, DERIVED)], rechunk=True)


def _birthdays(facts: Told) -> list[Follows]:
    """Reaching an age happens on the birthday."""
    found = []
    for kind, age in BIRTHDAYS.items():
        day = facts.aged(age)
        child = np.flatnonzero((facts.born != NO_DAY) & (day <= facts.died))
        found.append(Follows(kind, child, day[child]))
    return found


def _re_referrals(facts: Told) -> Follows:
    """A referral within 12 months of the child's one before (the children in need census's window)."""
    row = facts.dated("referral_received")
    return _again("re_referral_received", facts, row[_close(facts, row, 1, months=12)])


def _missing_often(facts: Told) -> Follows:
    """The start that makes exactly three in 30 days: each time the number is reached, not passed."""
    row = facts.dated("missing_started")
    row = row[facts.has_detail(row, "M")]
    third = _close(facts, row, MISSING_TIMES - 1, days=MISSING_DAYS)
    passed = _close(facts, row, MISSING_TIMES, days=MISSING_DAYS)
    return _again("missing_often", facts, row[third & ~passed])


def _long_plans(facts: Told) -> list[Follows]:
    """A child protection plan that has not ended by each long stretch after its start."""
    row, ends = facts.dated("cp_plan_started"), facts.of("cp_plan_ended")
    plan, ended_plan = facts.threads(("key", row), ("key", ends))
    ended = least(ended_plan, facts.day[ends])(plan)
    runs = (ended != NO_DAY) | ~np.isin(plan, ended_plan)  # an end without a date tells nothing
    found = []
    for nth, months in enumerate(LONG_PLAN_MONTHS):
        day = months_later(facts.day[row], months)
        long = row[runs & (day < ended)]
        found.append(
            Follows("cp_plan_running_long", facts.child[long], day[runs & (day < ended)], long, nth)
        )
    return found


def _close(facts: Told, row: Ints, times: int, *, days: int = 0, months: int = 0) -> Bools:
    """Whether the child's event so many before each is no longer ago than this."""
    close = np.zeros(len(row), dtype=np.bool_)
    later, before = row[times:], row[:-times]
    since = months_later(facts.day[later], -months) - days
    same = facts.child[later] == facts.child[before]
    close[times:] = same & (facts.day[before] >= since)
    return close


def _again(kind: str, facts: Told, row: Ints) -> Follows:
    """An event that follows from each of these, on its day and its thread."""
    return Follows(kind, facts.child[row], facts.day[row], row)
