"""What the calendar of a family hears of protection: visits, conferences held and booked, discussions."""

from collections.abc import Iterator

from kinkeeper.access.permissions import Permission
from kinkeeper.people.calendar import Entry, Span, Standing, register
from kinkeeper.protection.kinds import ConferenceKind, VisitKind
from kinkeeper.protection.models import Conference, ConferenceBooking, StrategyDiscussion, Visit


def register_all() -> None:
    """Give these to the calendar."""
    register("visits", visits, Standing.HELD)
    register("conferences", conferences, Standing.HELD)
    register("conferences_booked", booked, Standing.BOOKED)
    register("strategy_discussions", discussions, Standing.HELD)


def visits(span: Span) -> Iterator[Entry]:
    """Visits made or tried."""
    for row in span.rows(Visit.objects.select_related("worker"), "held_on"):
        what = str(VisitKind(row.kind).label)
        tried = f"{what}, tried" if row.attempted else what
        by = str(row.worker) if row.worker else ""
        yield Entry(row.held_on, row.person_id, tried, Standing.HELD, by)


def conferences(span: Span) -> Iterator[Entry]:
    """Conferences held."""
    for row in span.rows(Conference.objects.all(), "held_on"):
        what = str(ConferenceKind(row.kind).label)
        yield Entry(row.held_on, row.person_id, what, Standing.HELD)


def booked(span: Span) -> Iterator[Entry]:
    """Conferences booked and neither held nor called off."""
    rows = ConferenceBooking.objects.filter(held_on=None, called_off_on=None)
    for row in span.rows(rows.select_related("chair"), "booked_for"):
        what = str(ConferenceKind(row.kind).label)
        yield Entry(row.booked_for, row.person_id, what, Standing.BOOKED, str(row.chair))


def discussions(span: Span) -> Iterator[Entry]:
    """Strategy discussions, for whom that section is open."""
    rows = span.rows(StrategyDiscussion.objects.all(), "held_on", Permission.SEE_STRATEGY)
    for row in rows:
        yield Entry(row.held_on, row.person_id, "Strategy discussion", Standing.HELD)
