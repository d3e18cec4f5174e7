"""Several commands share one embedded server: the first starts it, the last stops it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kinkeeper.config import database_folder, database_roles
from kinkeeper.config.database_server import Server
from kinkeeper.kernel.errors import KinkeeperError


@contextmanager
def lease(server: Server) -> Iterator[Server]:
    """Keep the server running for as long as this block lasts, here and in other processes.

    The locks are the kernel's, so a killed process leaves none behind. A process forked inside the
    block may end without ending the lease.
    """
    ours = os.getpid()
    with _open(server, "users") as users:
        with _starting(server):
            server.start()
            database_roles.prepare(server)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield server
        finally:
            if os.getpid() == ours:
                _leave(server, users)


@contextmanager
def alone(server: Server) -> Iterator[Server]:
    """Keep everyone else from the server for as long as this block lasts, or refuse."""
    with _open(server, "users") as users, _starting(server):
        if not _nobody_else(users):
            raise KinkeeperError(
                "Kinkeeper is running on this data.", do="Stop it with Ctrl-C, then try again."
            )
        yield server


def _leave(server: Server, users: IO[str]) -> None:
    with _starting(server):
        fcntl.flock(users, fcntl.LOCK_UN)
        if _nobody_else(users):
            server.stop()


@contextmanager
def _starting(server: Server) -> Iterator[None]:
    with _open(server, "start") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _nobody_else(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(server: Server, purpose: str) -> IO[str]:
    path = Path(f"{server.folder}.{purpose}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a")
    except OSError as error:
        raise database_folder.explain_os(error, server.folder) from None
