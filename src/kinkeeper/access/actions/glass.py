"""Opening a record in an emergency, and closing the review of it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from kinkeeper.access import glass as opened
from kinkeeper.access.action import action, note
from kinkeeper.access.models import (
    BreakGlass,
    BreakGlassAlert,
    BreakGlassReview,
    GlassOutcome,
    GlassReason,
    ToldAs,
)
from kinkeeper.access.models.glass import OPEN_FOR
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import LONGEST_WHY, SHORTEST_WHY
from kinkeeper.access.rules import may
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import now, today
from kinkeeper.kernel.workdays import calendar

REVIEWED_WITHIN: Final = 2  # working days


@action(Permission.BREAK_GLASS, on="person_id")
def break_glass(*, person_id: UUID, reason: str, why: str, by: Asker) -> BreakGlass:
    """Open a record to be read for sixty minutes; the manager and information governance are told."""
    who, said = as_who(by), why.strip()
    _check_needed(who, person_id)
    if reason not in GlassReason.values:
        raise BadInput("choose why you must open it", field="reason")
    if not SHORTEST_WHY <= len(said) <= LONGEST_WHY:
        limits = f"{SHORTEST_WHY} to {LONGEST_WHY} characters"
        raise BadInput(f"say what has happened, in {limits}", field="why")
    at, on = now(), today()
    glass = BreakGlass.objects.create(
        person_id=person_id,
        user_id=who.id,
        reason=reason,
        why=said,
        opened_at=at,
        ends_at=at + OPEN_FOR,
        opened_on=on,
        review_by_on=calendar().add(on, REVIEWED_WITHIN),
    )
    _tell(glass)
    note(reason=reason, ends_at=glass.ends_at.isoformat(), told=glass.alerts.count())
    return glass


@action(Permission.REVIEW_BREAK_GLASS)
def review_break_glass(*, glass: UUID, outcome: str, why: str, by: Asker) -> BreakGlassReview:
    """Say what came of asking why a record was opened; it closes the task."""
    who, said = as_who(by), why.strip()
    found = opened.opening(who, glass)
    if found is None or found.outcome:
        raise Refused("There is nothing here to review.", do="Look at what waits for a review.")
    if found.user_id == who.id:
        raise Refused(
            "You opened this record yourself.",
            missing="somebody else to review it",
            do="Your manager or an information governance officer does.",
        )
    if outcome not in GlassOutcome.values:
        raise BadInput("choose what came of it", field="outcome")
    if not said or len(said) > LONGEST_WHY:
        raise BadInput(f"say what was found, in {LONGEST_WHY} characters at most", field="why")
    note(outcome=outcome, opened_by=found.user_id)
    facts = {"glass_id": found.id, "opened_by_id": found.user_id, "outcome": outcome}
    try:
        with transaction.atomic():
            return BreakGlassReview.objects.create(**facts, why=said, reviewed_by_id=who.id)
    except IntegrityError as error:  # a colleague closed it a moment ago
        raise Refused("Somebody has closed this review already.") from error


def _check_needed(who: Asker, person_id: UUID) -> None:
    if may(who, Permission.SEE_RECORD, person_id):
        raise Refused(
            "This record is open to you already.",
            missing="a record that is not",
            do="Go to the record.",
        )


def _tell(glass: BreakGlass) -> None:
    told = [(one, ToldAs.MANAGER) for one in opened.managers_of(glass.user_id, glass.opened_on)]
    told += [(one, ToldAs.GOVERNANCE) for one in opened.officers(glass.opened_on)]
    rows = [BreakGlassAlert(glass=glass, to_id=to, told_as=part) for to, part in told]
    BreakGlassAlert.objects.bulk_create(rows)
