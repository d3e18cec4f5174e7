"""What a return says only of its own year: before the first year loaded, silence means nothing.

A census names an open referral of years ago with its date, but not the assessments and reviews of
those years. A duty that fell due before the first year loaded cannot be called late because no
meeting of it is in the files.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinkeeper.kernel.periods import Period, census_year


@dataclass(frozen=True)
class Window:
    """The event kinds of a return that are given only for the return's own year.

    `check` marks how far the reading of the return's guide was verified.
    """

    collection: str
    kinds: frozenset[str]
    source: str
    check: Literal["T", "S", "K", "N"]


WINDOWS = (
    Window(
        collection="cin",
        kinds=frozenset(
            {
                "assessment_started",
                "assessment_authorised",
                "strategy_discussion_held",
                "s47_started",
                "s47_ended_no_conference",
                "conference_initial_held",
                "conference_transfer_in_held",
                "conference_review_held",
                "cin_plan_started",
                "cin_plan_ended",
            }
        ),
        source="Children in need census guide: what is returned for children in need in the year",
        check="K",
    ),
    Window(
        collection="ssda903",
        kinds=frozenset({"care_review_held", "missing_started", "missing_returned"}),
        source="SSDA903 guide: reviews and missing episodes of the year",
        check="K",
    ),
)


def covered_from(years: Mapping[str, Collection[int]]) -> dict[str, date]:
    """By event kind, the first day loaded returns speak of; `years` are those loaded, by their end.

    Only the years without a gap up to the newest count. A kind no return limits is not named.
    """
    return {
        kind: census_year(_unbroken(years[window.collection])).start
        for window in WINDOWS
        if years.get(window.collection)
        for kind in window.kinds
    }


def spans(years: Mapping[str, Collection[int]]) -> dict[str, Period]:
    """By collection, the days of which the loaded returns speak: years without a gap, to the newest."""
    return {
        name: Period(census_year(_unbroken(of)).start, census_year(max(of)).end, name)
        for name, of in years.items()
        if of
    }


def _unbroken(years: Collection[int]) -> int:
    """The first year of the run that ends with the newest."""
    first = max(years)
    while first - 1 in years:
        first -= 1
    return first
