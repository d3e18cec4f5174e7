"""How the protection of a child may go: every move, the guards that stand before it, and who makes it.

Two courses run side by side: what goes on about suspected harm, and the child protection plan. Both
may be under way at once, for harm may be suspected of a child who has a plan. The one state of the
strand follows from them. A guard names what is missing, and who may let it go; most nobody may.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import Refused
from kinkeeper.protection.kinds import State

NOBODY: Final = "nobody"
CHAIR: Final = "the chair of the conference, with the reason kept"


class Harm(Enum):
    """What goes on about suspected harm."""

    NOTHING = 0
    STRATEGY = 1
    ENQUIRY = 2
    CONFERENCE = 3


class OnPlan(Enum):
    """Whether there is, or was, a child protection plan."""

    NEVER = 0
    NOW = 1
    ENDED = 2


class Step(StrEnum):
    """What may be done; the value is how it is called where it is refused."""

    SUSPECT = "Suspecting significant harm"
    DISCUSS = "A strategy discussion that begins no enquiry"
    ENQUIRE = "A strategy discussion that begins a section 47 enquiry"
    DISCUSS_AGAIN = "A further strategy discussion"
    NOT_SUBSTANTIATED = "Finding concerns not substantiated"
    SAFE = "Finding no conference needed"
    CONTINUING = "Finding a conference needed"
    BOOK = "Booking an initial conference"
    BOOK_REVIEW = "Booking a review conference"
    BOOK_TRANSFER = "Booking a transfer-in conference"
    PLAN = "An initial conference that makes a plan"
    NO_PLAN = "An initial conference that makes no plan"
    TAKE_OVER = "A transfer-in conference that makes a plan"
    LEAVE = "A transfer-in conference that makes no plan"
    CONTINUE = "A review conference that continues the plan"
    END = "A review conference that ends the plan"
    END_MOVED = "Ending the plan of a child who moved away"
    END_EIGHTEEN = "Ending the plan of a young person of 18"
    END_DIED = "Ending the plan of a child who died"


@dataclass(frozen=True, slots=True)
class Standing:
    """How protection stands, and what is told with the step: `there` holds the ids of guards met."""

    harm: Harm = Harm.NOTHING
    plan: OnPlan = OnPlan.NEVER
    there: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()

    @property
    def state(self) -> State:
        """The state of the strand: a plan is told before what goes on beside it."""
        if self.plan is OnPlan.NOW:
            return State.ON_PLAN
        if self.harm is not Harm.NOTHING:
            return _HARM[self.harm]
        return State.PLAN_ENDED if self.plan is OnPlan.ENDED else State.NONE

    def told(self, **there: object) -> Standing:
        """The same, where what is truly there is told by the id of its guard."""
        return replace(self, there=self.there | {name for name, found in there.items() if found})


_HARM: Final = MappingProxyType(
    {
        Harm.STRATEGY: State.STRATEGY,
        Harm.ENQUIRY: State.ENQUIRY,
        Harm.CONFERENCE: State.CONFERENCE,
    }
)


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be there before a step: `missing` names it, `who_can_waive` who may let it go."""

    id: str
    missing: str
    do: str
    who_can_waive: str = NOBODY
    holds: Callable[[Standing], bool] | None = None

    def passed(self, standing: Standing) -> bool:
        """Whether it is there, or was let go by whoever may."""
        there = self.holds(standing) if self.holds else self.id in standing.there
        return there or (self.who_can_waive != NOBODY and self.id in standing.waived)


@dataclass(frozen=True, slots=True)
class Move:
    """From where a step may be taken, where it leads (None: it stays), and who authorises it."""

    harm: tuple[Harm, ...]
    plan: tuple[OnPlan, ...]
    guards: tuple[Guard, ...]
    authorised_by: Permission
    to_harm: Harm | None = None
    to_plan: OnPlan | None = None


