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
from kinkeeper.kernel.moment import today


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
    Kept(
        ("referral_decided", "referral_screened", "referrer_told"),
        "frontdoor_contactstep",
        '"on"',
        "episode_id IS NOT NULL AND outcome IN ('referral', 'strategy_discussion')",
    ),
    Kept(
        ("re_referral_reviewed",), "frontdoor_contactstep", '"on"', "kind = 're_referral_reviewed'"
    ),
    Kept(
        ("referral_telephoned", "referral_form_received"),
        "frontdoor_contactstep",
        '"on"',
        "kind = 'written_asked'",
    ),
    Kept(
        ("edt_handover_opened", "edt_handover_accepted"),
        "frontdoor_contactstep",
        '"on"',
        "kind = 'night_ended'",
    ),
    Kept(
        ("mash_information_requested", "mash_information_returned"),
        "frontdoor_enquiryrequest",
        "sent_on",
    ),
    Kept(
        (
            "early_help_allocated",
            "early_help_lead_contacted",
            "early_help_assessed",
            "early_help_planned",
            "early_help_reviewed",
            "early_help_ended",
        ),
        "earlyhelp_helpstep",
        '"on"',
    ),
    Kept(
        ("step_down_decided", "step_down_meeting_held"),
        "earlyhelp_handover",
        "decided_on",
        "direction = 'down'",
    ),
    Kept(
        ("closure_decided",),
        "frontdoor_helpepisode",
        "closure_decided_on",
        "closure_decided_on IS NOT NULL",
    ),
    Kept(("significant_harm_suspected",), "protection_harmsuspicion", '"on"'),
    Kept(
        ("s47_decided",),
        "protection_strategyrecord",
        "held_on",
        "decision IN ('s47_single', 's47_joint')",
    ),
    Kept(("s47_outcome_recorded",), "protection_enquiryoutcome", '"on"'),
    Kept(
        ("conference_booked", "conference_report_shared", "agency_reports_received"),
        "protection_conferencebooking",
        "booked_on",
    ),
    Kept(
        ("conference_decisions_sent", "conference_minutes_sent"),
        "protection_conferencebooking",
        "held_on",
        "held_on IS NOT NULL",
    ),
    Kept(("cp_transfer_notified",), "protection_transfer", "notified_on", "way = 'in'"),
    Kept(("cp_midpoint_checked",), "protection_plancheck", '"on"', "kind = 'midpoint'"),
    Kept(("cin_meeting_held",), "protection_planmeeting", '"on"', "kind = 'cin'"),
    Kept(("core_group_held",), "protection_planmeeting", '"on"', "kind = 'core_group'"),
    Kept(("cp_plan_senior_reviewed",), "protection_plancheck", '"on"', "kind = 'senior'"),
    Kept(("legal_planning_requested",), "court_legalcase", "asked_on"),
    Kept(("legal_planning_held",), "court_legalplanning", "held_on"),
    Kept(
        (
            "letter_before_proceedings_sent",
            "pre_proceedings_meeting_held",
            "pre_proceedings_reviewed",
            "pre_proceedings_ended",
        ),
        "court_legalstep",
        '"on"',
        "kind = 'letter'",
    ),
    Kept(
        (
            "proceedings_issued",
            "court_documents_filed",
            "standard_directions_given",
            "cmh_listed",
            "cmh_held",
            "irh_held",
            "proceedings_ended",
        ),
        "court_legalstep",
        '"on"',
        "kind = 'issued'",
    ),
    Kept(("epo_made", "epo_extended", "epo_ended"), "court_timedorder", "made_on", "kind = 'epo'"),
    Kept(
        ("assessment_order_began", "assessment_order_done"),
        "court_timedorder",
        "made_on",
        "kind = 'cao'",
    ),
    Kept(
        ("interim_order_end_set", "interim_order_concluded"),
        "court_timedorder",
        "made_on",
        "kind IN ('ico', 'iso')",
    ),
    Kept(
        ("supervision_order_made", "supervision_order_decided"),
        "court_timedorder",
        "made_on",
        "kind = 'so'",
    ),
    Kept(("case_audited",), "quality_auditresult", '"on"'),
    Kept(("supervision_decided",), "quality_oversight", '"on"', "kind = 'supervision'"),
    Kept(("manager_decided",), "quality_oversight", '"on"', "kind = 'decision'"),
    Kept(("note_recorded",), "casefile_note", "happened_on"),
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
    """As `kept_from`, from what `SINCE` found.

    What was typed was recorded today at the latest, as today is lived: a demonstration's is pinned.
    """
    since: dict[str, date] = {}
    for kept, told in zip(KEPT, found.row(0), strict=True):
        day = min(told, today()) if told else None
        if day:
            since |= {kind: min(day, since.get(kind, day)) for kind in kept.kinds}
    return since
