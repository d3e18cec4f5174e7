"""What the calendar of a family hears of reviews."""

from collections.abc import Iterator

from kinkeeper.people.calendar import Entry, Span, Standing, register
from kinkeeper.reviews.kinds import ReviewKind
from kinkeeper.reviews.models import Review


def register_all() -> None:
    """Give these to the calendar."""
    register("reviews", held, Standing.HELD)


def held(span: Span) -> Iterator[Entry]:
    """Reviews held."""
    for row in span.rows(Review.objects.all(), "held_on"):
        yield Entry(row.held_on, row.person_id, str(ReviewKind(row.kind).label), Standing.HELD)
