"""What people tell of a plan, its needs and its meetings, as it is handed to an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kinkeeper.protection.kinds import Change, InNeedEnd, MeetingDecision, TakesPart


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTold:
    """A need, what is to be different for the child, and what somebody does about it by a day."""

    on: date
    need: str
    outcome: str
    action: str
    who: str
    by_when: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InNeedPlan:
    """A child in need plan as it begins: who consented, the first review, and its first need."""

    consent: str
    review_by: date
    contingency: str
    first: NeedTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is different for the child, whatever was done."""

    on: date
    change: Change
    different: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A meeting about a plan: who came, the progress, and what it decided."""

    on: date
    came: Sequence[tuple[str, TakesPart | None]]
    progress: str
    childs_view: str
    decision: MeetingDecision
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InNeedEnded:
    """Why a child in need plan ends."""

    on: date
    reason: InNeedEnd
    words: str
