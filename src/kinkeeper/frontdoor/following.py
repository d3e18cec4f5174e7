"""The forms of practice that are assessments: approved, they are recorded in the child's open case."""

from __future__ import annotations

from functools import partial
from typing import Final

from kinkeeper.access.who import Asker
from kinkeeper.frontdoor.actions.assessing import Assessed, record_assessment
from kinkeeper.frontdoor.episodes import why_not_assess
from kinkeeper.frontdoor.kinds import AssessmentKind
from kinkeeper.practice.following import Approved, Follows, register

ASSESSMENTS: Final = {"child-and-family-assessment": AssessmentKind.CHILD_AND_FAMILY}
FACTORS: Final = "cin.assessment_factors"


def register_all() -> None:
    """Have each recorded once it is approved."""
    for form, kind in ASSESSMENTS.items():
        register(form, Follows(why_not=why_not_assess, do=partial(_record, kind)))


def _record(kind: AssessmentKind, approved: Approved, by: Asker) -> None:
    assessed = Assessed(
        kind=kind,
        begun_on=approved.begun_on,
        authorised_on=approved.approved_on,
        factors=approved.codes_of(FACTORS),
    )
    record_assessment(child=approved.person_id, assessed=assessed, by=by)
