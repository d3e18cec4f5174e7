"""Scanners to test against: a small server that answers as it is told, and clamd itself if it is here."""

import shutil
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLAMD = shutil.which("clamd") or ("/usr/sbin/clamd" if Path("/usr/sbin/clamd").exists() else None)
OURS = b"KINKEEPER-HARMLESS-TEST-FILE-for-our-own-signature"
NAMED = "Kinkeeper.Harmless.Test"


@contextmanager
def answering(says: bytes, at: Path) -> Iterator[list[bytes]]:
    """A scanner that answers every file alike; the files it was sent are collected."""
    line, heard = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), []
    line.bind(str(at))
    line.listen()

    def serve() -> None:
        while True:
            try:
                caller, _ = line.accept()
            except OSError:
                return
            with caller:
                heard.append(_heard(caller))
                caller.sendall(says)

    server = threading.Thread(target=serve, daemon=True)
    server.start()
    try:
        yield heard
    finally:
        line.shutdown(socket.SHUT_RDWR)
        line.close()
        server.join(5)


@contextmanager
def real(folder: Path) -> Iterator[str]:
    """clamd with a signature of our own and no other; the address of its socket."""
    assert CLAMD
    database, line = folder / "db", folder / "clamd.sock"
    database.mkdir()
    (database / "ours.ndb").write_text(f"{NAMED}:0:*:{OURS.hex()}\n")
    setting = folder / "clamd.conf"
    setting.write_text(
        f"DatabaseDirectory {database}\nLocalSocket {line}\nForeground yes\nStreamMaxLength 1M\n"
    )
    with subprocess.Popen([CLAMD, "-c", str(setting)], stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(line)
            yield f"unix://{line}"
        finally:
            process.terminate()


def _wait_for(line: Path) -> None:
    for _ in range(300):
        if line.exists():
            return
        time.sleep(0.1)
    raise TimeoutError


def _heard(caller: socket.socket) -> bytes:
    """What was streamed: the command, then pieces each after its length."""
    stream = caller.makefile("rb")
    assert stream.read(10) == b"zINSTREAM\0"
    pieces = []
    while size := struct.unpack("!I", stream.read(4))[0]:
        pieces.append(stream.read(size))
    return b"".join(pieces)