# fmt: off
CAUSE = Guard("cause", "why significant harm is suspected", "Say what gives reasonable cause.")
AUTHORITY = Guard("local_authority", "the local authority in the discussion", "Name who took part.")
POLICE = Guard("police", "the police in the discussion", "Speak with the police, and name who took part.")
HEALTH = Guard("health", "health in the discussion", "Speak with health, and name who took part.")
SHARED = Guard("shared", "the information that was shared", "Say what each agency told.")
SAFETY = Guard("safety", "how the child is safe now", "Say what keeps the child safe at once.")
SEES = Guard("sees", "who sees the child, and by when", "Name who sees the child, and the day.")
LEAD = Guard("lead", "the lead social worker", "Choose the lead social worker.")
REASON = Guard("reason", "the reason", "Say why.")
ACCOUNT = Guard("account", "the child's own account", "Say what the child told, or how it was sought.")
FEEDBACK = Guard("feedback", "that the family was told", "Say when and how the family was told.")
VIEWS = Guard("views", "the agencies' views", "Record what each agency says to having no conference.")
AGREED = Guard("agreed", "the agreement of every agency: one asks for a conference",
    "Record that a conference is needed: any agency may ask for one.")
ANCHOR = Guard("anchor", "the strategy discussion that began the enquiry", "Hold and record it first.")
NOTIFIED = Guard("notified", "the other authority's notice that the child moved in",
    "Record the notice first.")
DATE = Guard("date", "the day of the conference", "Enter the day.")
CHAIRED = Guard("chaired", "a chair from outside the line of the team that works with the child",
    "Choose a chair from another line.")
BOOKED = Guard("booked", "a conference that is booked", "Book the conference first.")
QUORUM = Guard("quorum", "three agencies there that work with the child, the local authority among them",
    "Adjourn, or say as chair why the conference goes ahead.", CHAIR)
CHILD = Guard("child", "the child's view, or how it was sought", "Say how the child took part.")
CATEGORY = Guard("category", "the category of abuse", "Choose the category.")
GROUP = Guard("group", "the members of the core group", "Name who is in the core group.")
VISITS = Guard("visits", "how often the child is visited", "Enter the days between visits.")
REVIEW = Guard("review", "the day of the next review conference, in the time the guidance sets",
    "Enter a day in the time that the guidance sets.")
OUTLINE = Guard("outline", "the outline of the plan", "Say what has to change, and what is done.")
CONTINGENCY = Guard("contingency", "what is done if the plan does not work", "Say what is done then.")
OFFER = Guard("offer", "whether a child in need plan was offered", "Say whether it was offered.")
DECIDED = Guard("decided", "the outcome of what goes on about suspected harm",
    "Hold the discussion, or record the outcome of the enquiry, first.",
    holds=lambda s: s.harm in (Harm.NOTHING, Harm.CONFERENCE))
RECEIVED = Guard("received", "the conference of the authority the child moved to",
    "Wait until that authority has held its conference, and record the day.")
GROWN = Guard("grown", "a date of birth 18 years before that day", "Check the day and the date of birth.")
DEATH = Guard("death", "the day on which the child died", "Record the death first.")

