"""The tables of what plans are agreed on, and of their meetings, refuse what cannot be, by direct SQL."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinkeeper.protection import models as of
from tests.protection.test_constraints_of_harm import made

D1, D2 = date(2025, 1, 1), date(2025, 2, 1)
PLAN = {"kind": "cin", "started_on": D1}
UNDER: dict[str, Any] = {"plan": PLAN, "on": D1}
AGREED = {**UNDER, "consent": "Mother", "contingency": "Meet", "review_by": D2}
NEED = {**UNDER, "need": "Food", "outcome": "Eats"}
ACTION = {"need": NEED, "on": D1, "what": "Club", "who": "Sam", "by_when": D2}
FOUND = {"need": NEED, "on": D1, "change": "same", "different": "Nothing"}
MET = {
    **UNDER, "kind": "cin", "progress": "Some", "childs_view": "Fine", "decision": "go_on",
    "next_on": D2,
}  # fmt: skip
CAME = {"meeting": MET, "name": "Sam"}
ENDED = {**UNDER, "reason": "moved", "words": "Away"}
CASES: dict[str, tuple[type, dict[str, Any]]] = {
    "plan_agreement_whole": (of.PlanAgreement, {**AGREED, "consent": ""}),
    "plan_agreement_review_after": (of.PlanAgreement, {**AGREED, "review_by": D1}),
    "plan_need_whole": (of.PlanNeed, {**NEED, "outcome": ""}),
    "plan_action_whole": (of.PlanAction, {**ACTION, "who": ""}),
    "plan_action_ahead": (of.PlanAction, {**ACTION, "on": D2, "by_when": D1}),
    "need_outcome_change_known": (of.NeedOutcome, {**FOUND, "change": "done"}),
    "need_outcome_told": (of.NeedOutcome, {**FOUND, "different": ""}),
    "agreed_plan_ending_reason_known": (of.AgreedPlanEnding, {**ENDED, "reason": "tea"}),
    "agreed_plan_ending_told": (of.AgreedPlanEnding, {**ENDED, "words": ""}),
    "plan_meeting_kind_known": (of.PlanMeeting, {**MET, "kind": "tea"}),
    "plan_meeting_decision_known": (of.PlanMeeting, {**MET, "decision": "tea"}),
    "plan_meeting_told": (of.PlanMeeting, {**MET, "progress": ""}),
    "plan_meeting_goes_on": (of.PlanMeeting, {**MET, "next_on": None}),
    "plan_meeting_agency_known": (of.PlanMeetingAttendance, {**CAME, "agency": "army"}),
    "plan_meeting_named": (of.PlanMeetingAttendance, {**CAME, "name": ""}),
    "plan_meeting_came_once": (of.PlanMeetingAttendance, CAME),
}


@pytest.mark.parametrize("name", CASES)
def test_refuses_what_cannot_be(make: Callable[..., Any], name: str) -> None:
    """A row that breaks a promise of its table is not stored."""
    model, facts = CASES[name]
    if name.endswith("_once"):
        first = made(make, model, facts)
        facts = {"meeting": first.meeting, "name": first.name}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        made(make, model, facts)
