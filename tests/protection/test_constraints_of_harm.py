"""The tables of enquiries, conferences, plans' terms and moves refuse what cannot be, by direct SQL."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinkeeper.access.record import Source
from kinkeeper.kernel.ids import uuid7
from kinkeeper.protection import models as of
from kinkeeper.workforce.models import Worker

D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))
BOOKED: dict[str, Any] = {"kind": "initial", "booked_on": D1, "booked_for": D2}
TOLD = {"reasons": "So.", "childs_view": "No."}
TERMS = {"outline": "O", "contingency": "C", "visit_days": 10, "on": D1, "review_by": D2}
ASKED = {"name": "A B", "asker": "C", "telephone": "1", "why": "W", "on_list": False, "earlier": 0}
ASKS: dict[str, Any] = {**ASKED, "asked_at": datetime(2025, 1, 1, tzinfo=UTC)}
SHARED = {"shared": "S", "safety": "S"}
CASES: dict[str, tuple[type, list[dict[str, Any]]]] = {
    "harm_suspicion_cause": (of.HarmSuspicion, [{"cause": ""}]),
    "strategy_decision_known": (of.StrategyRecord, [{**SHARED, "decision": "tea"}]),
    "strategy_shared_and_safe": (of.StrategyRecord, [{"decision": "nothing", "shared": ""}]),
    "strategy_enquiry_sees_the_child": (of.StrategyRecord, [{**SHARED, "decision": "s47_joint"}]),
    "strategy_attendance_agency_known": (
        of.StrategyAttendance,
        [{"agency": "army", "came": False, "record_of": {**SHARED, "decision": "nothing"}}],
    ),
    "strategy_attendance_named": (
        of.StrategyAttendance,
        [{"came": True, "record_of": {**SHARED, "decision": "nothing"}}],
    ),
    "enquiry_result_known": (of.EnquiryOutcome, [{"result": "tea"}]),
    "enquiry_outcome_told": (of.EnquiryOutcome, [{"reason": ""}]),
    "enquiry_view_agency_known": (
        of.EnquiryView,
        [{"agency": "army", "asks_for_conference": True}],
    ),
    "enquiry_view_once": (of.EnquiryView, [{"asks_for_conference": True}] * 2),
    "conference_booking_kind_known": (of.ConferenceBooking, [{**BOOKED, "kind": "chat"}]),
    "conference_booked_ahead": (of.ConferenceBooking, [{**BOOKED, "booked_on": D3}]),
    "conference_booked_one_at_a_time": (of.ConferenceBooking, [BOOKED, BOOKED]),
    "conference_held_or_called_off": (
        of.ConferenceBooking,
        [{**BOOKED, "held_on": D2, "called_off_on": D2, "called_off_why": "W"}],
    ),
    "conference_called_off_why": (of.ConferenceBooking, [{**BOOKED, "called_off_on": D2}]),
    "conference_decisions_of_held": (of.ConferenceBooking, [{**BOOKED, "decisions_sent_on": D2}]),
    "conference_minutes_of_held": (of.ConferenceBooking, [{**BOOKED, "minutes_sent_on": D2}]),
    "conference_decisions_after_held": (
        of.ConferenceBooking,
        [{**BOOKED, "held_on": D2, "decisions_sent_on": D1}],
    ),
    "conference_minutes_after_held": (
        of.ConferenceBooking,
        [{**BOOKED, "held_on": D2, "minutes_sent_on": D1}],
    ),
    "invitation_agency_known": (of.Invitation, [{"agency": "army", "booking": BOOKED}]),
    "invitation_named": (of.Invitation, [{"name": "", "booking": BOOKED}]),
    "invitation_once": (of.Invitation, [{"booking": BOOKED}, {}]),
    "conference_decision_known": (
        of.ConferenceHeld,
        [{**TOLD, "decision": "tea", "booking": BOOKED}],
    ),
    "conference_decision_told": (of.ConferenceHeld, [{"reasons": "", "booking": BOOKED}]),
    "conference_view_agency_known": (
        of.ConferenceView,
        [{"agency": "army", "came": True, "held": {**TOLD, "booking": BOOKED}}],
    ),
    "conference_view_known": (
        of.ConferenceView,
        [{"view": "tea", "came": True, "held": {**TOLD, "booking": BOOKED}}],
    ),
    "conference_dissent_says_why": (
        of.ConferenceView,
        [{"view": "dissents", "came": True, "held": {**TOLD, "booking": BOOKED}}],
    ),
    "plan_terms_whole": (of.PlanTerms, [{**TERMS, "outline": "", "held": {"booking": BOOKED}}]),
    "plan_terms_visits": (of.PlanTerms, [{**TERMS, "visit_days": 0, "held": {"booking": BOOKED}}]),
    "plan_terms_review_after": (
        of.PlanTerms,
        [{**TERMS, "review_by": D1, "held": {"booking": BOOKED}}],
    ),
    "core_group_agency_known": (
        of.CoreGroupMember,
        [{"agency": "army", "terms": {**TERMS, "held": {"booking": BOOKED}}}],
    ),
    "core_group_named": (
        of.CoreGroupMember,
        [{"name": "", "terms": {**TERMS, "held": {"booking": BOOKED}}}],
    ),
    "plan_check_kind_known": (of.PlanCheck, [{"kind": "tea"}]),
    "plan_check_told": (of.PlanCheck, [{"words": ""}]),
    "plan_ending_reason_known": (of.PlanEnding, [{"reason": "tea"}]),
    "plan_ending_told": (of.PlanEnding, [{"reason": "moved", "words": ""}]),
    "plan_ending_by_conference": (of.PlanEnding, [{"reason": "not_needed"}]),
    "plan_begun_by_conference": (
        of.Plan,
        [{"kind": "cp", "started_on": D1, "recorded_by": uuid7(), "source": Source.TYPED}],
    ),
    "transfer_way_known": (of.Transfer, [{"way": "up"}]),
    "transfer_names_authority": (of.Transfer, [{"way": "in", "authority": ""}]),
    "transfer_of_whose_plan": (of.Transfer, [{"way": "out"}]),
    "transfer_received_after_told": (
        of.Transfer,
        [{"way": "in", "notified_on": D2, "received_on": D1}],
    ),
    "temporary_plan_ends_after_start": (of.TemporaryPlan, [{"started_on": D2, "ended_on": D1}]),
    "temporary_plan_category_code": (of.TemporaryPlan, [{"category": "neglect"}]),
    "temporary_plan_one_open": (of.TemporaryPlan, [{"category": "NEG"}] * 2),
    "temporary_plan_whose": (of.TemporaryPlan, [{"category": "NEG", "contact": ""}]),
    "list_enquiry_agency_known": (of.ListEnquiry, [{**ASKS, "agency": "army"}]),
    "list_enquiry_whole": (of.ListEnquiry, [{**ASKS, "why": ""}]),
    "list_enquiry_of_somebody": (of.ListEnquiry, [{**ASKS, "on_list": True}]),
}


def made(make: Callable[..., Any], model: Any, facts: dict[str, Any]) -> Any:
    """A row; what it is told to belong to is made first, from facts of its own."""
    own = {
        name: made(make, model._meta.get_field(name).related_model, told)
        if isinstance(told, dict)
        else told
        for name, told in facts.items()
    }
    return make(model, **own)


@pytest.mark.parametrize("name", CASES)
def test_refuses_what_cannot_be(make: Callable[..., Any], name: str) -> None:
    """A row that breaks a promise of its table is not stored."""
    model, (*before, last) = CASES[name]
    make(Worker, full_name="Sam Roe")
    for facts in before:
        made(make, model, facts)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        made(make, model, last)
