"""Asks ClamAV, by its socket, whether a file holds a virus. No answer is never taken for a clean one."""

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from kinkeeper.casefile.kinds import Verdict

PATIENCE: Final = 30.0  # seconds for each step
LONGEST_ANSWER: Final = 4096
LONGEST_NAME: Final = 100
_END: Final = struct.pack("!I", 0)
_log: Final = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and of a virus its name."""

    verdict: Verdict
    found: str = ""


def is_set() -> bool:
    """Whether a scanner is set up."""
    return bool(settings.CLAMAV)


def scan(pieces: Iterable[bytes]) -> Answer:
    """What the scanner that is set up says of a file."""
    if not is_set():
        return Answer(Verdict.NO_SCANNER)
    try:
        return _understood(_asked(settings.CLAMAV, pieces))
    except OSError as error:
        _log.warning("scanner_unanswered", kind=type(error).__name__)
        return Answer(Verdict.UNANSWERED)


def _asked(address: str, pieces: Iterable[bytes]) -> str:
    """The protocol of clamd: a command, pieces each after its length, a length of nought."""
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(_END)
        return _answer(line)


def _connected(address: str) -> socket.socket:
    where = urlsplit(address)
    if where.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(where.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((where.hostname or "", where.port or 3310), PATIENCE)


def _answer(line: socket.socket) -> str:
    """What it said, up to the end of it; one that was cut off is none."""
    heard = b""
    while b"\0" not in heard and len(heard) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        heard += part
    said, ended, _ = heard.partition(b"\0")
    return said.decode("utf-8", errors="replace").strip() if ended else ""


def _understood(said: str) -> Answer:
    """Only "stream: OK" is clean."""
    if said == "stream: OK":
        return Answer(Verdict.CLEAN)
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        name = said.removeprefix("stream: ").removesuffix(" FOUND")
        return Answer(Verdict.INFECTED, name[:LONGEST_NAME])
    _log.warning("scanner_unanswered", kind="error" if "ERROR" in said else "no answer")
    return Answer(Verdict.UNANSWERED)
