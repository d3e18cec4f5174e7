"""A visit to several children of a family: what is asked once, and what of each child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.access.depth import Depth
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.kin import relatives
from kinkeeper.protection.actions.joint_visiting import (
    NEEDS,
    JointVisit,
    OfChild,
    record_joint_visit,
)
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.presenters.family import named
from kinkeeper.web.questions import Fields, choice, day, long, several, the_day
from kinkeeper.workforce.queries import workers_of
from kinkeeper.workforce.visited import NotSeen, VisitMade

SHARED: Final = (
    "Read with each child's own note, by who reads that child: nothing of one child alone"
)
SEEN: Final = (
    ("alone", "Seen, and alone for a time"),
    ("with", "Seen, and not alone"),
    ("seen", "Seen; whether alone is not known"),
    *(
        (f"not:{value}", f"Not seen: {label[:1].lower()}{label[1:]}")
        for value, label in NotSeen.choices
    ),
)
BEDROOM: Final = "bedroom"

Children = tuple[tuple[UUID, str], ...]


def children(who: Who, person_id: UUID) -> Children:
    """The child, then the others of the family whose visits the reader records."""
    family = relatives(who=who, person_id=person_id)
    ours = [one for one in family if not one.adult and one.depth >= Depth.RECORD]
    mine = [(one.id, named(one)) for one in ours if _may_visit(who, one.id)]
    return tuple(sorted(mine, key=lambda one: (one[0] != person_id, one[1])))


def _may_visit(who: Who, person_id: UUID) -> bool:
    return all(may(who, what, person_id) for what in NEEDS)


def fields(found: Children) -> Fields:
    """The day, what is shared, and of each child three questions; nothing of a child is needed here.

    Who was not at the visit is left out whole.
    """
    asked = tuple(one for child in found for one in _of_child(*child))
    return (
        day("held_on", "What day was the visit?", "Enter the day of the visit"),
        long("shared", "What is the same for all of them?", hint=SHARED),
        *asked,
        Field("joint", "", "hidden", first=str(uuid7())),
    )


def _of_child(one: UUID, name: str) -> Fields:
    asked = (
        choice("seen", f"{name}: seen?", "", SEEN, "Leave empty whoever the visit was not to"),
        several("room", f"{name}: was the bedroom seen?", "", [(BEDROOM, "Bedroom seen")]),
        long("text", f"{name}: what was seen and talked of"),
        long("words", f"{name}: in their own words"),
    )
    return tuple(replace(field, name=f"{field.name}-{one}") for field in asked)


def keep(child: UUID, found: Children, form: Form, who: Who) -> None:
    """The visits and the notes, all or none."""
    on = the_day(form, "held_on")
    worker = workers_of([who.id]).get(who.id)
    there = {one: _told(one, form, who, on, worker) for one, _ in found if _is_said(one, form)}
    joint = JointVisit(
        held_on=on, of=there, shared=form.value("shared"), id=_key(form.value("joint"))
    )
    record_joint_visit(child=child, joint=joint, by=who)


def _is_said(one: UUID, form: Form) -> bool:
    return any(form.value(f"{name}-{one}") for name in ("seen", "room", "text", "words"))


def _told(one: UUID, form: Form, who: Who, on: date, worker: UUID | None) -> OfChild:
    seen = form.value(f"seen-{one}")
    if not seen:
        raise BadInput("say whether the child was seen", field=f"seen-{one}")
    missed = NotSeen(seen.removeprefix("not:")) if seen.startswith("not:") else None
    alone = {"alone": True, "with": False}.get(seen)
    room = BEDROOM in form.values(f"room-{one}")
    visit = VisitMade(
        held_on=on,
        seen=missed is None,
        not_seen_reason=missed,
        seen_alone=alone,
        bedroom_seen=None if missed else room,
        worker=worker,
    )
    case = involvement(who=who, person_id=one)
    return OfChild(
        visit=visit,
        case=case.episode_id if case else None,
        text=form.value(f"text-{one}"),
        childs_words=form.value(f"words-{one}"),
    )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid7()
