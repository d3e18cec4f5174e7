"""One visit at which several children of a family were seen: written once, held per child."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.teams import live
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker
from kinkeeper.casefile.actions.notes import JointSaid, record_jointly
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.casefile.queries.notes import is_of_joint
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.protection.actions.visiting import record_plan_visit, record_visit
from kinkeeper.protection.kinds import PlanKind
from kinkeeper.protection.models import Plan, Visit
from kinkeeper.workforce.visited import VisitMade

NEEDS: Final = (Permission.RECORD_PROTECTION, Permission.RECORD_ASSESSMENT, Permission.RECORD_NOTE)
OVER_MOST: Final = (PlanKind.CHILD_PROTECTION, PlanKind.CHILD_IN_NEED)  # the stricter plan first


@dataclass(frozen=True, slots=True, kw_only=True)
class OfChild:
    """What was seen of one child, in the worker's words and in the child's own; `case` is open."""

    visit: VisitMade
    case: UUID | None
    text: str
    childs_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointVisit:
    """A visit to several children; `shared` is what is the same for all, and is read with each."""

    held_on: date
    of: Mapping[UUID, OfChild]
    shared: str = ""
    id: UUID = field(default_factory=uuid7)


@action(Permission.RECORD_PROTECTION, on="child")
def record_joint_visit(*, child: UUID, joint: JointVisit, by: Asker) -> None:
    """A visit and a note of each child's own, all or none; sent twice, it is kept once.

    Of every child the asker must be the one to record: one who is closed to them stops it all.
    """
    if child not in joint.of or len(joint.of) < 2:
        raise BadInput("choose at least one more child", field="children")
    for one in sorted(joint.of):
        for needs in NEEDS:
            require(by, needs, one)  # before anything is asked of them that an answer could tell
    take_turn("protection", joint.id)
    if is_of_joint(who=by, person_id=child, joint_id=joint.id):
        return
    _check_told(joint)
    for one in sorted(joint.of):
        _of_child(one, joint, by)
    record_jointly(child=child, said=_note(joint), by=by)
    note(children=len(joint.of))


def _check_told(joint: JointVisit) -> None:
    for one, told in joint.of.items():
        if told.visit.held_on != joint.held_on:
            raise BadInput("one visit is of one day", field="held_on")
        if not told.text.strip():
            raise BadInput("write what was seen of each child, or why not", field=f"text-{one}")


def _note(joint: JointVisit) -> JointSaid:
    return JointSaid(
        kind=NoteKind.VISIT,
        on=joint.held_on,
        parts={one: told.text for one, told in joint.of.items()},
        childs_words={one: told.childs_words for one, told in joint.of.items()},
        shared=joint.shared,
        id=joint.id,
    )


def _of_child(child: UUID, joint: JointVisit, by: Asker) -> Visit:
    """The child's own visit: under the plan that stood on the day, else in the open case."""
    made = joint.of[child].visit
    standing = {p.kind: p for p in Plan.objects.filter(live(joint.held_on), person_id=child)}
    plan = next((standing[kind] for kind in OVER_MOST if kind in standing), None)
    if plan is not None:
        return record_plan_visit(plan=plan, visit=made, by=by)
    case = joint.of[child].case
    if case is None:
        raise Refused(
            "One of the children has no open case that you work with.",
            missing="an open case of each child",
            do="Leave out who has none; write a note of them instead.",
        )
    return record_visit(child=child, episode=case, visit=made, by=by)
