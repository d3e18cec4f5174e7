"""The tables of legal cases refuse what cannot be, by direct SQL."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinkeeper.court import models as of

D1, D2 = date(2025, 1, 1), date(2025, 2, 1)
MET = dict.fromkeys(("chronology", "family_conference", "kin", "advice", "reason"), "W")
MEETING: dict[str, Any] = {**MET, "solicitor": "A", "held_on": D1, "decision": "issue"}
LISTED: dict[str, Any] = {"kind": "cmh", "listed_on": D1, "listed_for": D2}
STEP: dict[str, Any] = {"kind": "letter", "on": D1}
CASES: dict[str, tuple[type, list[dict[str, Any]]]] = {
    "legal_planning_decision_known": (of.LegalPlanning, [{**MEETING, "decision": "tea"}]),
    "legal_planning_whole": (of.LegalPlanning, [{**MEETING, "advice": ""}]),
    "legal_step_kind_known": (of.LegalStep, [{**STEP, "kind": "tea"}]),
    "legal_step_once": (of.LegalStep, [STEP, STEP]),
    "legal_step_extension_ends": (of.LegalStep, [{**STEP, "kind": "extension"}]),
    "legal_step_final_order_known": (of.LegalStep, [{**STEP, "kind": "final"}]),
    "hearing_kind_known": (of.Hearing, [{**LISTED, "kind": "tea"}]),
    "hearing_listed_before": (of.Hearing, [{**LISTED, "listed_on": D2, "listed_for": D1}]),
    "hearing_held_after_listed": (
        of.Hearing,
        [{**LISTED, "listed_on": D2, "held_on": D1, "outcome": "O"}],
    ),
    "hearing_held_has_outcome": (of.Hearing, [{**LISTED, "held_on": D2}]),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str, child: Any, make: Callable[..., Any]) -> None:
    """Each of these breaks the constraint of that name, and no other."""
    model, rows = CASES[name]
    case = of.LegalCase.objects.create(person=child, asked_on=D1, why="W")
    *before, last = rows
    for facts in before:
        model.objects.create(person=child, case=case, **facts)  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.create(person=child, case=case, **last)  # type: ignore[attr-defined]


def test_a_case_says_why(child: Any) -> None:
    """A meeting is asked for with a reason."""
    with pytest.raises(IntegrityError, match="legal_case_says_why"), transaction.atomic():
        of.LegalCase.objects.create(person=child, asked_on=D1, why="")
