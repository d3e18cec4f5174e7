"""What the calendar of a family hears of duties: everything open, on the day it is due."""

from collections.abc import Iterator

from kinkeeper.duties.queries import seen_open
from kinkeeper.duties.rules import clock_here
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.people.calendar import Entry, Span, Standing, register


def register_all() -> None:
    """Give these to the calendar."""
    register("duties", due, Standing.DUE)


def due(span: Span) -> Iterator[Entry]:
    """Open duties; one that tells of a section is there only where that section is open."""
    rows = seen_open(span.who, span.who.on).filter(
        person_id__in=span.people, due_on__gte=span.first, due_on__lte=span.last
    )
    for row in rows:
        if row.due_on is not None:
            what = plain_title(clock_here(row.clock))
            yield Entry(row.due_on, row.person_id, what, Standing.DUE, "", "duty", row.id)
