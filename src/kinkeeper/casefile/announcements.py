"""That a note was made is part of a child's story; one of a closed section is left out whole."""

from collections.abc import Collection
from uuid import UUID

from kinkeeper.access.sections import Section
from kinkeeper.casefile.models import Note
from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.chronology.telling import register


def notes_of_sections(person_id: UUID, closed: Collection[Section]) -> frozenset[UUID]:
    """The child's notes that are of a section closed to the asker."""
    rows = Note.objects.filter(person_id=person_id, section__in=[*closed])
    return frozenset(rows.values_list("id", flat=True))


announces(Note, Announcement("note_recorded", on="happened_on", at="happened_at"))
register(notes_of_sections)
