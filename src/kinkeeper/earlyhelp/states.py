"""How early help and a handover may go: every move, the guards that stand before it, and who makes it.

What early help needs is the field's practice (consent of the family, a lead professional, a team
around the family) and the steps between early help and social care of pathway rules 3 and 21.
A guard names what is missing, and who may let it go; most may be let go by nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.earlyhelp.kinds import Answer, Direction, Said, State, Step
from kinkeeper.kernel.errors import Refused

NOBODY: Final = "nobody"
DECIDER: Final = "a team manager or front door decision-maker who neither leads nor coordinates it"
LEAST_TEAM: Final = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """How early help stands: all that a guard may ask of it."""

    state: State = State.NEW
    consent: Said | None = None
    lead: bool = False
    lead_contacted: bool = False
    level_assessed: bool = False
    team: int = 0
    items: int = 0
    items_open: int = 0
    offered: bool = False  # a handover waits for its answer
    stepped_up: bool = False  # a step up was accepted
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be so before a move: `missing` names the datum, `who_can_waive` who may let it go."""

    id: str
    holds: Callable[[Standing], bool]
    missing: str
    do: str
    who_can_waive: str = NOBODY

    @property
    def waivable(self) -> bool:
        """Whether anybody may let it go."""
        return self.who_can_waive != NOBODY

    def passed(self, standing: Standing) -> bool:
        """Whether it holds, or was let go by whoever may."""
        return self.holds(standing) or (self.waivable and self.id in standing.waived)


@dataclass(frozen=True, slots=True)
class Move:
    """A move from some states to one (None: it stays), with its guards and who authorises it."""

    starts: tuple[State, ...]
    ends: State | None
    guards: tuple[Guard, ...]
    authorised_by: Permission


# fmt: off
CONSENT = Guard("consent", lambda s: s.consent is Said.GIVEN,
    "the family's consent", "Ask the family, and record who agreed, when, and what they were told.")
LEAD = Guard("lead", lambda s: s.lead,
    "a lead professional", "Name who leads, their agency and their telephone.")
LEAD_CONTACTED = Guard("lead_contacted", lambda s: s.lead_contacted,
    "the day the lead professional was spoken to", "Speak to them, set a meeting, and record the day.")
LEVEL = Guard("level", lambda s: s.level_assessed,
    "the level of need at assessment", "Set the level the assessment found, and why.")
TEAM = Guard("team", lambda s: s.team >= LEAST_TEAM,
    "a team around the family of two or more", "Add who takes part, and their agency.", DECIDER)
ITEMS = Guard("items", lambda s: s.items > 0,
    "a need in the plan, with an action, who does it and by when", "Add what is to be done.")
OUTCOMES = Guard("outcomes", lambda s: s.items_open == 0,
    "what came of each need in the plan", "Record the outcome of every item.", DECIDER)
ANSWERED = Guard("answered", lambda s: not s.offered,
    "the answer to the handover that was offered", "Wait for the receiver's answer, or take it back.")
STEPPED_UP = Guard("stepped_up", lambda s: s.stepped_up,
    "social care's acceptance of the step up", "Offer the step up; it ends when it is accepted.")

_CAN, _ALIVE = Permission, (State.ASKED, State.ALLOCATED, State.ASSESSED, State.PLANNED)
_LED = (State.ALLOCATED, State.ASSESSED, State.PLANNED)
MOVES: Final[Mapping[Step, Move]] = MappingProxyType({
    Step.ASK: Move((State.NEW,), State.ASKED, (), _CAN.START_EARLY_HELP),
    Step.NAME_LEAD: Move((State.ASKED,), State.ALLOCATED, (CONSENT,), _CAN.RECORD_EARLY_HELP),
    Step.CHANGE_LEAD: Move(_LED, None, (CONSENT,), _CAN.RECORD_EARLY_HELP),
    Step.CONTACT_LEAD: Move(_LED, None, (CONSENT, LEAD), _CAN.RECORD_EARLY_HELP),
    Step.ASSESS: Move((State.ALLOCATED,), State.ASSESSED, (CONSENT, LEAD, LEAD_CONTACTED, LEVEL),
        _CAN.RECORD_EARLY_HELP),
    Step.AGREE_PLAN: Move((State.ASSESSED,), State.PLANNED, (CONSENT, LEAD, TEAM, ITEMS),
        _CAN.RECORD_EARLY_HELP),
    Step.REVIEW: Move((State.PLANNED,), None, (CONSENT, LEAD), _CAN.RECORD_EARLY_HELP),
    Step.HAND_UP: Move(_ALIVE, State.ENDED, (STEPPED_UP,), _CAN.ANSWER_HANDOVER),
    Step.END: Move(_ALIVE, State.ENDED, (ANSWERED, OUTCOMES), _CAN.RECORD_EARLY_HELP),
})
# fmt: on
GUARDS: Final = MappingProxyType({g.id: g for move in MOVES.values() for g in move.guards})


