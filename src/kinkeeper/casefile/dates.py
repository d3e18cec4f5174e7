"""What the calendar of a family hears of notes: meetings. Visits are told by their own records."""

from collections.abc import Iterator

from kinkeeper.access.permissions import Permission
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.casefile.models import Note
from kinkeeper.casefile.opened import open_rows
from kinkeeper.people.calendar import Entry, Span, Standing, register


def register_all() -> None:
    """Give these to the calendar."""
    register("meetings_noted", meetings, Standing.HELD)


def meetings(span: Span) -> Iterator[Entry]:
    """Meetings of which there is a note; those of a closed section are not there."""
    rows = Note.objects.filter(
        kind=NoteKind.MEETING,
        person_id__in=span.people,
        happened_on__gte=span.first,
        happened_on__lte=span.last,
    )
    for row in open_rows(span.who, Permission.SEE_NARRATIVE, rows):
        yield Entry(row.happened_on, row.person_id, "Meeting", Standing.HELD, "", "note", row.id)
