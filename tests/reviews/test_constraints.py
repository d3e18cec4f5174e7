"""The table of reviews refuses what cannot be."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kinkeeper.reviews.kinds import ReviewKind
from kinkeeper.reviews.models import Review

CASES: dict[str, dict[str, Any]] = {
    "review_kind_known": {"kind": "chat"},
    "review_participation_code": {"kind": ReviewKind.LOOKED_AFTER, "participation": "spoke"},
    "review_looked_after_has_no_plan": {"kind": ReviewKind.LOOKED_AFTER, "plan": "protection.Plan"},
    "review_protection_has_no_care": {
        "kind": ReviewKind.CHILD_PROTECTION,
        "care_period": "care.CarePeriod",
    },
}


@pytest.mark.parametrize("name", CASES)
def test_refuses_what_cannot_be(make: Callable[..., Any], name: str) -> None:
    """A row that breaks a promise of its table is not stored."""
    facts = dict(CASES[name])
    for parent in {"plan", "care_period"} & set(facts):
        facts[parent] = make(apps.get_model(facts[parent]))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(Review, **facts)


def test_every_constraint_is_tried() -> None:
    """No promise of this table is without its test."""
    assert {c.name for c in Review._meta.constraints} == set(CASES)


def test_a_combined_review_is_two_rows(make: Callable[..., Any]) -> None:
    """A child looked after and on a plan has both reviews, on one day if need be."""
    for kind in ReviewKind:
        make(Review, kind=kind)
    assert Review.objects.count() == 2
