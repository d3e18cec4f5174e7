"""Documents: what each is, its bytes in pieces, and what a scanner for viruses said of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.access.sections import Section
from kinkeeper.casefile.kinds import OF_SECTIONS, DocumentKind, Verdict
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now, today


class Document(Record):
    """A file kept on a child's record; its type was found in it, not in its name."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=DocumentKind)
    about = models.CharField(max_length=200)
    name = models.CharField(max_length=120, help_text="As it was sent, without what no disk takes")
    file_type = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text="Of the bytes that are kept")
    sent_sha256 = models.CharField(max_length=64, help_text="Of the bytes that were sent")
    stripped = models.BooleanField(help_text="Whether what a camera wrote in it was removed")
    section = models.CharField(max_length=20, blank=True, default="", choices=OF_SECTIONS)
    kept_on = models.DateField(
        default=today, null=True, help_text="The day lived; null: the day it was recorded"
    )

    class Meta:
        constraints = (
            one_of("document_kind_known", "kind", DocumentKind.values),
            one_of("document_section_known", "section", ["", *Section]),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_holds_something"),
        )


class DocumentPiece(models.Model):
    """A piece of a document, so that none is held in memory whole to be sent."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[str] = "document__person_id"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="pieces")
    place = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        """In order."""

        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("document", "place"), name="document_piece_once"),
        )


class DocumentCheck(models.Model):
    """What a scanner said of a document; the latest holds."""

    append_only: ClassVar[bool] = True
    reached_by: ClassVar[str] = "document__person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="checks")
    verdict = models.CharField(max_length=10, choices=Verdict)
    found = models.CharField(max_length=100, blank=True, default="")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("at", "id")
        constraints = (one_of("document_check_verdict_known", "verdict", Verdict.values),)
