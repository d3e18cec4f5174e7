"""What is looked at by itself: documents that wait for a scanner, warnings overdue for review."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kinkeeper.access.teams import is_live
from kinkeeper.access.who import Who
from kinkeeper.casefile import scanner
from kinkeeper.casefile.actions.documents import record_check
from kinkeeper.casefile.alert_kinds import INFECTED, WARNING_OVERDUE
from kinkeeper.casefile.alerting import raise_alert
from kinkeeper.casefile.kinds import Verdict
from kinkeeper.casefile.models import Document, WarningNote
from kinkeeper.casefile.queries.documents import judged, pieces_of
from kinkeeper.casefile.queries.warnings import overdue
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.relationships import allocations_of

MOST_AT_ONCE: Final = 50


def check_waiting(*, by: Who) -> int:
    """Ask the scanner about documents it has not answered for; how many it now has."""
    if not scanner.is_set():
        return 0
    waits = Q(verdict=Verdict.UNANSWERED) | Q(verdict=Verdict.NO_SCANNER)
    rows = judged(Document.objects.all()).filter(waits).order_by("recorded_at")
    return sum(_checked(row, by) for row in rows[:MOST_AT_ONCE])


def tell_overdue(*, on: date, by: Who) -> int:
    """Tell the child's worker of each warning that is overdue for review, once a date; how many."""
    late = overdue(on)
    for row in late:
        with transaction.atomic():
            raise_alert(
                kind=WARNING_OVERDUE,
                once=f"{row.pk}:{row.reviews.count()}",
                reason="A warning was to be looked at again. It still holds until somebody ends it.",
                owner_user=_worker(row, on),
                person_id=row.person_id,
                by=by,
            )
    return len(late)


def _checked(row: Document, by: Who) -> bool:
    answer = scanner.scan(pieces_of(row.pk))
    if answer.verdict not in (Verdict.CLEAN, Verdict.INFECTED):
        return False
    with transaction.atomic():
        record_check(document=row, answer=answer, by=by)
        if answer.verdict == Verdict.INFECTED:
            _tell_infected(row, by)
    return True


def _tell_infected(row: Document, by: Who) -> None:
    raise_alert(
        kind=INFECTED,
        once=str(row.pk),
        reason="A virus was found in a document you kept. It can no longer be downloaded.",
        owner_user=row.recorded_by,
        person_id=row.person_id,
        section=row.section,
        by=by,
    )


def _worker(row: WarningNote, on: date) -> UUID | None:
    """The lead worker of the day where they have an account; else whoever set the warning."""
    held = (one for one in allocations_of(row.person_id) if is_live(one, on))
    lead = (one.worker.user_id for one in held if one.role == AllocationRole.LEAD)
    return next((user for user in lead if user), row.recorded_by)
