"""What people tell of quality, as it is handed to an action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.quality.kinds import Grade, OversightKind, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an audit found: a grade and words for each part, one grade over all, and the child."""

    on: date
    parts: Mapping[Part, tuple[Grade, str]]
    grade: Grade
    found: str
    child_says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is to be done, by whom and until when."""

    what: str
    owner: UUID
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a manager decided of a child's work, and why; `late_why` where it is of an earlier day."""

    kind: OversightKind
    on: date
    decided: str
    why: str
    late_why: str = ""
