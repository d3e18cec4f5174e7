"""Files sent to us, kept in a private folder only while they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from kinkeeper.kernel.errors import BadInput

MOST_FILES: Final = 200  # as settings.DATA_UPLOAD_MAX_NUMBER_FILES: more is not read
MOST_BYTES: Final = 300 * 1024 * 1024
MOST_BYTES_OF_A_FORM: Final = 1024 * 1024  # every other page
LONGEST_NAME: Final = 255  # bytes; no disk takes more


@contextmanager
def kept(files: Sequence[UploadedFile]) -> Iterator[list[Path]]:
    """The files on disk, each in a folder of its own under its own name; gone afterwards."""
    _refuse_too_much(files)
    with TemporaryDirectory(prefix="kinkeeper-") as folder:
        yield [_written(file, Path(folder) / str(place)) for place, file in enumerate(files)]


def _written(file: UploadedFile, folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    path = folder / _short(Path(file.name or "file").name)
    with path.open("wb") as out:
        out.writelines(file.chunks())
    return path


def _short(name: str) -> str:
    """A name too long for any disk keeps its two ends: what it is of, its year and its kind."""
    return name if len(name.encode()) <= LONGEST_NAME else f"{name[:30]}…{name[-30:]}"


def _refuse_too_much(files: Sequence[UploadedFile]) -> None:
    if not files:
        raise BadInput("no file was chosen", do="Choose one or more files, then load them.")
    if len(files) > MOST_FILES:
        raise BadInput(
            f"more than {MOST_FILES} files were sent at once", do="Load a year at a time."
        )
    if sum(file.size or 0 for file in files) > MOST_BYTES:
        raise BadInput("the files are larger than 300 MB together", do="Load a year at a time.")
