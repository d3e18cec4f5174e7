"""Documents about a child, as the asker may see them; and their bytes, once they may be had."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.who import Asker
from kinkeeper.casefile.file_types import FILE_TYPES, FileType
from kinkeeper.casefile.kinds import OPENS, DocumentKind, Verdict
from kinkeeper.casefile.models import Document, DocumentCheck, DocumentPiece
from kinkeeper.casefile.opened import open_rows, rows_of
from kinkeeper.kernel.moment import LONDON

READS = Permission.SEE_NARRATIVE


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document, without its bytes; `verdict` is what a scanner said last."""

    id: UUID
    person_id: UUID
    kind_title: str
    about: str
    name: str
    file_type: FileType
    size: int
    sha256: str
    stripped: bool
    section: str
    recorded_at: datetime
    kept_on: date
    by: str
    verdict: Verdict

    @property
    def opens(self) -> bool:
        """Whether it may be downloaded: a file a scanner found a virus in, or has not seen, may not."""
        return self.verdict in OPENS


def documents(*, who: Asker, person_id: UUID) -> tuple[DocumentShown, ...]:
    """The documents about a child, the latest first."""
    rows = judged(rows_of(who, READS, Document.objects.all(), person_id))
    found = list(rows.order_by("-recorded_at", "-id"))
    by = names(one.recorded_by for one in found)
    return tuple(_shown(row, by.get(row.recorded_by or row.pk, "")) for row in found)


def one_document(*, who: Asker, document_id: UUID) -> DocumentShown | None:
    """One of them, or nothing."""
    rows = judged(open_rows(who, READS, Document.objects.filter(pk=document_id)))
    return next((_shown(row, "") for row in rows), None)


def whose_document(document_id: UUID) -> UUID | None:
    """Whom a document is about, whoever asks: for the audit of what was refused."""
    rows = Document.objects.filter(pk=document_id)
    return rows.values_list("person_id", flat=True).first()


def pieces_of(document_id: UUID) -> Iterator[bytes]:
    """The bytes, piece by piece; who asks was asked before."""
    rows = DocumentPiece.objects.filter(document_id=document_id).order_by("place")
    for place in list(rows.values_list("place", flat=True)):
        yield bytes(rows.values_list("content", flat=True).get(place=place))


def is_whole(document: DocumentShown) -> bool:
    """Whether its bytes are still those that were kept."""
    made = hashlib.sha256()
    for piece in pieces_of(document.id):
        made.update(piece)
    return made.hexdigest() == document.sha256


def judged(rows: QuerySet[Document]) -> QuerySet[Document]:
    """With what a scanner said of each last, as `verdict`."""
    checks = DocumentCheck.objects.filter(document=OuterRef("pk")).order_by("-at", "-id")
    return rows.annotate(verdict=Subquery(checks.values("verdict")[:1]))


def _shown(row: Document, by: str) -> DocumentShown:
    return DocumentShown(
        id=row.id,
        person_id=row.person_id,
        kind_title=DocumentKind(row.kind).label,
        about=row.about,
        name=row.name,
        file_type=FILE_TYPES[row.file_type],
        size=row.size,
        sha256=row.sha256,
        stripped=row.stripped,
        section=row.section,
        recorded_at=row.recorded_at,
        kept_on=row.kept_on or row.recorded_at.astimezone(LONDON).date(),
        by=by,
        verdict=Verdict(row.verdict),  # type: ignore[attr-defined]
    )
