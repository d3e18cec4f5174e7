"""The tables of protection refuse what cannot be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kinkeeper.protection.kinds import PlanKind
from kinkeeper.protection.models import (
    AbuseCategoryPeriod,
    Conference,
    Plan,
    Section47Enquiry,
    Visit,
)
from tests.protection.test_constraints_of_harm import CASES as OF_HARM
from tests.protection.test_constraints_of_plans import CASES as OF_PLANS

D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))
CP, CIN = {"kind": PlanKind.CHILD_PROTECTION}, {"kind": PlanKind.CHILD_IN_NEED}
CASES: dict[str, tuple[type, list[dict[str, Any]]]] = {
    "enquiry_ends_after_start": (Section47Enquiry, [{"started_on": D2, "ended_on": D1}]),
    "enquiry_target_after_start": (
        Section47Enquiry,
        [{"started_on": D2, "conference_target_on": D1}],
    ),
    "conference_kind_known": (Conference, [{"kind": "chat"}]),
    "plan_ends_after_start": (Plan, [{"started_on": D2, "ended_on": D1}]),
    "plan_kind_known": (Plan, [{"kind": "holiday"}]),
    "plan_one_of_a_kind": (
        Plan,
        [
            {**CP, "started_on": D1, "ended_on": D3},
            {**CP, "started_on": D2, "ended_on": D2.replace(day=9)},
        ],
    ),
    "plan_protection_facts": (Plan, [{**CIN, "previous_plans": 1}]),
    "abuse_category_ends_after_start": (
        AbuseCategoryPeriod,
        [{"started_on": D2, "ended_on": D1}],
    ),
    "abuse_category_category_code": (AbuseCategoryPeriod, [{"category": "neglect"}]),
    "abuse_category_once": (AbuseCategoryPeriod, [{"started_on": None}, {"started_on": None}]),
    "visit_not_seen_reason_known": (Visit, [{"seen": False, "not_seen_reason": "fog"}]),
    "visit_not_alone_reason_known": (
        Visit,
        [{"seen": True, "seen_alone": False, "not_alone_reason": "fog"}],
    ),
    "visit_attempt_sees_nobody": (Visit, [{"attempted": True, "seen": True}]),
    "visit_unseen_tells_nothing": (Visit, [{"seen": False, "bedroom_seen": True}]),
    "visit_seen_needs_no_reason": (Visit, [{"seen": True, "not_seen_reason": "not_in"}]),
    "visit_not_alone_reason_fits": (
        Visit,
        [{"seen": True, "seen_alone": None, "not_alone_reason": "age"}],
    ),
    "visit_kind_known": (Visit, [{"seen": True, "kind": "tea"}]),
    "visit_under_its_plan": (Visit, [{"seen": True, "kind": "cp"}]),
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
    models = apps.get_app_config("protection").get_models()
    assert {c.name for model in models for c in model._meta.constraints} == {
        *CASES,
        *OF_HARM,
        *OF_PLANS,
    }


@pytest.mark.parametrize("kind", [CP, CIN])
def test_plans_of_a_kind_never_overlap(make: Callable[..., Any], kind: dict[str, Any]) -> None:
    """A child has one open plan of a kind, and one may start on the day another ends."""
    make(Plan, **kind, started_on=D1, ended_on=D2)
    make(Plan, **kind, started_on=D2)
    with pytest.raises(IntegrityError, match="plan_one_of_a_kind"), transaction.atomic():
        make(Plan, **kind, started_on=D3)


def test_plans_of_different_kinds_may_stand_side_by_side(make: Callable[..., Any]) -> None:
    """The strands of a child's record run in parallel."""
    make(Plan, **CP, started_on=D1, previous_plans=0)
    make(Plan, **CIN, started_on=D1)
    assert Plan.objects.count() == 2


def test_only_a_visit_under_a_plan_names_one(make: Callable[..., Any]) -> None:
    """A visit for an assessment belongs to the episode alone."""
    plan = make(Plan, **CIN)
    make(Visit, seen=True, kind="cin", plan=plan)
    make(Visit, seen=True, kind="assessment")
    with pytest.raises(IntegrityError, match="visit_under_its_plan"), transaction.atomic():
        make(Visit, seen=True, kind="assessment", plan=plan)
