"""What the calendar of a family hears of protection: visits, conferences, meetings of plans, discussions."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from kinkeeper.access.permissions import Permission
from kinkeeper.people.calendar import Entry, Span, Standing, register
from kinkeeper.protection.kinds import ConferenceKind, MeetingKind, VisitKind
from kinkeeper.protection.models import (
    Conference,
    ConferenceBooking,
    PlanMeeting,
    StrategyDiscussion,
    Visit,
)


def register_all() -> None:
    """Give these to the calendar."""
    register("visits", visits, Standing.HELD)
    register("conferences", conferences, Standing.HELD)
    register("conferences_booked", booked, Standing.BOOKED)
    register("plan_meetings", met, Standing.HELD)
    register("plan_meetings_booked", to_meet, Standing.BOOKED)
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


def met(span: Span) -> Iterator[Entry]:
    """Core groups and child in need meetings held."""
    for row in span.rows(PlanMeeting.objects.all(), "on"):
        yield Entry(row.on, row.person_id, str(MeetingKind(row.kind).label), Standing.HELD)


def to_meet(span: Span) -> Iterator[Entry]:
    """The next meeting of each plan that goes on, as the last one set it."""
    later = PlanMeeting.objects.filter(plan=OuterRef("plan"), on__gt=OuterRef("on"))
    rows = PlanMeeting.objects.filter(~Exists(later), plan__ended_on=None)
    for row in span.rows(rows, "next_on"):
        if row.next_on is not None:
            what = str(MeetingKind(row.kind).label)
            yield Entry(row.next_on, row.person_id, what, Standing.BOOKED)


def discussions(span: Span) -> Iterator[Entry]:
    """Strategy discussions, for whom that section is open."""
    rows = span.rows(StrategyDiscussion.objects.all(), "held_on", Permission.SEE_STRATEGY)
    for row in rows:
        yield Entry(row.held_on, row.person_id, "Strategy discussion", Standing.HELD)
