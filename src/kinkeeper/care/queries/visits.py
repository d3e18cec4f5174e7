"""Visits to children looked after and to care leavers."""

from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible_of
from kinkeeper.access.who import Asker
from kinkeeper.care.kinds import CareVisitKind
from kinkeeper.care.models import CareVisit
from kinkeeper.workforce.visited import VisitShown, shown


def visits(*, who: Asker, person_id: UUID) -> tuple[VisitShown, ...]:
    """The visits made or tried while looked after and after leaving care, the latest first."""
    rows = CareVisit.objects.select_related("worker").order_by("-held_on", "-id")
    seen = visible_of(who, Permission.SEE_RECORD, rows, person_id)
    return tuple(shown(row, CareVisitKind(row.kind).label, row.care_period_id) for row in seen)
