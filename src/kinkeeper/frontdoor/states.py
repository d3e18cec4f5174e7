"""How a contact may go: for every step, what has to have been done before, and who may take it.

Law, and the hub's own rules: a contact is screened before it is looked into; an enquiry is decided
once its contact was sent to one; a strategy discussion waits for nothing; a decision is made once.
Source: Working Together to Safeguard Children; pathway sections 2 and 3 of the field's practice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.kinds import ContactOutcome, Step
from kinkeeper.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, as far as what may follow depends on it."""

    kind: Step
    outcome: ContactOutcome | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A step: what it `needs` done and what `bars` it, in words for whoever is refused."""

    permission: Permission
    needs: tuple[Step, ...] = ()
    bars: tuple[Step, ...] = ()
    after: tuple[ContactOutcome, ...] = ()  # outcomes of the decision that it follows
    over: bool = False  # only once everything is decided
    many: bool = False
    refusal: str = ""
    do: str = ""


_SEE = Permission.RECORD_CONTACT
REFERS: Final = (ContactOutcome.REFERRAL, ContactOutcome.STRATEGY_DISCUSSION)
# What has to have been done before a decision of this outcome.
OUTCOME_NEEDS: Final[Mapping[ContactOutcome | None, tuple[Step, ...]]] = MappingProxyType(
    {ContactOutcome.MASH_ENQUIRY: (Step.RATED,)}
)
MOVES: Final[Mapping[Step, Move]] = MappingProxyType({
    Step.RATED: Move(
        Permission.SCREEN_CONTACT, bars=(Step.ENQUIRY_DECIDED,), many=True,
        refusal="This contact has been decided already.",
        do="Record a new contact if something new has been told.",
    ),
    Step.DECIDED: Move(
        Permission.DECIDE_REFERRAL, bars=(Step.DECIDED,),
        refusal="This contact has been decided already; a decision is never overwritten.",
        do="Record a new contact if something new has been told.",
    ),
    Step.ENQUIRY_DECIDED: Move(
        Permission.DECIDE_REFERRAL, needs=(Step.DECIDED,), bars=(Step.ENQUIRY_DECIDED,),
        after=(ContactOutcome.MASH_ENQUIRY,),
        refusal="No multi-agency enquiry of this contact waits for a decision.",
        do="Check which contact the enquiry is of.",
    ),
    Step.ACKNOWLEDGED: Move(
        _SEE, needs=(Step.DECIDED,), bars=(Step.ACKNOWLEDGED,), after=(ContactOutcome.OPEN_CASE,),
        refusal="This contact was not sent to the worker of an open case, or is taken already.",
        do="Look at what was decided.",
    ),
    Step.REFERRER_TOLD: Move(
        _SEE, over=True, bars=(Step.REFERRER_TOLD,),
        refusal="There is no decision to tell yet, or it has been told.",
        do="Decide first; the referrer is told the outcome.",
    ),
    Step.NOT_TOLD: Move(
        _SEE, over=True, bars=(Step.REFERRER_TOLD, Step.NOT_TOLD),
        refusal="There is no decision to keep from the referrer, or it has been told.",
        do="Decide first.",
    ),
    Step.DISAGREED: Move(
        Permission.RECEIVE_CONTACT, over=True, many=True,
        refusal="There is no decision to disagree with yet.",
        do="Wait for the decision, or ring the front door.",
    ),
    Step.ANSWERED: Move(
        Permission.DECIDE_REFERRAL, needs=(Step.DISAGREED,), many=True,
        refusal="No disagreement waits for an answer.",
        do="Look at what has been answered.",
    ),
    Step.WRITTEN_ASKED: Move(
        _SEE, bars=(Step.WRITTEN_ASKED,), refusal="They were asked to confirm already.",
        do="Record it when it comes.",
    ),
    Step.WRITTEN_CAME: Move(
        _SEE, needs=(Step.WRITTEN_ASKED,), bars=(Step.WRITTEN_CAME,),
        refusal="Nobody was asked to confirm in writing, or it has come.",
        do="Record that they were asked.",
    ),
    Step.NIGHT_ENDED: Move(
        _SEE, bars=(Step.NIGHT_ENDED,), refusal="It was left for the day already.",
        do="The day team takes it over.",
    ),
    Step.NIGHT_TAKEN: Move(
        _SEE, needs=(Step.NIGHT_ENDED,), bars=(Step.NIGHT_TAKEN,),
        refusal="Nothing of the night waits to be taken over here.", do="Look at the queue.",
    ),
    Step.RE_REFERRAL_REVIEWED: Move(
        Permission.DECIDE_REFERRAL, over=True, bars=(Step.RE_REFERRAL_REVIEWED,), after=REFERS,
        refusal="There is no re-referral to review, or it has been reviewed.",
        do="Decide first.",
    ),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """What was done with a contact so far."""

    steps: tuple[Taken, ...] = field(default=())

    @property
    def kinds(self) -> frozenset[Step]:
        """The steps taken."""
        return frozenset(one.kind for one in self.steps)

    @property
    def outcome(self) -> ContactOutcome | None:
        """What was decided: after an enquiry, what was decided then."""
        made = {one.kind: one.outcome for one in self.steps}
        return made.get(Step.ENQUIRY_DECIDED) or made.get(Step.DECIDED)

    @property
    def is_over(self) -> bool:
        """Whether everything is decided."""
        return self.outcome not in {None, ContactOutcome.MASH_ENQUIRY}

    def may(self, kind: Step) -> bool:
        """Whether the step may follow."""
        move = MOVES[kind]
        fits = not move.after or self.outcome in move.after
        undisputed = kind is not Step.ANSWERED or self._disputed
        rated = kind is not Step.RATED or not self.is_over
        return (
            fits
            and undisputed
            and rated
            and (self.is_over or not move.over)
            and self.kinds.issuperset(move.needs)
            and not self.kinds & set(move.bars)
        )

    @property
    def _disputed(self) -> bool:
        count = [one.kind for one in self.steps].count
        return count(Step.DISAGREED) > count(Step.ANSWERED)


def check(kind: Step, taken: Collection[Taken], *, outcome: ContactOutcome | None = None) -> None:
    """Raises Refused, saying what is missing, where the step may not follow those taken."""
    move, course = MOVES[kind], Course(tuple(taken))
    if not course.may(kind):
        raise Refused(move.refusal, missing=missing(kind, taken), do=move.do)
    lacking = [one for one in OUTCOME_NEEDS.get(outcome, ()) if one not in course.kinds]
    if lacking:
        raise Refused(
            "This contact has not been screened: how urgent it is decides how soon agencies answer.",
            missing=_before(lacking),
            do="Screen and rate it first. A strategy discussion waits for nothing.",
        )


def missing(kind: Step, taken: Collection[Taken]) -> str:
    """What stands in the way of the step, in words."""
    move, course = MOVES[kind], Course(tuple(taken))
    lacking = [one for one in move.needs if one not in course.kinds]
    if lacking:
        return _before(lacking)
    if move.over and not course.is_over:
        return "a decision"
    return "a contact that waits for it"


def follows(kind: Step) -> frozenset[Step]:
    """The steps it cannot be dated before: those it needs, or is about."""
    move = MOVES[kind]
    decisions = {Step.DECIDED, Step.ENQUIRY_DECIDED}
    judged = {Step.RATED, *decisions} if kind in {Step.RATED, *decisions} else set()
    return frozenset({*move.needs, *judged, *(decisions if move.over else ())})


def _before(lacking: Collection[Step]) -> str:
    return f"the step before it: {', '.join(one.label for one in lacking).lower()}"
