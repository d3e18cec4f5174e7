"""What only this authority's own recording tells, and from what day it does.

No return brings these events, so a table without them does not say that nothing happened: until
the first is recorded the clocks they would meet are not run. What people type speaks from the day
they began to; what was loaded whole, from the first day it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from kinkeeper.chronology.tables import Select, fetch_several


@dataclass(frozen=True)
class Kept:
    """Rows of a table that tell of events no return brings; `on` is the column of their day."""

    kinds: tuple[str, ...]
    table: str
    on: str
    rows: str = "TRUE"


KEPT = (
    Kept(
        ("contact_received", "contact_triaged", "mash_rated", "mash_decided"),
        "frontdoor_contact",
        "received_on",
    ),
    Kept(("child_seen",), "protection_visit", "held_on", "kind = 'assessment'"),
    Kept(("child_seen",), "protection_visit", "held_on", "kind = 's47'"),
    Kept(("cin_visit_made",), "protection_visit", "held_on", "kind = 'cin'"),
    Kept(("cp_visit_made",), "protection_visit", "held_on", "kind = 'cp'"),
    Kept(("care_visit_made", "visit_alone_recorded"), "care_carevisit", "held_on", "kind = 'cla'"),
    Kept(
        ("adviser_visit_made", "leaver_contacted"),
        "care_carevisit",
        "held_on",
        "kind = 'leaving_care'",
    ),
    Kept(("leaver_contacted",), "care_leavingcarecontact", "on_date", "on_date IS NOT NULL"),
    Kept(
        ("return_interview_done",),
        "care_missingepisode",
        "returned_on",
        "interview_offered_on IS NOT NULL OR interview_held_on IS NOT NULL"
        " OR interview_declined_on IS NOT NULL",
    ),
    Kept(("adviser_appointed",), "workforce_allocation", "started_on", "role = 'personal_adviser'"),
)
FIRST = """(SELECT CASE WHEN x.source = 'imported' THEN (SELECT min({on}) FROM {table} WHERE {rows})
ELSE (x.recorded_at AT TIME ZONE 'Europe/London')::date END
FROM {table} x WHERE {rows} ORDER BY x.id LIMIT 1)"""
SINCE = Select(
    f"SELECT {','.join(FIRST.format(**vars(kept)) for kept in KEPT)}",
    {str(place): pl.Date() for place in range(len(KEPT))},
)


def kept_from() -> dict[str, date]:
    """By event kind that no return brings, the first day the records speak of; others are not kept."""
    return kept_since(fetch_several([SINCE])[0])


def kept_since(found: pl.DataFrame) -> dict[str, date]:
    """As `kept_from`, from what `SINCE` found."""
    since: dict[str, date] = {}
    for kept, day in zip(KEPT, found.row(0), strict=True):
        for kind in kept.kinds if day else ():
            since[kind] = min(day, since.get(kind, day))
    return since
