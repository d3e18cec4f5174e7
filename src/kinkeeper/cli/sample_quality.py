"""Standards, an audit, a decision and a dip sample of an invented authority, by the verbs people use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

STANDARDS: Final = (
    "See the child, alone where that is right, and write down what they say in their own words.\n\n"
    "Say what the worry is, what has changed, and what would have to change next.\n\n"
    "Agree each plan with the family, and say who does what by when.\n\n"
    "Speak with a manager about every child at least once a month, and record what was decided."
)


def make(*, director: Who, auditor: Who, manager: Who) -> None:
    """The first version, one decision, one audit that waits for moderation, and one small sample."""
    from kinkeeper.quality import actions

    actions.publish_standard(text=STANDARDS, changed="The first version.", by=director)
    for child in _children(manager, auditor):
        _decide(child, manager)
        _audit(child, director, auditor)
    _sample(director, auditor)


def _decide(child: Any, manager: Who) -> None:
    from kinkeeper.kernel.moment import today
    from kinkeeper.quality import actions
    from kinkeeper.quality.kinds import OversightKind
    from kinkeeper.quality.told import Decided

    told = Decided(
        kind=OversightKind.SUPERVISION,
        on=today(),
        decided="See both children at home before Friday, and speak with the school.",
        why="Nobody has heard from them about the move.",
    )
    actions.record_oversight(child=child, told=told, by=manager)


def _audit(child: Any, director: Who, auditor: Who) -> None:
    from kinkeeper.kernel.moment import today
    from kinkeeper.quality import actions
    from kinkeeper.quality.kinds import Grade, Part
    from kinkeeper.quality.told import Found

    why = "Drawn by chance for the month's audits"
    audit = actions.give_audit(child=child, auditor=auditor.id, why=why, by=director)
    good, better = (Grade.GOOD, "As the standards ask."), (Grade.REQUIRES_IMPROVEMENT, "Too late.")
    parts = {part: better if part is Part.PLANNING else good for part in Part}
    found = Found(
        on=today(),
        parts=parts,
        grade=Grade.GOOD,
        found="The worker knows the children well. The plan came a month after the assessment.",
        child_says="“She asks me first and then my mum.”",
    )
    actions.complete_audit(audit=audit, found=found, by=auditor)


def _sample(director: Who, auditor: Who) -> None:
    from kinkeeper.kernel.moment import today
    from kinkeeper.quality import actions
    from kinkeeper.quality.actions.sampling import Draw
    from kinkeeper.quality.kinds import Population

    draw = Draw(
        population=Population.CLOSED,
        since=today() - timedelta(days=60),
        until=today(),
        number=3,
        seed=1,
        question="Was the child seen before the case was closed?",
        answerer=auditor.id,
    )
    actions.draw_sample(draw=draw, by=director)


def _children(manager: Who, auditor: Who) -> list[Any]:
    """One child of the manager's teams, to whose work the auditor has no line."""
    from kinkeeper.access.permissions import Permission
    from kinkeeper.access.rules import may
    from kinkeeper.frontdoor.queries import open_children
    from kinkeeper.quality.apart import in_line

    for one in open_children(who=manager):
        child = one.person_id
        decides = may(manager, Permission.RECORD_OVERSIGHT, child)
        known = decides and may(auditor, Permission.SEE_EXISTS, child)
        if known and not in_line(auditor.id, child):
            return [child]
    return []
