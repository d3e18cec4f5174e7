"""The hash chain of the audit: what is hashed, and how a break in it is found."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from kinkeeper.access.models import AuditEntry

ROOT: Final = "0" * 64
_HEAD: Final = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
_HASHED: Final = (
    "id",
    "actor_id",
    "actor",
    "verb",
    "subject_kind",
    "subject_id",
    "person_id",
    "details",
    "request_id",
    "previous_hash",
)


def digest(entry: AuditEntry) -> str:
    """The SHA-256 of everything the entry says, in one canonical form."""
    said = {name: getattr(entry, name) for name in _HASHED}
    said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the audit at some moment, to be kept somewhere this database is not."""

    id: int
    hash: str

    def __str__(self) -> str:
        return f"{self.id}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """A head as it was printed; ValueError when it is not one."""
        found = _HEAD.fullmatch(text.strip())
        if found is None:
            raise ValueError("that is not a head of the audit")
        return cls(int(found[1]), found[2])


EMPTY: Final = Head(0, ROOT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found: the first broken entry and why, or nothing."""

    entries: int
    head: Head
    broken: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether every entry is as it was written."""
        return self.broken is None


def walk(entries: Iterable[AuditEntry], *, kept: Head | None = None) -> Verdict:
    """Follow the chain from its first entry, against a head kept elsewhere when there is one."""
    last, seen = EMPTY, 0
    for entry in entries:
        reason = _fault(entry, last, kept)
        if reason:
            return Verdict(seen, last, min(entry.id, last.id + 1), reason)
        last, seen = Head(entry.id, entry.hash), seen + 1
    if kept and last.id < kept.id:
        reason = f"the audit ends at entry {last.id}, but the head kept elsewhere is {kept.id}"
        return Verdict(seen, last, last.id + 1, reason)
    return Verdict(seen, last)


def _fault(entry: AuditEntry, last: Head, kept: Head | None) -> str:
    if entry.id != last.id + 1:
        return f"entry {last.id + 1} is missing, or another stands in its place"
    if entry.previous_hash != last.hash:
        return "it does not follow from the entry before it"
    if digest(entry) != entry.hash:
        return "it was changed after it was written"
    if kept and entry.id == kept.id and entry.hash != kept.hash:
        return "it is not the entry whose hash was kept elsewhere"
    return ""
