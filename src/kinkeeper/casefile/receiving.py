"""A file on its way in: what it is, what is taken out of it, what the scanner says; then it is kept.

The scanner is asked before the transaction begins: nobody waits on it for a lock.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Protocol
from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.casefile import scanner
from kinkeeper.casefile.actions.documents import A_PIECE, DocumentSent, keep_document
from kinkeeper.casefile.file_types import FileType, as_kept, type_of
from kinkeeper.casefile.kinds import DocumentKind, Verdict
from kinkeeper.casefile.models import Document
from kinkeeper.casefile.pictures import stripped
from kinkeeper.kernel.errors import BadInput

MOST_BYTES: Final = 20 * 1024 * 1024
LONGEST_NAME: Final = 120
_NOT_IN_A_NAME: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


class Sent(Protocol):
    """A file as a browser sends it."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def read(self, size: int = -1) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What somebody says of a file they send."""

    kind: DocumentKind
    about: str
    section: str = ""


class Infected(BadInput):
    """The scanner found a virus: nothing was kept."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"a virus was found in this file ({found}), so it was not kept",
            field="file",
            do="Do not open it. Tell whoever sent it, and your IT service desk.",
        )


def receive(*, child: UUID, file: Sent, described: Described, by: Who) -> Document:
    """Keep a file on a child's record; BadInput, in words for who sent it, where it is not kept."""
    require(by, Permission.RECORD_DOCUMENT, child)
    if file.size is not None and file.size > MOST_BYTES:
        raise _too_large()
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _too_large()
    kind = type_of(content)
    # The scanner is asked about what was sent: what is drawn anew hides what was wrong with it.
    answer = scanner.scan(_in_pieces(content))
    if answer.verdict == Verdict.INFECTED:
        audit.record(by=by, verb="casefile.virus_refused", person_id=child,
                     details={"found": answer.found, "sha256": _hash(content)})  # fmt: skip
        raise Infected(answer.found)
    kept = stripped(content, kind) if kind.is_picture else as_kept(content, kind)
    sent = DocumentSent(
        kind=described.kind,
        about=described.about,
        section=described.section,
        name=kept_name(file.name or "", kind),
        file_type=kind,
        content=kept,
        sent_sha256=_hash(content),
        answer=answer,
    )
    return keep_document(child=child, sent=sent, by=by)


def kept_name(name: str, kind: FileType) -> str:
    """The name as it was sent, without what no disk takes, and with the ending of what it is."""
    plain = unicodedata.normalize("NFC", _NOT_IN_A_NAME.sub(" ", PurePath(name).name)).strip(" .")
    stem = PurePath(plain).stem.strip(" .") or "document"
    ending = f".{kind.name}"
    return stem[: LONGEST_NAME - len(ending)] + ending


def _in_pieces(content: bytes) -> Iterator[bytes]:
    return (content[start : start + A_PIECE] for start in range(0, len(content), A_PIECE))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _too_large() -> BadInput:
    return BadInput(f"the file is larger than {MOST_BYTES // 1024 // 1024} MB", field="file")
