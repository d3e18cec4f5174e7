"""Keeping documents, and what a scanner said of them."""

import hashlib
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.file_types import FileType
from kinkeeper.casefile.kinds import FOLLOWS, DocumentKind, Verdict
from kinkeeper.casefile.models import Document, DocumentCheck, DocumentPiece
from kinkeeper.casefile.opened import require_open
from kinkeeper.casefile.scanner import Answer
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused

A_PIECE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSent:
    """A file as it is to be kept, with what is said of it and what the scanner answered."""

    kind: DocumentKind
    about: str
    name: str
    file_type: FileType
    content: bytes
    sent_sha256: str
    answer: Answer
    section: str = ""


@action(Permission.RECORD_DOCUMENT, on="child")
def keep_document(*, child: UUID, sent: DocumentSent, by: Asker) -> Document:
    """Keep a file on a child's record, in pieces. One that holds a virus is refused."""
    require(by, Permission.SEE_NARRATIVE, child)
    require_open(by, sent.section, child)
    if sent.answer.verdict == Verdict.INFECTED:
        raise Refused("A virus was found in this file.", missing="a file without a virus")
    kept = Document(
        person_id=child,
        kind=sent.kind,
        about=words_of(sent.about, field="about", wanted="say what it is", most=200),
        name=sent.name,
        file_type=sent.file_type.name,
        size=len(sent.content),
        sha256=hashlib.sha256(sent.content).hexdigest(),
        sent_sha256=sent.sent_sha256,
        stripped=sent.file_type.is_picture,
        section=sent.section,
    )
    save(kept, by=by)
    DocumentPiece.objects.bulk_create(_pieces(kept, sent.content))
    _check(kept, sent.answer)
    note(type=kept.file_type, size=kept.size, sha256=kept.sha256, verdict=str(sent.answer.verdict))
    return kept


@action(Permission.CHECK_DOCUMENTS)
def record_check(*, document: Document, answer: Answer, by: Asker) -> DocumentCheck:
    """Say what the scanner now says of a document that is kept."""
    Document.objects.select_for_update().get(pk=document.pk)
    last = document.checks.order_by("at", "id").last()
    if last is None or answer.verdict not in FOLLOWS[Verdict(last.verdict)]:
        raise Refused("This document has its verdict already.", missing="a document that waits")
    note(document=str(document.pk), verdict=str(answer.verdict))
    return _check(document, answer)


def _check(document: Document, answer: Answer) -> DocumentCheck:
    return DocumentCheck.objects.create(
        document=document, verdict=answer.verdict, found=answer.found
    )


def _pieces(document: Document, content: bytes) -> list[DocumentPiece]:
    return [
        DocumentPiece(document=document, place=place, content=content[start : start + A_PIECE])
        for place, start in enumerate(range(0, len(content), A_PIECE))
    ]