_CAN, _ALL, _EVER, _NOT_NOW = Permission, tuple(Harm), tuple(OnPlan), (OnPlan.NEVER, OnPlan.ENDED)
_NOW, _ENQUIRY, _CONFERENCE = (OnPlan.NOW,), (Harm.ENQUIRY,), (Harm.CONFERENCE,)
_TALKED = (AUTHORITY, POLICE, HEALTH, SHARED, SAFETY)
_MET = (BOOKED, CHAIRED, QUORUM, CHILD, REASON)
_PLANNED = (*_MET, CATEGORY, LEAD, GROUP, VISITS, REVIEW, OUTLINE, CONTINGENCY)
_DECIDE, _CHAIRS = _CAN.DECIDE_PROTECTION, _CAN.RECORD_REVIEW
MOVES: Final[Mapping[Step, Move]] = MappingProxyType({
    Step.SUSPECT: Move((Harm.NOTHING,), _EVER, (CAUSE,), _DECIDE, Harm.STRATEGY),
    Step.DISCUSS: Move((Harm.STRATEGY,), _EVER, (*_TALKED, REASON), _DECIDE, Harm.NOTHING),
    Step.ENQUIRE: Move((Harm.STRATEGY,), _EVER, (*_TALKED, SEES, LEAD), _DECIDE, Harm.ENQUIRY),
    Step.DISCUSS_AGAIN: Move((Harm.ENQUIRY, Harm.CONFERENCE), _EVER, _TALKED, _DECIDE),
    Step.NOT_SUBSTANTIATED: Move(_ENQUIRY, _EVER, (ACCOUNT, REASON, FEEDBACK), _DECIDE, Harm.NOTHING),
    Step.SAFE: Move(_ENQUIRY, _EVER, (ACCOUNT, REASON, FEEDBACK, VIEWS, AGREED),
        _CAN.OVERSEE_PROTECTION, Harm.NOTHING),
    Step.CONTINUING: Move(_ENQUIRY, _EVER, (ACCOUNT, REASON, FEEDBACK), _DECIDE, Harm.CONFERENCE),
    Step.BOOK: Move(_CONFERENCE, _NOT_NOW, (ANCHOR, DATE, CHAIRED), _DECIDE),
    Step.BOOK_REVIEW: Move(_ALL, _NOW, (DATE, CHAIRED), _DECIDE),
    Step.BOOK_TRANSFER: Move(_ALL, _NOT_NOW, (NOTIFIED, DATE, CHAIRED), _DECIDE),
    Step.PLAN: Move(_CONFERENCE, _NOT_NOW, (ANCHOR, *_PLANNED), _CHAIRS, Harm.NOTHING, OnPlan.NOW),
    Step.NO_PLAN: Move(_CONFERENCE, _NOT_NOW, (ANCHOR, *_MET), _CHAIRS, Harm.NOTHING),
    Step.TAKE_OVER: Move(_ALL, _NOT_NOW, (NOTIFIED, *_PLANNED), _CHAIRS, None, OnPlan.NOW),
    Step.LEAVE: Move(_ALL, _NOT_NOW, (NOTIFIED, *_MET), _CHAIRS),
    Step.CONTINUE: Move(_ALL, _NOW, (*_MET, CATEGORY, REVIEW), _CHAIRS),
    Step.END: Move(_ALL, _NOW, (*_MET, DECIDED, OFFER), _CHAIRS, Harm.NOTHING, OnPlan.ENDED),
    Step.END_MOVED: Move(_ALL, _NOW, (RECEIVED, REASON), _CHAIRS, None, OnPlan.ENDED),
    Step.END_EIGHTEEN: Move(_ALL, _NOW, (GROWN, REASON), _CHAIRS, None, OnPlan.ENDED),
    Step.END_DIED: Move(_ALL, _NOW, (DEATH, REASON), _CHAIRS, Harm.NOTHING, OnPlan.ENDED),
})
# fmt: on
GUARDS: Final = MappingProxyType({g.id: g for move in MOVES.values() for g in move.guards})


def fits(standing: Standing, step: Step) -> bool:
    """Whether a step follows from how things stand, guards aside."""
    move = MOVES[step]
    return standing.harm in move.harm and standing.plan in move.plan


def missing(standing: Standing, step: Step) -> tuple[Guard, ...]:
    """The guards that hold a step up."""
    return tuple(one for one in MOVES[step].guards if not one.passed(standing))


def after(standing: Standing, step: Step) -> Standing:
    """How things stand once a step was taken; what was told with it is of that step alone."""
    move, harm = MOVES[step], standing.harm
    to_harm = harm if move.to_harm is None else move.to_harm
    if step is Step.CONTINUE and harm is Harm.CONFERENCE:
        to_harm = Harm.NOTHING  # the review was the conference that the enquiry asked for
    return Standing(to_harm, move.to_plan or standing.plan)


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
    return after(standing, step)


def _out_of_turn(standing: Standing, step: Step) -> Refused:
    move = MOVES[step]
    plans = {one: Standing(plan=one).state.label for one in move.plan}
    harms = [_HARM[one].label for one in move.harm if one in _HARM]
    wanted = plans[move.plan[0]] if standing.plan not in plans else " or ".join(harms)
    return Refused(
        f"{step} does not follow: {standing.state.label[:1].lower()}{standing.state.label[1:]}.",
        missing=f"first: {wanted or 'the end of what goes on about suspected harm'}",
        who_can_waive=NOBODY,
        do="Look at what has been recorded on the page of protection.",
    )
