"""The tables of the front door refuse what cannot be."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kinkeeper.frontdoor.models import Assessment, AssessmentFactor, Contact, HelpEpisode

D1, D2 = date(2025, 1, 1), date(2025, 2, 1)
NOON = datetime(2025, 1, 2, 12, tzinfo=UTC)
GROUP = UUID(int=7)
DECIDED = {"outcome": "referral", "decided_on": D1}
CASES: dict[str, tuple[type, list[dict[str, Any]]]] = {
    "help_episode_closes_after_referral": (HelpEpisode, [{"referred_on": D2, "closed_on": D1}]),
    "help_episode_level_known": (HelpEpisode, [{"level": "some"}]),
    "help_episode_reason_needs_closure": (HelpEpisode, [{"closure_reason": "RC1"}]),
    "help_episode_referral_source_code": (HelpEpisode, [{"referral_source": ""}]),
    "help_episode_primary_need_code": (HelpEpisode, [{"primary_need": "not known"}]),
    "help_episode_closure_reason_code": (HelpEpisode, [{"closed_on": D1, "closure_reason": "-"}]),
    "assessment_authorised_after_start": (Assessment, [{"started_on": D2, "authorised_on": D1}]),
    "assessment_kind_known": (Assessment, [{"kind": "quick"}]),
    "assessment_factor_once": (AssessmentFactor, [{"code": "3A"}, {"code": "3A"}]),
    "assessment_factor_code_code": (AssessmentFactor, [{"code": "alcohol"}]),
    "contact_once": (Contact, [{"contact_group": GROUP}, {"contact_group": GROUP}]),
    "contact_rated_after_received": (
        Contact,
        [{"received_on": D2, "rag": "red", "rated_on": D1}],
    ),
    "contact_decided_after_received": (Contact, [{"received_on": D2, **DECIDED}]),
    "contact_enquiry_after_decision": (
        Contact,
        [{"outcome": "mash_enquiry", "decided_on": D2, "enquiry_decided_on": D1}],
    ),
    "contact_enquiry_was_made": (Contact, [{**DECIDED, "enquiry_decided_on": D1}]),
    "contact_received_on_its_day": (Contact, [{"received_on": D1, "received_at": NOON}]),
    "contact_rated_on_its_day": (Contact, [{"rag": "red", "rated_on": D1, "rated_at": NOON}]),
    "contact_decided_on_its_day": (Contact, [{**DECIDED, "decided_at": NOON}]),
    "contact_enquiry_decided_on_its_day": (
        Contact,
        [
            {
                **DECIDED,
                "outcome": "mash_enquiry",
                "enquiry_decided_on": D1,
                "enquiry_decided_at": NOON,
            }
        ],
    ),
    "contact_channel_known": (Contact, [{"channel": "pigeon"}]),
    "contact_reason_known": (Contact, [{"reason": "none"}]),
    "contact_rag_known": (Contact, [{"rag": "pink", "rated_on": D1}]),
    "contact_outcome_known": (Contact, [{"outcome": "perhaps", "decided_on": D1}]),
    "contact_decided_by_known_role": (Contact, [{**DECIDED, "decided_by_role": "friend"}]),
    "contact_rating_has_its_day": (Contact, [{"rag": "red"}]),
    "contact_outcome_has_its_day": (Contact, [{"outcome": "advice"}]),
    "contact_role_needs_outcome": (Contact, [{"decided_by_role": "team_manager"}]),
    "contact_referral_source_code": (Contact, [{"referral_source": "police"}]),
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
    tried = {*CASES, "contact_episode_follows"}
    assert {c.name for model in models for c in model._meta.constraints} == tried


def test_advice_leads_to_no_episode(make: Callable[..., Any]) -> None:
    """An episode follows from a contact only by an outcome that leads to help."""
    episode = make(HelpEpisode)
    make(Contact, **DECIDED, episode=episode)
    for facts in ({}, {"outcome": "advice", "decided_on": D1}):
        with pytest.raises(IntegrityError, match="contact_episode_follows"), transaction.atomic():
            make(Contact, **facts, episode=episode)


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
