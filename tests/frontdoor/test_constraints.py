"""The tables of the front door refuse what cannot be."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, transaction

from kinkeeper.frontdoor.models import (
    Assessment,
    AssessmentFactor,
    ChildClosed,
    ChildMatch,
    ChildTold,
    ChildUnmatch,
    Contact,
    ContactGroup,
    ContactStep,
    EnquiryAnswer,
    EnquiryRequest,
    HelpEpisode,
    NightSample,
)
from kinkeeper.kernel.ids import uuid7

D1, D2 = date(2025, 1, 1), date(2025, 2, 1)
NOON = datetime(2025, 1, 2, 12, tzinfo=UTC)
AT = {"by": uuid7(), "at": NOON}
SAID = {**AT, "added": False}
NIGHT = {"by": uuid7(), "came": 1, "checked": 1}
DECIDED = {"kind": "decided", "outcome": "referral"}
CASES: dict[str, tuple[type, list[dict[str, Any]]]] = {
    "help_episode_closes_after_referral": (HelpEpisode, [{"referred_on": D2, "closed_on": D1}]),
    "help_episode_decided_in_it": (
        HelpEpisode,
        [{"referred_on": D2, "closure_decided_on": D1}],
    ),
    "help_episode_level_known": (HelpEpisode, [{"level": "some"}]),
    "help_episode_reason_needs_closure": (HelpEpisode, [{"closure_reason": "RC1"}]),
    "help_episode_referral_source_code": (HelpEpisode, [{"referral_source": ""}]),
    "help_episode_primary_need_code": (HelpEpisode, [{"primary_need": "not known"}]),
    "help_episode_closure_reason_code": (HelpEpisode, [{"closed_on": D1, "closure_reason": "-"}]),
    "assessment_authorised_after_start": (Assessment, [{"started_on": D2, "authorised_on": D1}]),
    "assessment_kind_known": (Assessment, [{"kind": "quick"}]),
    "assessment_factor_once": (AssessmentFactor, [{"code": "3A"}, {"code": "3A"}]),
    "assessment_factor_code_code": (AssessmentFactor, [{"code": "alcohol"}]),
    "contact_once": (Contact, [{}, {}]),
    "contact_received_on_its_day": (Contact, [{"received_on": D1, "received_at": NOON}]),
    "contact_channel_known": (Contact, [{"channel": "pigeon"}]),
    "contact_reason_known": (Contact, [{"reason": "none"}]),
    "contact_referral_source_code": (Contact, [{"referral_source": "police"}]),
    "contact_group_received_on_its_day": (
        ContactGroup,
        [{"received_on": D1, "received_at": NOON}],
    ),
    "contact_group_channel_known": (ContactGroup, [{"channel": "pigeon"}]),
    "contact_group_reason_known": (ContactGroup, [{"reason": "none"}]),
    "contact_group_consent_known": (ContactGroup, [{"consent": "maybe", "consent_why": "w"}]),
    "contact_group_says_why_no_consent": (ContactGroup, [{"consent": "refused"}]),
    "contact_group_number_needs_agency": (ContactGroup, [{"agency_reference": "N1"}]),
    "contact_group_referral_source_code": (ContactGroup, [{"referral_source": "police"}]),
    "child_told_place": (ChildTold, [{"place": 0}, {"place": 0}]),
    "child_match_once": (ChildMatch, [SAID, SAID]),
    "child_closed_kind_known": (ChildClosed, [{**AT, "kind": "lost"}]),
    "child_closed_says_why": (ChildClosed, [{**AT, "reason": ""}]),
    "contact_decided_once": (ContactStep, [DECIDED, DECIDED]),
    "contact_step_on_its_day": (ContactStep, [{"kind": "acknowledged", "on": D1, "at": NOON}]),
    "contact_step_kind_known": (ContactStep, [{"kind": "danced"}]),
    "contact_step_rating_known": (ContactStep, [{"rating": "pink"}]),
    "contact_step_outcome_known": (ContactStep, [{**DECIDED, "outcome": "perhaps"}]),
    "contact_step_research_known": (ContactStep, [{**DECIDED, "research": "some"}]),
    "contact_step_evidence_shape": (ContactStep, [{**DECIDED, "evidence": ""}]),
    "contact_step_by_role_shape": (ContactStep, [{"rating": "red", "by_role": "A friend"}]),
    "contact_step_rated_has_rating": (ContactStep, [{"kind": "rated"}]),
    "contact_step_decision_has_outcome": (ContactStep, [{"kind": "decided"}]),
    "contact_step_level_needs_document": (ContactStep, [{**DECIDED, "level": "complex"}]),
    "contact_step_says_why": (ContactStep, [{"kind": "disagreed"}]),
    "enquiry_request_sent_on_its_day": (EnquiryRequest, [{"sent_on": D1, "sent_at": NOON}]),
    "enquiry_request_basis_known": (EnquiryRequest, [{"basis": "whim"}]),
    "enquiry_request_rating_known": (EnquiryRequest, [{"rating": "pink"}]),
    "enquiry_request_says_why_no_consent": (EnquiryRequest, [{"basis": "without"}]),
    "enquiry_answer_on_its_day": (EnquiryAnswer, [{"answered_on": D1, "answered_at": NOON}]),
    "enquiry_answer_kind_known": (EnquiryAnswer, [{"kind": "shrug"}]),
    "enquiry_answer_says_why_not": (EnquiryAnswer, [{"kind": "declined"}]),
    "night_sample_of_what_came": (NightSample, [{**NIGHT, "checked": 2}]),
    "night_sample_says": (NightSample, [{**NIGHT, "found": ""}]),
}


@pytest.mark.parametrize("name", CASES)
def test_refuses_what_cannot_be(make: Callable[..., Any], name: str) -> None:
    """A row that breaks a promise of its table is not stored."""
    model, (*before, last) = CASES[name]
    for facts in before:
        make(model, **facts)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(model, **last)


def test_every_constraint_is_tried() -> None:
    """No promise of these tables is without its test."""
    models = apps.get_app_config("frontdoor").get_models()
    apart = {"contact_step_episode_follows", "contact_group_number_once", "child_unmatch_says_why"}
    tried = {*CASES, *apart}
    assert {c.name for model in models for c in model._meta.constraints} == tried


def test_what_is_undone_says_why(make: Callable[..., Any]) -> None:
    """Who a child told of is said to be is not undone without a word."""
    match = make(ChildMatch, **SAID)
    with pytest.raises(IntegrityError, match="child_unmatch_says_why"), transaction.atomic():
        make(ChildUnmatch, match=match, reason="", **AT)


def test_advice_leads_to_no_episode(make: Callable[..., Any]) -> None:
    """An episode follows from a contact only by an outcome that leads to help."""
    episode = make(HelpEpisode)
    with pytest.raises(IntegrityError, match="contact_step_episode_follows"), transaction.atomic():
        make(ContactStep, **{**DECIDED, "outcome": "advice"}, episode=episode)
    make(ContactStep, **DECIDED, episode=episode)


def test_an_agencys_number_is_used_once(make: Callable[..., Any]) -> None:
    """The same notice sent twice is not two contacts; another agency may use the number."""
    ours, theirs = (make(apps.get_model("partners.Agency"), name=name) for name in ("A", "B"))
    for agency in (ours, theirs):
        make(ContactGroup, agency=agency, agency_reference="N1")
    with pytest.raises(IntegrityError, match="contact_group_number_once"), transaction.atomic():
        make(ContactGroup, agency=ours, agency_reference="N1")


@pytest.mark.parametrize(
    "model", [ChildTold, ContactStep, EnquiryRequest, EnquiryAnswer], ids=lambda one: one.__name__
)
def test_what_was_told_and_done_is_never_changed(make: Callable[..., Any], model: Any) -> None:
    """The database refuses to change or delete it, whoever asks."""
    facts = {"place": 0} if model is ChildTold else {"rating": "red"}
    facts = {} if model is EnquiryAnswer else facts
    row = make(model, **facts)
    for spoil in (model.objects.filter(pk=row.pk).delete, row.delete):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            spoil()


def test_a_day_is_the_day_in_london(make: Callable[..., Any]) -> None:
    """Half past eleven at night in summer is the next day there."""
    late = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    make(Contact, received_on=date(2025, 7, 1), received_at=late)
    with pytest.raises(IntegrityError, match="received_on_its_day"), transaction.atomic():
        make(Contact, received_on=date(2025, 6, 30), received_at=late)


def test_what_happens_in_a_day_is_stored(make: Callable[..., Any]) -> None:
    """A case opened and closed, and an assessment begun and authorised, on one day are possible."""
    make(HelpEpisode, referred_on=D1, closed_on=D1, closure_reason="RC8")
    make(Assessment, started_on=D1, authorised_on=D1)
    assert HelpEpisode.objects.get().closed_on == Assessment.objects.get().authorised_on
