"""The tables of the front door refuse what cannot be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kinkeeper.frontdoor.models import Assessment, AssessmentFactor, HelpEpisode

D1, D2 = date(2025, 1, 1), date(2025, 2, 1)
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
    assert {c.name for model in models for c in model._meta.constraints} == set(CASES)


def test_what_happens_in_a_day_is_stored(make: Callable[..., Any]) -> None:
    """A case opened and closed, and an assessment begun and authorised, on one day are possible."""
    make(HelpEpisode, referred_on=D1, closed_on=D1, closure_reason="RC8")
    make(Assessment, started_on=D1, authorised_on=D1)
    assert HelpEpisode.objects.get().closed_on == Assessment.objects.get().authorised_on
