"""How a child's case may come to court and leave it: every move, its guards, and who makes it.

A guard names what is missing, and who may let it go: nobody, for each is what the law, the court or
the guidance asks for. The court itself decides what is recorded of proceedings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.court.kinds import State
from kinkeeper.kernel.errors import Refused

NOBODY: Final = "nobody"


class Step(StrEnum):
    """What may be done; the value is how it is called where it is refused."""

    ASK = "Asking for a legal planning meeting"
    HOLD_NEITHER = "A legal planning meeting that decides on neither"
    HOLD_BEFORE = "A legal planning meeting that decides on pre-proceedings"
    HOLD_ISSUE = "A legal planning meeting that decides to issue"
    LETTER = "Sending the letter before proceedings"
    MEET = "Holding a pre-proceedings meeting"
    REVIEW = "Reviewing pre-proceedings"
    EXTEND = "Extending pre-proceedings"
    STEP_DOWN = "Ending pre-proceedings"
    ISSUE = "Issuing after pre-proceedings"
    ISSUE_AT_ONCE = "Issuing at once"
    FILE = "Filing the court documents"
    DIRECT = "Recording the standard directions"
    LIST = "Listing a hearing"
    HEAR = "Recording a hearing"
    LENGTHEN = "Extending the timetable of proceedings"
    END = "Ending proceedings"


@dataclass(frozen=True, slots=True)
class Standing:
    """How near to court the case is, and what is told with the step: `there` holds ids of guards met."""

    state: State = State.NONE
    there: frozenset[str] = frozenset()

    def told(self, **there: object) -> Standing:
        """The same, where what is truly there is told by the id of its guard."""
        return replace(self, there=self.there | {name for name, found in there.items() if found})


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be there before a step: `missing` names it, `who_can_waive` who may let it go."""

    id: str
    missing: str
    do: str
    who_can_waive: str = NOBODY


@dataclass(frozen=True, slots=True)
class Move:
    """From where a step may be taken, where it leads (None: it stays), and who authorises it."""

    states: tuple[State, ...]
    guards: tuple[Guard, ...]
    authorised_by: Permission
    to: State | None = None


# fmt: off
REASON = Guard("reason", "the reason", "Say why.")
SOLICITOR = Guard("solicitor", "the authority's solicitor in the meeting", "Name the solicitor.")
ADVICE = Guard("advice", "the legal advice", "Record the advice that was given.")
CHRONOLOGY = Guard("chronology", "the chronology that was before the meeting", "Say up to which day it goes.")
CONFERENCE = Guard("family_conference", "a family group conference, considered",
    "Say what came of it, or why none was offered.")
KIN = Guard("kin", "family and friends who might care for the child, considered",
    "Say who was considered, and what came of it.")
UNSENT = Guard("unsent", "a case without a letter: it was sent already", "Look at the day of the letter.")
SENT = Guard("sent", "the letter before proceedings", "Send it and record its day first.")
MET = Guard("met", "the first pre-proceedings meeting", "Hold and record it first.")
AGREED = Guard("agreed", "what was agreed, and what is done if it fails", "Say what was agreed.")
UNTIL = Guard("until", "the day on which it then ends, later than before", "Enter the day.")
TOLD = Guard("told", "the letter that tells the parents of the end", "Send the letter that ends it first.")
APPLICATION = Guard("application", "the application", "Prepare it with the authority's solicitor.")
THRESHOLD = Guard("threshold", "the threshold document", "Prepare it with the authority's solicitor.")
CARE_PLAN = Guard("care_plan", "the care plan", "Write the care plan: the court cannot decide without it.")
UNFILED = Guard("unfiled", "a case without documents: they were filed already", "Look at the day of it.")
UNDIRECTED = Guard("undirected", "a case without directions: they were given already", "Look at their day.")
LISTED = Guard("listed", "a hearing that is listed", "Record the day it is listed for first.")
OUTCOME = Guard("outcome", "what the court ordered", "Say what was ordered.")
EIGHT_WEEKS = Guard("eight_weeks", "an end at most eight weeks on: the court extends by no more at a time",
    "Check the order.")
