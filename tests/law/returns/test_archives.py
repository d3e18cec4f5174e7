"""A zip archive is read as the folder it was made of, and never trusted."""

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import archives
from kinkeeper.law.returns.open import open_contents, open_paths

Write = Callable[..., Path]
HEADER = b"CHILD\n1\n"


def zipped(files: dict[str, bytes], packed_as: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packed_as) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def locked(content: bytes) -> bytes:
    """The archive with its files marked as locked, in both places that say so."""
    changed = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[content.index(sign) + at] |= 1
    return bytes(changed)


def says_it_is_shorter(content: bytes, length: int) -> bytes:
    """The archive, in which the first file is said to have so many bytes."""
    changed = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", changed, content.index(sign) + at, length)
    return bytes(changed)


WHOLE = zipped({"2026-27/header.csv": HEADER})
HOSTILE: dict[str, tuple[bytes, str]] = {
    "bomb": (zipped({"a.csv": b"\0" * 30_000_000}), "larger than returns"),
    "bomb that says it is small": (
        says_it_is_shorter(zipped({"a.csv": b"1" * 3_000_000}), 900), "damaged"),
    "zip in it": (zipped({"a.csv": HEADER, "b/in.ZIP": WHOLE}), "archive inside an archive"),
    "zip that is called CSV": (zipped({"a.csv": WHOLE}), "zip archive, whatever"),
    "way out": (zipped({"../../etc/header.csv": HEADER}), "leads out"),
    "way out for Windows": (zipped({"..\\header.csv": HEADER}), "leads out"),
    "whole path": (zipped({"/etc/header.csv": HEADER}), "leads out"),
    "drive": (zipped({"C:header.csv": HEADER}), "leads out"),
    "name that writes to a terminal": (zipped({"\x1b[2J.csv": HEADER}), "cannot be printed"),
    "name without an end": (zipped({"a" * 256 + ".csv": HEADER}), "cannot be printed"),
    "locked": (locked(WHOLE), "password"),
    "packed otherwise": (zipped({"a.csv": HEADER}, zipfile.ZIP_LZMA), "packed in a way"),
    "cut short": (WHOLE[:-30], "damaged"),
    "only its sign": (b"PK\x03\x04rest", "damaged"),
    "of other things": (zipped({"notes.docx": b"PK"}), "no XML or CSV"),
    "empty": (zipped({}), "no XML or CSV"),
    "too many": (zipped({f"{n}.csv": b"" for n in range(1001)}), "more than 1000 files"),
    "workbook": (zipped({"xl/workbook.xml": b"<workbook/>"}), "Excel workbook"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_refused(case: str, write: Write) -> None:
    """By name, with what to do, and in a moment."""
    content, said = HOSTILE[case]
    path, began = write("returns.zip", content), time.process_time()
    with pytest.raises(BadInput, match=said) as refused:
        open_paths([path])
    assert time.process_time() - began < 1
    assert str(refused.value.file).startswith("returns.zip")
    assert refused.value.do


def test_two_files_of_one_name() -> None:
    """Nobody could tell which of them was meant."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", HEADER)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", HEADER)
    with pytest.raises(BadInput, match="same name"):
        open_contents(buffer.getvalue(), name="returns.zip")


def test_it_is_as_the_folder_would_be(write: Write, tmp_path: Path) -> None:
    """The same files, of folders of the same names; what a system hides in it is passed over."""
    files = {"2026-27/header.csv": HEADER, "2025-26/header.csv": HEADER, "read me.pdf": b"%PDF",
             "__MACOSX/2026-27/._header.csv": b"\0", ".DS_Store": b"\0"}  # fmt: skip
    opened, unread = open_paths([write("city.zip", zipped(files))])
    assert [(one.name, one.folder, one.text) for one in opened] == [
        (f"city.zip/{year}/header.csv", str(tmp_path / "city" / year), "CHILD\n1\n")
        for year in ("2025-26", "2026-27")
    ]
    assert [(one.name, one.reason) for one in unread] == [
        ("city.zip/read me.pdf", "neither XML nor CSV")
    ]


def test_nothing_is_written(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither beside it, nor where temporary files go."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    folder = write("in/returns.zip", WHOLE).parent
    open_paths([folder])
    assert ([one.name for one in folder.iterdir()], list(temporary.iterdir())) == (
        ["returns.zip"], [])  # fmt: skip


def test_all_of_it_together_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files of bearable size are not bearable together."""
    monkeypatch.setattr(archives, "MOST_UNPACKED", 15)
    with pytest.raises(BadInput, match="larger than returns"):
        open_contents(zipped({"a.csv": HEADER, "b.csv": HEADER}), name="returns.zip")
