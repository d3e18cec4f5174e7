"""What the calendar of a family hears of court: hearings held and listed, and the last days of orders."""

from collections.abc import Iterator

from django.db.models.functions import Coalesce

from kinkeeper.access.permissions import Permission
from kinkeeper.court.kinds import HearingKind, OrderKind
from kinkeeper.court.lapsing import last_day
from kinkeeper.court.models import Hearing, TimedOrder
from kinkeeper.people.calendar import Entry, Span, Standing, register


def register_all() -> None:
    """Give these to the calendar."""
    register("hearings", held, Standing.HELD)
    register("hearings_listed", listed, Standing.BOOKED)
    register("orders_ending", ending, Standing.DUE)


def held(span: Span) -> Iterator[Entry]:
    """Hearings held, for who reads on."""
    for row in span.rows(Hearing.objects.all(), "held_on", Permission.SEE_NARRATIVE):
        if row.held_on is not None:
            what = str(HearingKind(row.kind).label)
            yield Entry(row.held_on, row.person_id, what, Standing.HELD)


def listed(span: Span) -> Iterator[Entry]:
    """Hearings listed of which nothing is recorded yet."""
    rows = Hearing.objects.filter(held_on=None)
    for row in span.rows(rows, "listed_for", Permission.SEE_NARRATIVE):
        what = str(HearingKind(row.kind).label)
        yield Entry(row.listed_for, row.person_id, what, Standing.BOOKED)


def ending(span: Span) -> Iterator[Entry]:
    """Orders of which nobody has recorded what became of them, on their last day."""
    last = Coalesce("extended_to", "ends_on")
    rows = TimedOrder.objects.filter(concluded_on=None).annotate(last=last)
    for row in span.rows(rows, "last", Permission.SEE_NARRATIVE):
        if (day := last_day(row)) is not None:
            what = f"Last day: {OrderKind(row.kind).label.lower()}"
            yield Entry(day, row.person_id, what, Standing.DUE)
