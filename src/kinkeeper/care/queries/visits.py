"""Visits to children looked after and to care leavers."""

from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible_of
from kinkeeper.access.who import Asker
from kinkeeper.care.kinds import CareVisitKind
from kinkeeper.care.models import CarePeriod, CareVisit
from kinkeeper.workforce.visited import VisitShown, shown


def visits(*, who: Asker, person_id: UUID) -> tuple[VisitShown, ...]:
    """The visits made or tried while looked after and after leaving care, the latest first."""
    rows = CareVisit.objects.select_related("worker").order_by("-held_on", "-id")
    seen = visible_of(who, Permission.SEE_RECORD, rows, person_id)
    return tuple(shown(row, CareVisitKind(row.kind).label, row.care_period_id) for row in seen)


def to_visit(*, who: Asker, person_id: UUID) -> CarePeriod | None:
    """The child's time in care as it goes on, for who records in it: to record a visit under."""
    rows = CarePeriod.objects.filter(ended_on=None).order_by("-started_on", "-id")
    return visible_of(who, Permission.RECORD_CARE, rows, person_id).first()