ORDER = Guard("order", "the final order", "Choose how proceedings ended.")

_CAN, _S = Permission, State
_COURT, _BEFORE, _PLANNING = (_S.PROCEEDINGS,), (_S.BEFORE,), (_S.PLANNING,)
_MEETING = (SOLICITOR, CHRONOLOGY, CONFERENCE, KIN, ADVICE, REASON)
_APPLIES = (APPLICATION, THRESHOLD, CARE_PLAN, KIN)
_DECIDES, _HEAD, _RECORDS = _CAN.DECIDE_PROTECTION, _CAN.OVERSEE_PROTECTION, _CAN.RECORD_PROTECTION
MOVES: Final[Mapping[Step, Move]] = MappingProxyType({
    Step.ASK: Move((_S.NONE, _S.ENDED), (REASON,), _DECIDES, _S.PLANNING),
    Step.HOLD_NEITHER: Move(_PLANNING, _MEETING, _HEAD, _S.NONE),
    Step.HOLD_BEFORE: Move(_PLANNING, _MEETING, _HEAD, _S.BEFORE),
    Step.HOLD_ISSUE: Move(_PLANNING, _MEETING, _HEAD, _S.TO_ISSUE),
    Step.LETTER: Move(_BEFORE, (UNSENT,), _DECIDES),
    Step.MEET: Move(_BEFORE, (SENT, AGREED), _DECIDES),
    Step.REVIEW: Move(_BEFORE, (MET, REASON), _HEAD),
    Step.EXTEND: Move(_BEFORE, (SENT, REASON, UNTIL), _HEAD),
    Step.STEP_DOWN: Move(_BEFORE, (SENT, TOLD, REASON), _HEAD, _S.NONE),
    Step.ISSUE: Move(_BEFORE, (SENT, *_APPLIES), _HEAD, _S.PROCEEDINGS),
    Step.ISSUE_AT_ONCE: Move((_S.TO_ISSUE,), _APPLIES, _CAN.ISSUE_AT_ONCE, _S.PROCEEDINGS),
    Step.FILE: Move(_COURT, (UNFILED,), _RECORDS),
    Step.DIRECT: Move(_COURT, (UNDIRECTED,), _RECORDS),
    Step.LIST: Move(_COURT, (), _RECORDS),
    Step.HEAR: Move(_COURT, (LISTED, OUTCOME), _RECORDS),
    Step.LENGTHEN: Move(_COURT, (REASON, UNTIL, EIGHT_WEEKS), _DECIDES),
    Step.END: Move(_COURT, (ORDER, REASON), _DECIDES, _S.ENDED),
})
# fmt: on
GUARDS: Final = MappingProxyType({g.id: g for move in MOVES.values() for g in move.guards})


def fits(standing: Standing, step: Step) -> bool:
    """Whether a step follows from how things stand, guards aside."""
    return standing.state in MOVES[step].states


def missing(standing: Standing, step: Step) -> tuple[Guard, ...]:
    """The guards that hold a step up."""
    return tuple(one for one in MOVES[step].guards if one.id not in standing.there)


def check(standing: Standing, step: Step) -> Standing:
    """How things stand after a step. Raises Refused, naming what is missing and who may let it go."""
    if not fits(standing, step):
        raise _out_of_turn(standing, step)
    for guard in missing(standing, step):
        raise Refused(
            f"This cannot be done yet: {guard.missing} is missing.",
            missing=guard.missing,
            who_can_waive=guard.who_can_waive,
            do=guard.do,
        )
    return Standing(MOVES[step].to or standing.state)


def _out_of_turn(standing: Standing, step: Step) -> Refused:
    wanted = " or ".join(one.label.lower() for one in MOVES[step].states)
    return Refused(
        f"{step} does not follow from how the case stands: {standing.state.label.lower()}.",
        missing=f"first: {wanted}",
        who_can_waive=NOBODY,
        do="Look at what has been recorded on the page of court.",
    )
