"""Which events each kind of record tells of, and of which thread each is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from django.apps import apps

from kinkeeper.chronology.announce import announced, events_of
from kinkeeper.chronology.tables import column_types

Make = Callable[..., Any]
Facts = dict[str, Any]
D1, D2 = date(2025, 1, 1), date(2025, 2, 1)
SPELL: Facts = {"started_on": D1, "ended_on": D2}
ASSESSED: Facts = {"started_on": D1, "authorised_on": D2}
UNKNOWN_START: Facts = {"started_on": D1, "start_known": False}
DECIDED: Facts = {"kind": "decided", "on": D2, "rating": "amber", "outcome": "advice"}
ENQUIRED: Facts = {**DECIDED, "outcome": "mash_enquiry"}
BOOKED: Facts = {"kind": "initial", "booked_on": D1, "booked_for": D2}
IN_CARE: Facts = {"held_on": D1, "kind": "cla", "care_period": "care.CarePeriod"}
BACK: Facts = {"kind": "M", "started_on": D1, "returned_on": D1}
AWAY_AND_BACK: list[tuple[Any, ...]] = [
    ("missing_started", D1, "id", None, "M"),
    ("missing_returned", D1, "id", None, "M"),
]
# The record and its facts; each event as kind, date, whose id is its key, what is under, detail.
CASES: list[tuple[str, Facts, list[tuple[Any, ...]]]] = [
    (
        "workforce.Allocation",
        {**SPELL, "role": "iro"},
        [
            ("worker_allocated", D1, "id", None, "iro"),
            ("worker_unallocated", D2, "id", None, "iro"),
        ],
    ),
    (
        "workforce.Allocation",
        {"started_on": D1, "role": "personal_adviser"},
        [
            ("worker_allocated", D1, "id", None, "personal_adviser"),
            ("adviser_appointed", D1, "person_id", None, None),
        ],
    ),
    (
        "frontdoor.Contact",
        {"received_on": D1, "reason": "missing"},
        [("contact_received", D1, "id", None, "missing")],
    ),
    (
        "frontdoor.ContactStep",
        {"kind": "rated", "on": D1, "rating": "amber"},
        [("mash_rated", D1, "contact_id", "contact_id", "amber")],
    ),
    (
        "frontdoor.ContactStep",
        DECIDED,
        [
            ("contact_triaged", D2, "contact_id", None, None),
            ("mash_decided", D2, "contact_id", "contact_id", None),
        ],
    ),
    # Sent to the hub, a contact has been triaged; the hub's own decision comes later.
    ("frontdoor.ContactStep", ENQUIRED, [("contact_triaged", D2, "contact_id", None, None)]),
    (
        "frontdoor.ContactStep",
        {**DECIDED, "kind": "enquiry_decided"},
        [("mash_decided", D2, "contact_id", "contact_id", None)],
    ),
    (
        "frontdoor.ContactStep",
        {**DECIDED, "outcome": "referral", "episode": "frontdoor.HelpEpisode"},
        [
            ("contact_triaged", D2, "contact_id", None, None),
            ("mash_decided", D2, "contact_id", "contact_id", None),
            ("referral_screened", D2, "episode_id", None, None),
            ("referral_decided", D2, "episode_id", None, None),
        ],
    ),
    *(
        (
            "frontdoor.ContactStep",
            {"kind": step, "on": D1, "reason": "Why", "episode": "frontdoor.HelpEpisode"},
            [(kind, D1, key, None, None)],
        )
        for step, kind, key in (
            ("referrer_told", "referrer_told", "episode_id"),
            ("not_told", "referrer_told", "episode_id"),
            ("re_referral_reviewed", "re_referral_reviewed", "episode_id"),
            ("written_asked", "referral_telephoned", "contact_id"),
            ("written_came", "referral_form_received", "contact_id"),
            ("night_taken", "edt_handover_accepted", "contact_id"),
        )
    ),
    (
        "frontdoor.HelpEpisode",
        {"referred_on": D1, "closure_decided_on": D2},
        [("referral_received", D1, "id", None, None), ("closure_decided", D2, "id", None, None)],
    ),
    (
        "frontdoor.EnquiryRequest",
        {"sent_on": D1, "rating": "red"},
        [("mash_information_requested", D1, "id", "contact_id", "red")],
    ),
    (
        "frontdoor.ContactStep",
        {"kind": "night_ended", "on": D1, "owed_on": D2},
        [("edt_handover_opened", D2, "contact_id", None, None)],
    ),
    (
        "frontdoor.EnquiryAnswer",
        {"answered_on": D2},
        [("mash_information_returned", D2, "request_id", "contact_id", None)],
    ),
    (
        "protection.Visit",
        {"held_on": D1, "seen": True, "kind": "cp", "plan": "protection.Plan"},
        [
            ("child_seen", D1, "id", "episode_id", None),
            ("cp_visit_made", D1, "id", "plan_id", None),
        ],
    ),
    (
        "protection.Visit",
        {"held_on": D1, "seen": True, "kind": "cin", "plan": "protection.Plan"},
        [
            ("child_seen", D1, "id", "episode_id", None),
            ("cin_visit_made", D1, "id", "plan_id", None),
        ],
    ),
    (
        "protection.Visit",
        {"held_on": D1, "seen": True, "kind": "assessment"},
        [("child_seen", D1, "id", "episode_id", None)],
    ),
    *(
        (
            "protection.PlanMeeting",
            {"kind": kind, "on": D1, "next_on": D2, "plan": "protection.Plan"},
            [(told, D1, "plan_id", "episode_id", None)],
        )
        for kind, told in (("cin", "cin_meeting_held"), ("core_group", "core_group_held"))
    ),
    # A visit at which the child was not seen, or only tried, meets no duty to see the child.
    ("protection.Visit", {"held_on": D1, "seen": False, "attempted": True}, []),
    ("care.CareVisit", {**IN_CARE, "seen": False}, []),
    (
        "care.CareVisit",
        {**IN_CARE, "seen": True},
        [("care_visit_made", D1, "id", "care_period_id", None)],
    ),
    (
        "care.CareVisit",
        {**IN_CARE, "seen": True, "seen_alone": False, "not_alone_reason": "age"},
        [
            ("care_visit_made", D1, "id", "care_period_id", None),
            ("visit_alone_recorded", D1, "id", "care_period_id", None),
        ],
    ),
    (
        "care.CareVisit",
        {"held_on": D1, "seen": True, "kind": "leaving_care"},
        [
            ("adviser_visit_made", D1, "person_id", None, None),
            ("leaver_contacted", D1, "person_id", None, None),
        ],
    ),
    (
        "care.LeavingCareContact",
        {"on_date": D1, "in_touch": "YES"},
        [("leaver_contacted", D1, "person_id", None, None)],
    ),
    ("care.LeavingCareContact", {"on_date": D1, "in_touch": "NO"}, []),
    ("care.LeavingCareContact", {"year_ended": 2025, "in_touch": "YES"}, []),
    (
        "care.MissingEpisode",
        {**BACK, "interview_offered_on": D2, "interview_held_on": D2},
        [*AWAY_AND_BACK, ("return_interview_done", D2, "id", None, None)],
    ),
    (
        "care.MissingEpisode",
        {**BACK, "interview_declined_on": D2},
        [*AWAY_AND_BACK, ("return_interview_done", D2, "id", None, None)],
    ),
    ("care.MissingEpisode", {**BACK, "interview_offered_on": D2}, AWAY_AND_BACK),
    (
        "frontdoor.HelpEpisode",
        {"referred_on": D1, "closed_on": D2, "closure_reason": "RC1", "no_further_action": True},
        [
            ("referral_received", D1, "id", None, None),
            ("referral_no_further_action", None, "id", None, None),
            ("case_closed", D2, "id", None, "RC1"),
        ],
    ),
    (
        "frontdoor.HelpEpisode",
        {"level": "cin", "referred_on": D1, "no_further_action": False},
        [("referral_received", D1, "id", None, None)],
    ),
    (
        "frontdoor.HelpEpisode",
        {"level": "family_help", "referred_on": D1, "no_further_action": False},
        [("referral_received", D1, "id", None, None)],
    ),
    (
        "frontdoor.Assessment",
        {**ASSESSED, "kind": "c_and_f"},
        [
            ("assessment_started", D1, "id", "episode_id", None),
            ("assessment_authorised", D2, "id", "episode_id", None),
        ],
    ),
    # Help without a referral runs by no clock of referrals, and no other assessment by those of
    # the child and family assessment.
    (
        "frontdoor.HelpEpisode",
        {"level": "early_help", "referred_on": D1, "no_further_action": False},
        [],
    ),
    ("frontdoor.Assessment", {**ASSESSED, "kind": "early_help"}, []),
    ("frontdoor.Assessment", {**ASSESSED, "kind": "pre_birth"}, []),
    ("frontdoor.Assessment", {**ASSESSED, "kind": "exploitation"}, []),
    (
        "protection.StrategyDiscussion",
        {"held_on": D1},
        [("strategy_discussion_held", D1, "id", "episode_id", None)],
    ),
    (
        "protection.Section47Enquiry",
        {"started_on": D1, "conference_needed": True, "ended_on": D2},
        [("s47_started", D1, "id", "episode_id", None)],
    ),
    (
        "protection.Section47Enquiry",
        {"started_on": D1, "conference_needed": False},
        [
            ("s47_started", D1, "id", "episode_id", None),
            ("s47_ended_no_conference", None, "id", "episode_id", None),
        ],
    ),
    (
        "protection.Section47Enquiry",
        {"started_on": D1, "conference_needed": False, "ended_on": D2},
        [
            ("s47_started", D1, "id", "episode_id", None),
            ("s47_ended_no_conference", D2, "id", "episode_id", None),
        ],
    ),
    (
        "protection.Conference",
        {"kind": "initial", "held_on": D1},
        [("conference_initial_held", D1, "id", "episode_id", None)],
    ),
    (
        "protection.Conference",
        {"kind": "initial", "held_on": D1, "enquiry": "protection.Section47Enquiry"},
        [("conference_initial_held", D1, "enquiry_id", "episode_id", None)],
    ),
    (
        "protection.Conference",
        {"kind": "transfer_in", "held_on": D1},
        [("conference_transfer_in_held", D1, "episode_id", None, None)],
    ),
    (
        "protection.Plan",
        {**SPELL, "kind": "cp"},
        [
            ("cp_plan_started", D1, "id", "episode_id", None),
            ("cp_plan_ended", D2, "id", "episode_id", None),
        ],
    ),
    (
        "protection.Plan",
        {**SPELL, "kind": "cin"},
        [
            ("cin_plan_started", D1, "id", "episode_id", None),
            ("cin_plan_ended", D2, "id", "episode_id", None),
        ],
    ),
    (
        "care.CarePeriod",
        {**SPELL, "cease_reason": "E4A"},
        [
            ("looked_after_started", D1, "id", None, None),
            ("looked_after_ended", D2, "id", None, "E4A"),
        ],
    ),
    ("care.CarePeriod", UNKNOWN_START, [("looked_after_started", None, "id", None, None)]),
    (
        "care.LegalStatusPeriod",
        {**SPELL, "code": "C2"},
        [("legal_status_started", D1, "id", "care_period_id", "C2")],
    ),
    (
        "care.LegalStatusPeriod",
        {**UNKNOWN_START, "code": "C2"},
        [("legal_status_started", None, "id", "care_period_id", "C2")],
    ),
    (
        "care.Placement",
        {**SPELL, "kind": "A5"},
        [
            ("placed_with_adopters", D1, "id", "care_period_id", None),
            ("adoptive_placement_ended", D2, "id", "care_period_id", None),
        ],
    ),
    (
        "care.Placement",
        {**SPELL, "kind": "U4"},
        [
            ("placement_started", D1, "id", "care_period_id", "U4"),
            ("placement_ended", D2, "id", "care_period_id", "U4"),
        ],
    ),
    (
        "care.Placement",
        {**UNKNOWN_START, "kind": "A6"},
        [("placed_with_adopters", None, "id", "care_period_id", None)],
    ),
    (
        "care.Placement",
        SPELL,
        [
            ("placement_started", D1, "id", "care_period_id", None),
            ("placement_ended", D2, "id", "care_period_id", None),
        ],
    ),
    (
        "care.Placement",
        {**UNKNOWN_START, "kind": "U4"},
        [("placement_started", None, "id", "care_period_id", "U4")],
    ),
    (
        "care.MissingEpisode",
        {"kind": "A", "started_on": D1, "returned_on": D2},
        [("missing_started", D1, "id", None, "A"), ("missing_returned", D2, "id", None, "A")],
    ),
    (
        "care.DeprivationOfLiberty",
        SPELL,
        [
            ("deprivation_of_liberty_started", D1, "id", None, None),
            ("deprivation_of_liberty_ended", D2, "id", None, None),
        ],
    ),
    (
        "care.AdoptionCase",
        {"decision_on": D1, "matched_on": D2, "placed_on": D1, "placed_ceased_on": D2},
        [
            ("adoption_decided", D1, "id", None, None),
            ("adoption_matched", D2, "id", None, None),
            ("placed_for_adoption_decided", D1, "id", None, None),
            ("placed_for_adoption_reversed", D2, "id", None, None),
        ],
    ),
    (
        "protection.HarmSuspicion",
        {"on": D1},
        [("significant_harm_suspected", D1, "episode_id", None, None)],
    ),
    (
        "protection.StrategyRecord",
        {"held_on": D1, "decision": "s47_joint", "seen_by": "S", "see_by_on": D2},
        [("s47_decided", D1, "discussion_id", "episode_id", None)],
    ),
    ("protection.StrategyRecord", {"held_on": D1, "decision": "nothing"}, []),
    (
        "protection.EnquiryOutcome",
        {"on": D1, "result": "safe"},
        [("s47_outcome_recorded", D1, "enquiry_id", "episode_id", None)],
    ),
    (
        "protection.ConferenceBooking",
        {**BOOKED, "report_shared_on": D1, "reports_in_on": D1},
        [
            ("conference_booked", D2, "id", "episode_id", "initial"),
            ("conference_report_shared", D1, "id", "episode_id", None),
            ("agency_reports_received", D1, "id", "episode_id", None),
        ],
    ),
    (
        "protection.ConferenceBooking",
        {**BOOKED, "held_on": D1, "decisions_sent_on": D1, "minutes_sent_on": D2},
        [
            ("conference_booked", D2, "id", "episode_id", "initial"),
            ("conference_decisions_sent", D1, "id", "episode_id", None),
            ("conference_minutes_sent", D2, "id", "episode_id", None),
        ],
    ),
    (
        "protection.Transfer",
        {"way": "in", "notified_on": D1},
        [("cp_transfer_notified", D1, "episode_id", None, None)],
    ),
    (
        "protection.Transfer",
        {"way": "out", "notified_on": D1, "plan": "protection.Plan"},
        [],
    ),
    (
        "protection.PlanCheck",
        {"kind": "midpoint", "on": D1},
        [("cp_midpoint_checked", D1, "plan_id", "episode_id", None)],
    ),
    (
        "protection.PlanCheck",
        {"kind": "senior", "on": D1},
        [("cp_plan_senior_reviewed", D1, "plan_id", "episode_id", None)],
    ),
    (
        "reviews.Review",
        {"kind": "cla", "held_on": D1, "participation": "PN1", "care_period": "care.CarePeriod"},
        [("care_review_held", D1, "id", "care_period_id", "PN1")],
    ),
    (
        "reviews.Review",
        {"kind": "cp", "held_on": D1, "plan": "protection.Plan"},
        [("conference_review_held", D1, "plan_id", "episode_id", None)],
    ),
    (
        "reviews.Review",
        {"kind": "cp", "held_on": D1},
        [("conference_review_held", D1, "id", "episode_id", None)],
    ),
]


def _id(row: Any, column: str | None) -> str | None:
    value = getattr(row, column) if column else None
    return None if value is None else str(value)


@pytest.mark.parametrize(("label", "facts", "told"), CASES)
def test_a_record_tells_of_its_events(
    make: Make, label: str, facts: Facts, told: list[tuple[Any, ...]]
) -> None:
    """Each date a record holds is an event, in the thread it belongs to, and nothing else is."""
    model, types = apps.get_model(label), column_types(apps.get_model(label))
    if label in ("workforce.Allocation", "protection.ConferenceBooking"):
        make(apps.get_model("workforce.Worker"), full_name="Sam Roe")
    linked = {k: make(apps.get_model(v)) for k, v in facts.items() if "." in str(v)}
    row = make(model, **{**facts, **linked})
    values = {c: _id(row, c) if t == pl.String else getattr(row, c) for c, t in types.items()}
    events = events_of(model, pl.DataFrame([values], schema=types))
    expected = [(k, on, _id(row, key), _id(row, under), d) for k, on, key, under, d in told]
    assert events.select("kind", "happened_on", "key", "under", "detail").rows() == expected
    assert set(events["person_id"]) == ({str(row.person_id)} if told else set())


def test_every_announcement_is_tried() -> None:
    """No event these apps announce is without its case."""
    apps_here = {"workforce", "frontdoor", "protection", "care", "reviews"}
    here = [a for m, found in announced().items() if m._meta.app_label in apps_here for a in found]
    assert {a.kind for a in here} == {event[0] for _, _, told in CASES for event in told}
