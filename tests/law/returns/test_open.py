"""What is not plainly a return is refused before anything is made of it."""

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.open import MOST_BYTES, open_file, open_paths

Write = Callable[..., Path]


def zipped(name: str, content: bytes) -> bytes:
    """A zip archive of one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "zip": ("header.csv", zipped("header.csv", b"CHILD\n1\n"), "zip archive"),
    "zip where one file is wanted": ("list.zip", zipped("a.csv", b"CHILD\n1\n"), "zip archive"),
    "renamed workbook": ("header.csv", zipped("xl/workbook.xml", b"<workbook/>"), "Excel workbook"),
    "old workbook": ("header.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    "pdf": ("header.csv", b"%PDF-1.7\n1 0 obj", "PDF"),
    "gzip": ("header.csv", b"\x1f\x8b\x08\0\0\0\0\0", "gzip"),
    "binary": ("header.csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0", "binary"),
    "web page": ("census.xml", b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web page"),
    "UTF-16": ("header.csv", "CHILD,SEX\r\n1,M\r\n".encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": ("header.csv", "CHILD,SEX\r\n1,M\r\n".encode("utf-16-le"), "UTF-16"),
    "XML in UTF-16": ("c.xml", "<Message/>".encode("utf-16"), "UTF-16"),
    "NUL bytes late": ("header.csv", b"CHILD,SEX\n" * 2_000 + b"1,\0M\n", "NUL"),
    "control characters": ("header.csv", b"CHILD,SEX\n1,\x1b[2J\n", "control character"),
    "no known encoding": ("header.csv", b"CHILD,SEX\n1,\x81\x8d\n", "neither UTF-8"),
    "XML named CSV": ("header.csv", b"<Message/>", "ends in .csv"),
    "CSV named XML": ("census.xml", b"CHILD,SEX\n1,M\n", "ends in .xml"),
    "empty": ("header.csv", b" \n", "empty"),
    "hidden encoding": ("c.xml", b'<?xml version="1.0" encoding="UTF-7"?><Message/>', "encoding"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_refused(case: str, write: Write) -> None:
    """Each file that is not what it says is refused by name, and told what to do."""
    name, content, said = HOSTILE[case]
    with pytest.raises(BadInput, match=said) as refused:
        open_file(write(name, content))
    assert refused.value.file == name
    assert refused.value.do
    assert name != "c.xml" or "CSV" not in refused.value.do


def test_a_gigabyte_of_zeros(tmp_path: Path) -> None:
    """A gigabyte of zeros is refused by its first bytes, in a moment."""
    path = tmp_path / "header.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    began = time.process_time()
    with pytest.raises(BadInput, match="binary"):
        open_file(path)
    assert time.process_time() - began < 0.5


def test_too_large(tmp_path: Path) -> None:
    """A file larger than any return is refused by its size, unread."""
    path = tmp_path / "header.csv"
    with path.open("wb") as file:
        file.write(b"CHILD,SEX\n" * 1_000)
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(BadInput, match="larger than 200 MB"):
        open_file(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Something that is not an ordinary file is refused without opening it."""
    pipe = tmp_path / "header.csv"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match="not an ordinary file"):
        open_file(pipe)


def test_what_is_not_there(tmp_path: Path) -> None:
    """A mistyped path is said to be one."""
    with pytest.raises(BadInput, match="no such file"):
        open_paths([tmp_path / "returns"])


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without returns loads nothing and says so."""
    with pytest.raises(BadInput, match="nothing to load"):
        open_paths([tmp_path])


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("SURNAME\nO’Neill é".encode(), "utf-8"),
        ("\ufeffSURNAME\nO’Neill é".encode(), "utf-8"),
        ("SURNAME\nO’Neill é".encode("windows-1252"), "windows-1252"),
    ],
)
def test_encodings(content: bytes, encoding: str, write: Write) -> None:
    """UTF-8 with or without its mark and Windows-1252 give the same text, and the file says which."""
    file = open_file(write("names.csv", content))
    assert (file.text, file.encoding) == ("SURNAME\nO’Neill é", encoding)


def test_a_folder(write: Write, tmp_path: Path) -> None:
    """A folder gives its CSV and XML files by name; others are passed by with a note, hidden ones without."""
    write("2024-25/header.csv", "CHILD\n1\n")
    write("2024-25/notes.docx", b"PK\x03\x04")
    write("2024-25/.header.csv.swp", b"\0\0")
    opened, unread = open_paths([tmp_path / "2024-25"])
    assert [file.name for file in opened] == ["2024-25/header.csv"]
    assert [one.name for one in unread] == ["2024-25/notes.docx"]


def test_a_file_named_twice(write: Write, tmp_path: Path) -> None:
    """A file named beside its own folder is read once."""
    path = write("2024-25/header.csv", "CHILD\n1\n")
    opened, _ = open_paths([path, tmp_path / "2024-25"])
    assert len(opened) == 1


def test_the_fingerprint(write: Write) -> None:
    """The fingerprint is that of the bytes as they stand."""
    file = open_file(write("header.csv", b"CHILD\n1\n"))
    assert file.sha256 == "1eba758b57b6796e203d2e85673ae74baba2798489425a04aa624d59e412672c"
    assert file.size == 8
