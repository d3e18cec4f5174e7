"""What the census would find in a child's records today, with where each is put right and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.returns.of_child import CensusNow, census_now
from kinkeeper.returns.running.findings import Found
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Row
from kinkeeper.web.presenters.people import whom_to_ask
from kinkeeper.web.presenters.runs.rules import SEVERITIES
from kinkeeper.web.presenters.tables import table
from kinkeeper.workforce.queries import lead_worker

COLUMNS: Final = ("What is wrong", "What to do", "Fields at fault", "Where it is put right", "Kind")
# Where what a group of the census holds is recorded: a page of the child's record.
WHERE: Final[Mapping[str, tuple[str, str]]] = {
    "Children": ("child-details", "Details and family"),
    "Disabilities": ("child-details", "Details and family"),
    "Assessments": ("child-forms", "Forms"),
    "AssessmentFactors": ("child-forms", "Forms"),
}
ELSEWHERE: Final = ("child-work", "Work")


def shown(who: Who, person_id: UUID) -> dict[str, object]:
    """The list, who mends it, and what is said where nothing was asked or nothing was found."""
    now = census_now(who=who, person_id=person_id)
    rows = [_row(one, person_id) for one in now.found]
    return {
        "year": year_label(now.year),
        "findings": table("To put right", COLUMNS, rows, words.counted(len(rows), "finding")),
        "asked": words.counted(now.rules, "rule"),
        "not_asked": words.capital(now.not_asked),
        "clean": _is_clean(now),
        "adoption_open": now.adoption_open,
        "mender": whom_to_ask(lead_worker(who=who, person_id=person_id)),
    }


def _is_clean(now: CensusNow) -> bool:
    return not now.found and not now.not_asked


def _row(one: Found, person_id: UUID) -> Row:
    said, tone = SEVERITIES[one.rule.severity]
    view, page = WHERE.get(one.row.table if one.row else "", ELSEWHERE)
    at_fault = ", ".join(f"{name}: {value or 'blank'}" for name, value in one.fields)
    return Row(
        (
            Cell(one.rule.says, under=f"Rule {one.rule.code}", head=True, label=False),
            Cell(one.rule.do, label=False),
            Cell(at_fault or "The row as a whole"),
            Cell(page, reverse(view, args=[person_id])),
            Cell(said, tone=tone),
        )
    )
