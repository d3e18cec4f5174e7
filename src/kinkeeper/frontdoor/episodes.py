"""Which case of a child is open with social care: the rule that deciding, assessing and telling share."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.frontdoor.kinds import HelpLevel
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.errors import Refused

NONE_OPEN: Final = "No case of this child is open."
REFER_FIRST: Final = (
    "Decide on the referral first: an assessment belongs to the case that it opens."
)


def open_cases(person_id: UUID) -> QuerySet[HelpEpisode]:
    """The child's open cases, the latest first: not closed, and not ended at the referral."""
    rows = HelpEpisode.objects.filter(
        person_id=person_id, closed_on=None, level=HelpLevel.CHILD_IN_NEED
    )
    return rows.exclude(no_further_action=True).order_by("-referred_on", "-id")


def hold_open_case(person_id: UUID) -> HelpEpisode | None:
    """The latest of them, held with the rest until the commit: nobody closes it meanwhile."""
    return next(iter(open_cases(person_id).select_for_update(no_key=True)), None)


def none_open(do: str) -> Refused:
    """That there is none, and what to do about it."""
    return Refused(NONE_OPEN, missing="an open case", who_can_waive="nobody", do=do)


def why_not_assess(person_id: UUID) -> Refused | None:
    """Why no assessment of this child can be authorised; None where a case is open."""
    return None if open_cases(person_id).exists() else none_open(REFER_FIRST)
