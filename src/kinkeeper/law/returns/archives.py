"""Reads a zip archive of returns where it lies: nothing is unpacked to disk, and no more than is bearable."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kinkeeper.kernel.errors import BadInput

SIGNS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MOST_UNPACKED: Final = 400_000_000  # all members together: two files of the largest size
MOST_TIMES: Final = 300  # how much larger than the archive: real returns are packed to a thirtieth
READ: Final = frozenset({".csv", ".xml"})
_ARCHIVES: Final = frozenset({".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"})
LONGEST_NAME: Final = 255
_ENCRYPTED: Final = 0x1
_FIRST_NAME: Final = 30  # where the name of the first file begins
_PACKED_AS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LEADS_OUT: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
)
_ZIP_AGAIN: Final = "Make the archive again of the files as they were exported."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name in there and, where it is one to be read, its bytes."""

    name: str
    content: bytes | None


def is_archive(first: bytes) -> bool:
    """Whether a file begins as a zip archive does, and is no workbook."""
    return first.startswith(SIGNS) and not is_workbook(first)


def is_workbook(first: bytes) -> bool:
    """Whether the zip archive is the form of an Excel workbook."""
    begins = first[_FIRST_NAME:].startswith(b"xl/")
    return first.startswith(SIGNS) and (begins or b"[Content_Types].xml" in first)


def members(content: bytes, name: str, *, most_files: int, most_bytes: int) -> Iterator[Member]:
    """The files of an archive in the order of their names. Raises BadInput, before much is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = _plain(archive, name, most_files)
            _refuse_swollen(inside, len(content), name, most_bytes)
            for one in inside:
                suffix = PurePosixPath(one.filename).suffix.lower()
                read = suffix in READ
                yield Member(one.filename, _unpacked(archive, one, name) if read else None)
    except _BROKEN as error:
        raise BadInput(
            "the zip archive is damaged or cut short", file=name, do=_ZIP_AGAIN
        ) from error


def _plain(archive: zipfile.ZipFile, name: str, most_files: int) -> list[zipfile.ZipInfo]:
    """The files that are not hidden, by name, when every one of them can be taken."""
    inside = [one for one in archive.infolist() if not one.is_dir()]
    if len(inside) > most_files:
        raise BadInput(f"more than {most_files} files", file=name, do="Zip one return at a time.")
    for one in inside:
        _refuse_name(one, name)
    shown = [one for one in inside if not _hidden(one.filename)]
    if len({one.filename for one in shown}) != len(shown):
        raise BadInput("two files in the archive have the same name", file=name, do=_ZIP_AGAIN)
    for one in shown:
        _refuse_member(one, name)
    return sorted(shown, key=lambda one: one.filename)


def _refuse_name(one: zipfile.ZipInfo, name: str) -> None:
    strange = _LEADS_OUT.search(one.filename) or _UNPRINTABLE.search(one.filename)
    if strange or len(one.filename) > LONGEST_NAME:
        raise BadInput(
            "a file in the archive has a name that leads out of it, or that cannot be printed",
            file=name, do=_ZIP_AGAIN,
        )  # fmt: skip


def _refuse_member(one: zipfile.ZipInfo, name: str) -> None:
    inner = f"{name}/{one.filename}"
    if one.flag_bits & _ENCRYPTED:
        raise BadInput("the file is locked with a password", file=inner,
                       do="Zip the files again without one, or unzip them first.")  # fmt: skip
    if one.compress_type not in _PACKED_AS:
        raise BadInput(
            "the file is packed in a way that is not read here", file=inner, do=_ZIP_AGAIN
        )
    if PurePosixPath(one.filename).suffix.lower() in _ARCHIVES:
        raise BadInput("an archive inside an archive is not opened", file=inner,
                       do="Unzip it first, or zip the files themselves.")  # fmt: skip


def _refuse_swollen(inside: list[zipfile.ZipInfo], packed: int, name: str, most_bytes: int) -> None:
    """By what the archive says of its files; `_unpacked` holds it to that."""
    total = sum(one.file_size for one in inside)
    largest = max((one.file_size for one in inside), default=0)
    if largest > most_bytes or total > min(MOST_UNPACKED, max(packed, 1) * MOST_TIMES):
        raise BadInput(
            "unpacked, the archive would be larger than returns are", file=name,
            do="Check what is in it, or zip one return at a time.",
        )  # fmt: skip


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a file, and not one more than the archive said there are."""
    with archive.open(one) as stream:
        content = stream.read(one.file_size + 1)
    if len(content) != one.file_size:
        raise BadInput("the file is not as long as the archive says", file=f"{name}/{one.filename}",
                       do=_ZIP_AGAIN)  # fmt: skip
    return content


def _hidden(name: str) -> bool:
    """What systems put into archives for themselves."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
