"""Reads a census too large to be held as text: a block at a time, its rows alone kept.

A file up to `MOST_BYTES` is opened whole, so that whatever is strange in it can be named by line.
A larger one, as of a whole country, is read only where it is plain and in UTF-8.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.cin.plain import BLOCK, Plain, read_plain
from kinkeeper.law.returns.cin.read import CinText, with_children
from kinkeeper.law.returns.open import MOST_BYTES, Opened


def read_streamed(path: Path) -> CinText:
    """The values of a large census as they stand. Raises BadInput where it is not plain."""
    try:
        told = read_plain(_blocks(path))
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(
            f"cannot be read: {error.strerror}", file=path.name, do="Check who may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput("the text is not UTF-8", file=path.name, do="Save it as UTF-8.") from error
    if told is None:
        raise BadInput(
            f"larger than {MOST_BYTES // 1_000_000} MB and not a plain, whole census: an element "
            "is unknown, misplaced or given twice or has attributes or text beside its elements, or "
            "there is no Child, or the XML is damaged or has comments",
            file=path.name,
            do="Export it again, or check it in parts, which are told what is wrong by line.",
        )
    return with_children(_opened(path, told, sha256), told)


def _blocks(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig") as stream:
        while block := stream.read(BLOCK):
            yield block


def _opened(path: Path, told: Plain, sha256: str) -> Opened:
    return Opened(
        name=path.name,
        folder=str(path.resolve().parent),
        form="xml",
        text=told.around,
        sha256=sha256,
        size=path.stat().st_size,
        encoding="utf-8",
    )
