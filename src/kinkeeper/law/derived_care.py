"""What follows from time in care and age: birthdays in care, and the standing of a care leaver.

A young person has one pathway, and its thread is the young person: the key of every event of a
pathway is the child's id.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinkeeper.law.arrays import Bools, Ints
from kinkeeper.law.due import NO_DAY
from kinkeeper.law.programme import KIND_CODE
from kinkeeper.law.told import Follows, Told, least

BIRTHDAYS_IN_CARE = {"turned_4_in_care": 4, "turned_5_in_care": 5}
PATHWAY = ("became_eligible", "became_relevant", "became_former_relevant")
ELIGIBLE_DAYS = 13 * 7  # care planning regulations 2010, reg 40: 13 weeks in all, from 14
SHORT_BREAKS = ("V3", "V4")  # a pre-planned series of short breaks is left out of account
NOT_LEAVING = ("E2", "E3")  # died, or another authority took over
# What follows bears the day of a birthday: of a placement with adopters it never tells the day.
TOLD_OF_CARE = (
    "legal_status_started",
    "placement_started",
    "placed_with_adopters",
    "care_review_held",
)
CARE_SOURCES = ("looked_after_started", "looked_after_ended", *TOLD_OF_CARE)


@dataclass(frozen=True)
class Care:
    """Times in care as arrays, each child's together, the earliest first; days, NO_DAY for none.

    Where the start is not recorded (`vague`), `since` is the first day a record speaks of.
    `counted` is when time began that is not a short break.
    """

    row: Ints  # the event that began it
    child: Ints
    at_14: Ints
    at_16: Ints
    at_18: Ints
    died: Ints
    since: Ints
    counted: Ints
    ended: Ints
    vague: Bools
    left: Bools  # it ended, and by leaving care

    def kept(self, chosen: Bools | Ints) -> Care:
        """Only the times chosen, in that order."""
        return Care(*(getattr(self, f)[chosen] for f in self.__dataclass_fields__))


def in_care(facts: Told) -> list[Follows]:
    """What follows from each child's times in care."""
    begins = facts.of("looked_after_started")
    begins = begins[facts.born[facts.child[begins]] != NO_DAY]
    if not len(begins):
        return []
    care = _times_in_care(facts, begins)
    return [*_birthdays(facts, care), *_pathway(care.kept(care.counted != NO_DAY))]


def _times_in_care(facts: Told, begins: Ints) -> Care:
    ends, others = facts.of("looked_after_ended"), facts.of(*TOLD_OF_CARE)
    care, ended_care, other_care = facts.threads(("key", begins), ("key", ends), ("under", others))
    first_told = least(other_care, facts.day[others])(care)
    began = facts.day[begins]
    since = np.where(began == NO_DAY, first_told, began)
    counted = _counted(facts, others, other_care, care, since)
    ended = least(ended_care, facts.day[ends])(care)
    stayed = ended_care[facts.has_detail(ends, *NOT_LEAVING)]
    child = facts.child[begins]
    at_14, at_16, at_18 = (facts.aged(years)[child] for years in (14, 16, 18))
    times = Care(
        begins,
        child,
        at_14,
        at_16,
        at_18,
        facts.died[child],
        since,
        counted,
        ended,
        vague=began == NO_DAY,
        left=(ended != NO_DAY) & ~np.isin(care, stayed),
    )
    order = np.lexsort((facts.number[begins], counted, child))
    return times.kept(order[care[order] >= 0])


def _counted(facts: Told, others: Ints, other_care: Ints, care: Ints, since: Ints) -> Ints:
    """When each time in care counts from: its start, or after a short break the next legal status."""
    status = facts.kind[others] == KIND_CODE["legal_status_started"]
    short = status & facts.has_detail(others, *SHORT_BREAKS)
    fuller = status & ~short
    next_status = least(other_care[fuller], facts.day[others[fuller]])(care)
    return np.where(np.isin(care, other_care[short]), next_status, since)


def _birthdays(facts: Told, care: Care) -> list[Follows]:
    """A birthday after care began and before it ended; who enters on it enters at that age."""
    found = []
    for kind, age in BIRTHDAYS_IN_CARE.items():
        day = facts.aged(age)[care.child]
        inside = (care.since < day) & (day < care.ended) & (day <= care.died)
        found.append(Follows(kind, care.child[inside], day[inside], care.row[inside]))
    return found


def _pathway(care: Care) -> list[Follows]:
    """Eligible, relevant and former relevant: each once, the first time it came about."""
    reached = _thirteen_weeks(care)
    is_eligible = reached < _until(care)
    eligible, reached = care.kept(is_eligible), reached[is_eligible]
    certain = ~eligible.vague | (reached == eligible.at_16)
    left, grown = care.kept(is_eligible & _leaves(care)), eligible.kept(_grows_up(eligible))
    return [
        _first("became_eligible", eligible.child, np.where(certain, reached, NO_DAY)),
        _first("became_relevant", left.child, left.ended),
        _first("became_former_relevant", grown.child, grown.at_18),
    ]


def _until(care: Care) -> Ints:
    """The day each time in care counts to."""
    return np.minimum(np.minimum(care.ended, care.at_18), care.died)


def _thirteen_weeks(care: Care) -> Ints:
    """The first day, from 16 on, by which each child had been in care for 13 weeks since turning 14."""
    begins = np.maximum(care.counted, care.at_14)
    days = np.maximum(_until(care) - begins, 0)
    total = np.cumsum(days) - days
    before = total - total[np.searchsorted(care.child, care.child)]
    reached: Ints = begins + np.maximum(ELIGIBLE_DAYS - before, 0)
    return np.maximum(care.at_16, reached)


def _leaves(care: Care) -> Bools:
    """Whether each time ended, before 18, by leaving care and not to begin again the same day."""
    resumes = np.zeros(len(care.child), dtype=np.bool_)
    resumes[:-1] = (care.child[1:] == care.child[:-1]) & (care.counted[1:] == care.ended[:-1])
    return care.left & (care.ended < care.at_18) & ~resumes


def _grows_up(eligible: Care) -> Bools:
    """Each child's last time in care, if this authority's still at 18."""
    is_last = np.ones(len(eligible.child), dtype=np.bool_)
    is_last[:-1] = eligible.child[1:] != eligible.child[:-1]
    ours = eligible.left | (eligible.ended >= eligible.at_18)
    return is_last & ours & (eligible.at_18 <= eligible.died)


def _first(kind: str, child: Ints, day: Ints) -> Follows:
    """The first of each child, as an event of the child's own pathway."""
    whose, place = np.unique(child, return_index=True)
    return Follows(kind, whose, day[place])
