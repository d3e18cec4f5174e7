"""Notes: drafts, which their authors change; and complete ones, which are only added to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import happens_on_its_day, one_of
from kinkeeper.access.record import Record
from kinkeeper.access.sections import Section
from kinkeeper.casefile.kinds import OF_SECTIONS, NoteKind, TextKind
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class JointNote(models.Model):
    """What is the same for every child of one meeting; it is reached by a child's own note alone."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shared = models.TextField(blank=True, default="")
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)


class Note(Record):
    """That something happened, about one child; its words are rows of their own, never edited."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=NoteKind)
    happened_on = models.DateField()
    happened_at = models.DateTimeField(null=True, db_comment="Null: only the day is known")
    section = models.CharField(max_length=20, blank=True, default="", choices=OF_SECTIONS)
    joint = models.ForeignKey(JointNote, on_delete=models.PROTECT, null=True, related_name="notes")

    class Meta:
        """Found by child, the latest first."""

        indexes = (models.Index(fields=("person", "-happened_on"), name="note_person"),)
        constraints = (
            one_of("note_kind_known", "kind", NoteKind.values),
            one_of("note_section_known", "section", ["", *Section]),
            happens_on_its_day("note_happened_on_its_day", "happened"),
        )


class NoteText(models.Model):
    """Words of a note: those it was completed with, or those added to it since."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[str] = "note__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="texts")
    kind = models.CharField(max_length=8, choices=TextKind)
    text = models.TextField()
    childs_words = models.TextField(blank=True, default="")
    by = models.UUIDField()
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        """As they were written."""

        ordering = ("at", "id")
        constraints = (
            one_of("note_text_kind_known", "kind", TextKind.values),
            models.CheckConstraint(condition=~Q(text=""), name="note_text_says_something"),
            models.UniqueConstraint(
                fields=("note",), condition=Q(kind=TextKind.NOTE), name="note_written_once"
            ),
        )


class NoteDraft(models.Model):
    """A note that is being written, seen by its author alone; it is gone once it is complete."""

    reached_by: ClassVar[str] = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=NoteKind)
    happened_on = models.DateField(null=True)
    happened_at = models.DateTimeField(null=True)
    section = models.CharField(max_length=20, blank=True, default="", choices=OF_SECTIONS)
    text = models.TextField(blank=True, default="")
    childs_words = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    by = models.UUIDField()
    began_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = (
            one_of("note_draft_kind_known", "kind", NoteKind.values),
            one_of("note_draft_section_known", "section", ["", *Section]),
        )