def after(state: State, step: Step) -> State:
    """The state that early help is in once a step is taken."""
    return MOVES[step].ends or state


def reached(steps: Collection[Step]) -> State:
    """The state that steps taken lead to, in whatever order they are told: no move leads back."""
    ends = [MOVES[step].ends or State.NEW for step in steps]
    return max(ends, key=list(State).index, default=State.NEW)


def open_moves(standing: Standing) -> tuple[Step, ...]:
    """The steps that may be taken from here, whether or not a guard still holds them up."""
    return tuple(step for step, move in MOVES.items() if standing.state in move.starts)


def missing(standing: Standing, step: Step) -> tuple[Guard, ...]:
    """The guards that hold a step up."""
    return tuple(one for one in MOVES[step].guards if not one.passed(standing))


def check(standing: Standing, step: Step) -> State:
    """The state after a step. Raises Refused, naming what is missing and who may let it go."""
    _check_start(standing.state, step)
    for guard in missing(standing, step):
        raise Refused(
            f"This cannot be done yet: {guard.missing} is missing.",
            missing=guard.missing,
            who_can_waive=guard.who_can_waive,
            do=guard.do,
        )
    return after(standing.state, step)


def _check_start(state: State, step: Step) -> None:
    if state not in MOVES[step].starts:
        wanted = " or ".join(one.label.lower() for one in MOVES[step].starts)
        raise Refused(
            f"“{step.label}” does not follow “{state.label.lower()}”.",
            missing=f"early help that is: {wanted}",
            who_can_waive=NOBODY,
            do="Look at what has been recorded.",
        )


# --- handing over ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Offer:
    """How a handover stands: who offered it and who asks now, what was agreed, and its answer."""

    direction: Direction
    answer: Answer | None = None
    met: bool = False
    by_offerer: bool = False
    family_agrees: bool = False
    lead: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has answered."""
        return self.answer is None

    @property
    def holds_the_case(self) -> bool:
        """Whether the case that is stepped down may not close yet."""
        if self.direction is not Direction.DOWN:
            return False
        return self.waits or (self.answer is Answer.ACCEPTED and not self.met)


def check_answer(offer: Offer, answer: Answer) -> None:
    """Raises Refused where a handover cannot be answered so, by whoever asks."""
    if not offer.waits:
        raise _handover("The handover has been answered already.", "a handover that waits", "Look.")
    if answer is Answer.WITHDRAWN and not offer.by_offerer:
        raise _handover(
            "Only who offered a handover takes it back.", "who offered it", "Refuse it instead."
        )
    if answer is not Answer.WITHDRAWN and offer.by_offerer:
        raise _handover(
            "Who offers a handover does not answer it.", "an answer by the receiver", "Wait for it."
        )
    if answer is Answer.ACCEPTED and offer.direction is Direction.DOWN:
        _check_agreed(offer)


def check_meeting(offer: Offer) -> None:
    """Raises Refused where no handover meeting can be recorded."""
    if offer.answer in (Answer.REFUSED, Answer.WITHDRAWN) or offer.met:
        raise _handover(
            "No meeting of this handover is waited for.", "a handover that stands", "Look."
        )


def _check_agreed(offer: Offer) -> None:
    lacking = {"the family's agreement": offer.family_agrees, "a new lead": offer.lead}
    for what, there in lacking.items():
        if not there:
            raise _handover(
                f"A step down cannot be accepted: {what} is missing.",
                what,
                "Refuse it, and say so.",
            )


def _handover(words: str, lacking: str, do: str) -> Refused:
    return Refused(words, missing=lacking, who_can_waive=NOBODY, do=do)
