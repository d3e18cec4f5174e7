"""The tables of care refuse what cannot be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kinkeeper.care.kinds import CareVisitKind, WellbeingKind
from kinkeeper.care.models import (
    AdoptionCase,
    CarePeriod,
    CareVisit,
    DeprivationOfLiberty,
    HealthCheck,
    LeavingCareContact,
    LegalStatusPeriod,
    MissingEpisode,
    Placement,
    WellbeingRecord,
)

Facts = dict[str, Any]
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))
BACKWARDS: Facts = {"started_on": D2, "ended_on": D1}
OVERLAPPING: list[Facts] = [{"started_on": D1, "ended_on": D3}, {"started_on": D2}]
SDQ = {"kind": WellbeingKind.STRENGTHS_AND_DIFFICULTIES, "year_ended": 2025}
OFFENCE = {"kind": WellbeingKind.OFFENCE, "year_ended": 2025}
LEAVER = {"kind": CareVisitKind.LEAVING_CARE}
CASES: dict[str, tuple[type, list[Facts]]] = {
    "care_period_ends_after_start": (CarePeriod, [BACKWARDS]),
    "care_period_one_at_a_time": (CarePeriod, OVERLAPPING),
    "care_period_reason_needs_end": (CarePeriod, [{"cease_reason": "E4A"}]),
    "care_period_cease_reason_is_final": (CarePeriod, [{"ended_on": D3, "cease_reason": "X1"}]),
    "care_period_previous_permanence_on_shape": (
        CarePeriod,
        [{"previous_permanence_on_text": "June 2019"}],
    ),
    "care_period_primary_need_code": (CarePeriod, [{"primary_need": ""}]),
    "care_period_cease_reason_code": (CarePeriod, [{"ended_on": D3, "cease_reason": "home"}]),
    "care_period_previous_permanence_code": (CarePeriod, [{"previous_permanence": "none"}]),
    "care_period_previous_permanence_la_code": (CarePeriod, [{"previous_permanence_la": "?"}]),
    "legal_status_ends_after_start": (LegalStatusPeriod, [BACKWARDS]),
    "legal_status_one_at_a_time": (LegalStatusPeriod, OVERLAPPING),
    "legal_status_code_code": (LegalStatusPeriod, [{"code": "care order"}]),
    "placement_ends_after_start": (Placement, [BACKWARDS]),
    "placement_one_at_a_time": (Placement, OVERLAPPING),
    "placement_reason_needs_end": (Placement, [{"change_reason": "CARPL"}]),
    "placement_kind_code": (Placement, [{"kind": ""}]),
    "placement_provider_kind_code": (Placement, [{"provider_kind": "own"}]),
    "placement_change_reason_code": (Placement, [{"ended_on": D3, "change_reason": "moved"}]),
    "placement_provider_urn_code": (Placement, [{"provider_urn": "n/a"}]),
    "placement_postcode_shape": (Placement, [{"postcode": "Leeds"}]),
    "placement_home_postcode_shape": (Placement, [{"home_postcode": ""}]),
    "missing_returns_after_start": (MissingEpisode, [{"started_on": D2, "returned_on": D1}]),
    "missing_kind_known": (MissingEpisode, [{"kind": "X"}]),
    "carevisit_not_seen_reason_known": (
        CareVisit,
        [{**LEAVER, "seen": False, "not_seen_reason": "fog"}],
    ),
    "carevisit_not_alone_reason_known": (
        CareVisit,
        [{**LEAVER, "seen": True, "seen_alone": False, "not_alone_reason": "fog"}],
    ),
    "carevisit_attempt_sees_nobody": (CareVisit, [{**LEAVER, "attempted": True, "seen": True}]),
    "carevisit_unseen_tells_nothing": (
        CareVisit,
        [{**LEAVER, "seen": False, "bedroom_seen": True}],
    ),
    "carevisit_seen_needs_no_reason": (
        CareVisit,
        [{**LEAVER, "seen": True, "not_seen_reason": "not_in"}],
    ),
    "carevisit_not_alone_reason_fits": (
        CareVisit,
        [{**LEAVER, "seen": True, "seen_alone": None, "not_alone_reason": "age"}],
    ),
    "carevisit_kind_known": (CareVisit, [{**LEAVER, "seen": True, "kind": "tea"}]),
    "carevisit_in_its_care": (CareVisit, [{"seen": True, "kind": "cla"}]),
    "missing_interview_one_outcome": (
        MissingEpisode,
        [{"returned_on": D1, "interview_held_on": D2, "interview_declined_on": D2}],
    ),
    "missing_interview_offered_after_return": (MissingEpisode, [{"interview_offered_on": D2}]),
    "missing_interview_held_after_return": (
        MissingEpisode,
        [{"returned_on": D2, "interview_held_on": D1}],
    ),
    "missing_interview_declined_after_return": (
        MissingEpisode,
        [{"returned_on": D2, "interview_declined_on": D1}],
    ),
    "missing_one_open": (MissingEpisode, [{"started_on": D1}, {"started_on": D2, "kind": "A"}]),
    "deprivation_ends_after_start": (DeprivationOfLiberty, [BACKWARDS]),
    "deprivation_one_at_a_time": (DeprivationOfLiberty, OVERLAPPING),
    "adoption_matched_after_decision": (AdoptionCase, [{"decision_on": D2, "matched_on": D1}]),
    "adoption_ceased_after_placed": (AdoptionCase, [{"placed_on": D2, "placed_ceased_on": D1}]),
    "adoption_reason_needs_reversal": (AdoptionCase, [{"placed_ceased_reason": "RD1"}]),
    "adoption_one_or_two_adopters": (AdoptionCase, [{"adopters": 3}]),
    "adoption_placed_ceased_reason_code": (
        AdoptionCase,
        [{"placed_on": D1, "placed_ceased_on": D2, "placed_ceased_reason": "other"}],
    ),
    "adoption_adopters_sex_code": (AdoptionCase, [{"adopters_sex": "both"}]),
    "adoption_adopters_legal_status_code": (AdoptionCase, [{"adopters_legal_status": ""}]),
    "health_check_kind_known": (HealthCheck, [{"kind": "x", "year_ended": 2025, "done": True}]),
    "health_check_some_date": (HealthCheck, [{"done": True}]),
    "health_check_not_done_has_no_day": (HealthCheck, [{"held_on": D1, "done": False}]),
    "wellbeing_kind_known": (WellbeingRecord, [{"kind": "mood", "year_ended": 2025}]),
    "wellbeing_some_date": (WellbeingRecord, [{"kind": WellbeingKind.OFFENCE}]),
    "wellbeing_score_range": (WellbeingRecord, [{**SDQ, "score": 41}]),
    "wellbeing_score_or_reason": (
        WellbeingRecord,
        [{**SDQ, "score": 4, "no_score_reason": "SDQ1"}],
    ),
    "wellbeing_no_score_reason_code": (WellbeingRecord, [{**SDQ, "no_score_reason": ""}]),
    "wellbeing_score_facts": (WellbeingRecord, [{**OFFENCE, "score": 4}]),
    "wellbeing_offence_facts": (WellbeingRecord, [{**SDQ, "convicted": True}]),
    "wellbeing_substance_facts": (WellbeingRecord, [{**OFFENCE, "substance_misuse": False}]),
    "leaving_care_some_date": (LeavingCareContact, [{"in_touch": "YES"}]),
    "leaving_care_in_touch_code": (LeavingCareContact, [{"year_ended": 2025, "in_touch": "yes"}]),
    "leaving_care_activity_code": (LeavingCareContact, [{"year_ended": 2025, "activity": ""}]),
    "leaving_care_accommodation_code": (
        LeavingCareContact,
        [{"year_ended": 2025, "accommodation": "home"}],
    ),
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
    models = apps.get_app_config("care").get_models()
    assert {c.name for model in models for c in model._meta.constraints} == set(CASES)


TIMELINES = [CarePeriod, LegalStatusPeriod, Placement, DeprivationOfLiberty]


@pytest.mark.parametrize("model", TIMELINES)
def test_one_period_follows_another_on_the_day(make: Callable[..., Any], model: type) -> None:
    """One may start on the day another ends, and one may begin and end on that same day."""
    if model in (LegalStatusPeriod, Placement):
        make(CarePeriod)
    for start, end in ((D1, D2), (D2, D2), (D2, D3), (D3, None)):
        make(model, started_on=start, ended_on=end)
    assert model._default_manager.count() == 4  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", TIMELINES)
def test_one_open_period_at_a_time(make: Callable[..., Any], model: type) -> None:
    """A second open period is refused, however much later it starts."""
    make(model, started_on=D1)
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        make(model, started_on=D3)


def test_two_children_have_their_own_timelines(make: Callable[..., Any]) -> None:
    """What one child's record holds never stands in the way of another's."""
    person = apps.get_model("people.Person")
    for _ in range(2):
        make(CarePeriod, person=make(person), started_on=D1)
    assert CarePeriod.objects.count() == 2
