"""What a file is, found in the file and never in its name; what is not on the list is not kept."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import Final

from kinkeeper.kernel.errors import BadInput

MOST_PARTS: Final = 5_000  # of a document that is an archive of parts
MOST_UNPACKED: Final = 500 * 1024 * 1024
MOST_OF_A_LIST: Final = 1024 * 1024  # of the list of a document's parts
MOST_OF_HEADERS: Final = 200_000
ACCEPTED: Final = "PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), OpenDocument (.odt), text or e-mail"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPRINTED: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HEADER: Final = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that is kept: its name, what browsers call it, and its ending."""

    name: str
    title: str
    media: str

    @property
    def is_picture(self) -> bool:
        """Whether a camera may have written where and when it was taken."""
        return self.media.startswith("image/")


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
FILE_TYPES: Final = {
    one.name: one
    for one in (
        FileType("pdf", "PDF", "application/pdf"),
        FileType("png", "PNG picture", "image/png"),
        FileType("jpeg", "JPEG picture", "image/jpeg"),
        FileType("docx", "Word document", f"{_OFFICE}.wordprocessingml.document"),
        FileType("xlsx", "Excel workbook", f"{_OFFICE}.spreadsheetml.sheet"),
        FileType("odt", "OpenDocument text", "application/vnd.oasis.opendocument.text"),
        FileType("eml", "E-mail", "message/rfc822"),
        FileType("txt", "Text", "text/plain; charset=utf-8"),
    )
}
# In an OpenDocument this part is the type itself; in the others it is the part that makes them one.
_ODT_TYPE: Final = b"application/vnd.oasis.opendocument.text"
_MAKES: Final = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def type_of(content: bytes) -> FileType:
    """The type of a file. BadInput, in words for who sent it, where it is none that is kept."""
    if not content:
        raise BadInput("the file is empty", field="file")
    for begins, found in _BEGINNINGS.items():
        if content.startswith(begins):
            return FILE_TYPES[found(content)]
    return FILE_TYPES[_of_text(content)]


def as_kept(content: bytes, kind: FileType) -> bytes:
    """Plain text as one encoding, so that it reads the same wherever it is opened; the rest as it is."""
    if kind.name != "txt":
        return content
    try:
        return content.decode("utf-8-sig").encode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode()


def _refused(reason: str) -> BadInput:
    return BadInput(f"{reason}. Send one of: {ACCEPTED}", field="file")


def _of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _of_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise _refused("the file is damaged, or is locked with a password") from error


def _of_parts(archive: zipfile.ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused("the file would unpack to too much")
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refused("the document holds macros, which are not kept")
    if parts and parts[0].filename == "mimetype" and _read(archive, parts[0]).strip() == _ODT_TYPE:
        return _an_odt(names)
    if "[Content_Types].xml" not in names:
        raise _refused("this is an archive, not a document")
    if b"macroEnabled" in _read(archive, archive.getinfo("[Content_Types].xml")):
        raise _refused("the document holds macros, which are not kept")
    return next((kind for part, kind in _MAKES.items() if part in names), "") or _none()


def _an_odt(names: set[str]) -> str:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise _refused("the document holds macros, which are not kept")
    return "odt"


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as file:
        return file.read(MOST_OF_A_LIST)


def _of_text(content: bytes) -> str:
    if _UNPRINTED.search(content):
        return _none()
    if _HEADER.match(content[:MOST_OF_HEADERS]):
        headers = BytesHeaderParser(policy=compat32).parsebytes(content)
        if "From" in headers and ("Date" in headers or "Received" in headers):
            return "eml"
    return "txt"


def _none() -> str:
    raise _refused("this type of file is not kept")


def _old_office(_content: bytes) -> str:
    raise _refused("this is an old Office file, which may hold macros: save it as .docx or .xlsx")


_BEGINNINGS: Final[dict[bytes, Callable[[bytes], str]]] = {
    b"%PDF-": lambda _: "pdf",
    b"\x89PNG\r\n\x1a\n": lambda _: "png",
    b"\xff\xd8\xff": lambda _: "jpeg",
    b"PK\x03\x04": _of_archive,
    _OLD_OFFICE: _old_office,
}
