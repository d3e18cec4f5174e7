"""How near to court a child's case is, read from its rows; and how long proceedings may last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from kinkeeper.access.turns import take_turn
from kinkeeper.court.kinds import PlanningDecision, State, StepKind
from kinkeeper.court.models import LegalCase, LegalPlanning, LegalStep
from kinkeeper.court.states import Standing
from kinkeeper.frontdoor.queries import has_open_case
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.offsets import Offset
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clocks import court_proceedings

EIGHT_WEEKS: Final = timedelta(weeks=8)
BEFORE, PROCEEDINGS = "pre_proceedings_end", "care_proceedings_26wk"
AFTER: Final = {
    PlanningDecision.NOTHING: State.NONE,
    PlanningDecision.BEFORE: State.BEFORE,
    PlanningDecision.ISSUE: State.TO_ISSUE,
}
TURNS: Final = (
    (StepKind.FINAL, State.ENDED),
    (StepKind.ISSUED, State.PROCEEDINGS),
    (StepKind.STEPPED_DOWN, State.NONE),
)


@dataclass(frozen=True, slots=True)
class Course:
    """The case that goes on, or the last one, with all that was done in it."""

    case: LegalCase | None = None
    planning: LegalPlanning | None = None
    steps: tuple[LegalStep, ...] = field(default=())

    @property
    def state(self) -> State:
        """How near to court it is."""
        if self.case is None:
            return State.NONE
        for kind, state in TURNS:
            if self.day(kind):
                return state
        return AFTER[PlanningDecision(self.planning.decision)] if self.planning else State.PLANNING

    @property
    def standing(self) -> Standing:
        """The same for the table, with what lies behind it."""
        return Standing(self.state).told(
            unsent=not self.day(StepKind.LETTER),
            sent=self.day(StepKind.LETTER),
            met=self.day(StepKind.MEETING),
            unfiled=not self.day(StepKind.DOCUMENTS),
            undirected=not self.day(StepKind.DIRECTIONS),
        )

    @property
    def ends_by(self) -> date | None:
        """The day by which what goes on is to end, with every extension; None where no law says."""
        if self.state is State.PROCEEDINGS:
            return self._limit(PROCEEDINGS, StepKind.ISSUED, StepKind.COURT_EXTENSION)
        if self.state is State.BEFORE:
            return self._limit(BEFORE, StepKind.LETTER, StepKind.EXTENSION)
        return None

    @property
    def last_on(self) -> date | None:
        """The latest day of anything done in the case."""
        days = [one.on for one in self.steps]
        days += [self.planning.held_on] if self.planning else []
        days += [self.case.asked_on] if self.case else []
        return max(days, default=None)

    def day(self, kind: StepKind) -> date | None:
        """The first day on which this was done."""
        return min((one.on for one in self.steps if one.kind == kind), default=None)

    def _limit(self, clock: str, began: StepKind, longer: StepKind) -> date | None:
        until = [one.until for one in self.steps if one.kind == longer and one.until]
        on = self.day(began)
        first = limit(clock, on) if on else None
        return max([*until, *([first] if first else [])], default=None)


def limit(clock: str, on: date) -> date | None:
    """The day by which a clock that begins then runs out; None where there was no such law yet."""
    ladder = next(one for one in court_proceedings.CLOCKS if one.id == clock).within.on(on)
    return _due(ladder[0], on) if ladder else None


def week(began: date, on: date) -> int:
    """Which week it is, where the week that begins with the first day is the first."""
    return (on - began).days // 7 + 1


def most(ends_by: date, granted_on: date) -> date:
    """The latest end of one extension: eight weeks after the end before it, or after it was granted."""
    return max(ends_by, granted_on) + EIGHT_WEEKS


def whole(case: LegalCase, steps: Iterable[LegalStep]) -> Course:
    """A case whose rows were fetched with it."""
    return Course(case, getattr(case, "planning", None), tuple(steps))


def course(person_id: UUID) -> Course:
    """The child's case that goes on, or the last one."""
    rows = LegalCase.objects.filter(person_id=person_id).select_related("planning")
    case = rows.order_by("asked_on", "recorded_at", "id").last()
    return whole(case, case.steps.order_by("on", "id")) if case else Course()


def in_turn(person_id: UUID) -> Course:
    """The same, once it is one's turn: two people never take a step about one child at once.

    Raises Refused where the case was closed meanwhile.
    """
    take_turn("court", person_id)
    if not has_open_case(person_id):
        raise Refused(
            "The child has no open case.",
            missing="an open case",
            who_can_waive="nobody",
            do="Refer the child to the front door again.",
        )
    return course(person_id)


def _due(offset: Offset, on: date) -> date:
    return offset.due(on, calendar())
