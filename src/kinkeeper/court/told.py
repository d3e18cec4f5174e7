"""What people tell of legal planning and proceedings, as it is handed to an action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinkeeper.court.kinds import FinalOrder, HearingKind, OrderEnd, OrderKind, PlanningDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A legal planning meeting: who advised, what was considered, what was decided."""

    held_on: date
    decision: PlanningDecision
    solicitor: str
    chronology: str
    family_conference: str
    kin: str
    advice: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step with its day and its words; `until` where something is extended."""

    on: date
    words: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What the authority put before the court, and on which day the court issued it."""

    on: date
    application: bool
    threshold: bool
    care_plan: bool
    kin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A hearing as the court listed it."""

    kind: HearingKind
    listed_on: date
    listed_for: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """How proceedings ended."""

    on: date
    order: FinalOrder
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An order that holds for a time; `ends_on` None where the court set no day."""

    kind: OrderKind
    on: date
    ends_on: date | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """What became of such an order."""

    on: date
    how: OrderEnd
    words: str
