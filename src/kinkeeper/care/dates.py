"""What the calendar of a family hears of care: visits to who is, or was, looked after."""

from collections.abc import Iterator

from kinkeeper.care.kinds import CareVisitKind
from kinkeeper.care.models import CareVisit
from kinkeeper.people.calendar import Entry, Span, Standing, register


def register_all() -> None:
    """Give these to the calendar."""
    register("care_visits", visits, Standing.HELD)


def visits(span: Span) -> Iterator[Entry]:
    """Visits made or tried."""
    for row in span.rows(CareVisit.objects.select_related("worker"), "held_on"):
        what = str(CareVisitKind(row.kind).label)
        tried = f"{what}, tried" if row.attempted else what
        by = str(row.worker) if row.worker else ""
        yield Entry(row.held_on, row.person_id, tried, Standing.HELD, by)
