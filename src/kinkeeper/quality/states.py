"""How an audit may go: every step, the guards that stand before it, and who makes it.

An audit is by somebody without a line to the child's work, is moderated by a second person, and is
never changed after that. Nobody may let any of this go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import Refused
from kinkeeper.quality.kinds import AuditState, Part, Step

NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an audit stands, and who would take the step: all that a guard may ask."""

    state: AuditState = AuditState.GIVEN
    is_auditor: bool = False
    in_line: bool = False
    parts: int = len(Part)


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be so before a step: `missing` names it, `who_can_waive` who may let it go."""

    id: str
    holds: Callable[[Standing], bool]
    missing: str
    do: str
    who_can_waive: str = NOBODY


@dataclass(frozen=True, slots=True)
class Move:
    """A step from some states to one (None: it stays), with its guards and who makes it."""

    starts: tuple[AuditState, ...]
    ends: AuditState | None
    guards: tuple[Guard, ...]
    made_by: Permission


# fmt: off
OWN = Guard("auditor", lambda s: s.is_auditor,
    "the auditor it was given to", "Ask whoever it was given to.")
APART = Guard("apart", lambda s: not s.in_line,
    "an auditor without a line to this child's work",
    "Give it to somebody who never worked with the child, manages nobody who does, and wrote none of it.")
SECOND = Guard("second", lambda s: not s.is_auditor,
    "a second person", "Ask somebody else who moderates.")
GRADED = Guard("graded", lambda s: s.parts == len(Part),
    "a grade for every part", "Grade each part, and say what you found.")

MOVES: Final[Mapping[Step, Move]] = MappingProxyType({
    Step.COMPLETE: Move((AuditState.GIVEN,), AuditState.COMPLETED, (OWN, APART, GRADED),
        Permission.MAKE_AUDIT),
    Step.PROPOSE: Move((AuditState.COMPLETED,), None, (OWN,), Permission.MAKE_AUDIT),
    Step.MODERATE: Move((AuditState.COMPLETED,), AuditState.CLOSED, (SECOND, APART),
        Permission.MODERATE_AUDIT),
})
# fmt: on


def check(step: Step, standing: Standing) -> AuditState:
    """The state after the step. Raises Refused, naming what is missing, where it may not be taken."""
    move = MOVES[step]
    if standing.state not in move.starts:
        raise Refused(
            f"This audit is {standing.state.label.lower()}: that step does not follow.",
            missing=f"an audit that is {move.starts[0].label.lower()}",
            who_can_waive=NOBODY,
            do="A closed audit is never changed; give a new one.",
        )
    refuse(standing, *move.guards)
    return move.ends or standing.state


def refuse(standing: Standing, *guards: Guard) -> None:
    """Raises Refused at the first guard that does not hold."""
    for guard in guards:
        if not guard.holds(standing):
            raise Refused(
                f"This cannot be done without {guard.missing}.",
                missing=guard.missing,
                who_can_waive=guard.who_can_waive,
                do=guard.do,
            )
