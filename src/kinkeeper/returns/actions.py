"""What people do with returns in the browser: send files to be loaded."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from django.db import connection

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput
from kinkeeper.returns.models import Load, LoadState, SentFile, SentPart
from kinkeeper.returns.queries import unfinished
from kinkeeper.returns.states import move

MOST_FILES: Final = 200
MOST_BYTES: Final = 300 * 1024 * 1024
MOST_WAITING: Final = (
    10  # sets of files: what is sent while nothing is loaded must not fill the disk
)
LONGEST_NAME: Final = 255  # bytes
PART: Final = 1024 * 1024  # bytes
_RECEIVING: Final = 0x53454E54  # the lock of whoever is sending files


class Sent(Protocol):
    """A file as it comes in: read a piece at a time, never whole."""

    @property
    def name(self) -> str | None: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


@action(Permission.LOAD_FILES)
def receive(*, files: Sequence[Sent], by: Who) -> Load:
    """Keep the files in the database until they are loaded; all of them, or none is kept."""
    _refuse_too_many(files)
    load = Load.objects.create(loaded_by=by.id, loaded_by_name=by.full_name)
    move(load, LoadState.Kind.WAITING, by=by)
    left = MOST_BYTES
    for place, file in enumerate(files):
        left -= _keep(file, SentFile.objects.create(load=load, place=place, name=_name(file)), left)
    note(files=len(files), bytes=MOST_BYTES - left)
    return load


def _refuse_too_many(files: Sequence[Sent]) -> None:
    if not files:
        raise BadInput("no file was chosen", do="Choose one or more files, then load them.")
    if len(files) > MOST_FILES:
        raise BadInput(
            f"more than {MOST_FILES} files were sent at once", do="Load a year at a time."
        )
    _one_at_a_time()
    if unfinished().count() >= MOST_WAITING:
        raise BadInput(
            f"{MOST_WAITING} sets of files are waiting to be loaded already",
            do="Wait until they are loaded, then send these.",
        )


def _one_at_a_time() -> None:
    """Wait until nobody else is sending files, until the commit: each counts what all before sent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RECEIVING])


def _keep(file: Sent, kept: SentFile, most: int) -> int:
    """Keep a file piece by piece; how many bytes it had."""
    size = 0
    for part in file.chunks(PART):
        size += len(part)
        if size > most:
            raise BadInput(
                f"the files are larger than {MOST_BYTES // 1024**2} MB together",
                do="Load a year at a time.",
            )
        SentPart.objects.create(file=kept, content=part)
    return size


def _name(file: Sent) -> str:
    """The name a report calls it by; a very long one keeps what it is of, its year and its kind."""
    name = (file.name or "file").replace("\x00", "").replace("\\", "/").rpartition("/")[2] or "file"
    return name if len(name.encode()) <= LONGEST_NAME else f"{name[:30]}…{name[-30:]}"
