"""Who belongs to whom, as people at work record it: added, changed and ended, never written over.

Both sides must be the asker's to record of. Of a child that is a child they work with; of an adult,
whom a family may share with many, it is enough to know of them. Whom they do not reach, who is not
there, and who is closed to them answer alike.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.people import nets, upwards
from kinkeeper.people.family_kinds import (
    MUTUAL,
    Confidence,
    EcomapKind,
    RelationshipKind,
    Strength,
    Way,
)
from kinkeeper.people.kin import live_or_undated
from kinkeeper.people.models import EcomapTie, FamilyGroup, FamilyMember, Person, Relationship
from kinkeeper.people.references import looks_like


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """How one person stands to another, as it was told."""

    kind: RelationshipKind
    started_on: date | None = None
    no_contact: bool = False
    confidence: Confidence
    told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Somebody or something in a child's life that has no record here, as it was told."""

    name: str
    kind: EcomapKind
    strength: Strength
    way: Way
    since: date


def not_reached() -> Refused:
    """One answer for who is not there, who is closed, and who is not the asker's to record of."""
    return Refused(
        "Nobody by that reference can be recorded here by you.",
        missing="two people whose records you may both add to",
        do="Check the reference. For a child you do not work with, ask that child's worker to record it.",
    )


def reached(*, who: Asker, person_id: UUID) -> Person:
    """Somebody whose ties the asker may record; else the one refusal."""
    known = visible(who, Permission.SEE_EXISTS, Person.objects.filter(merged_into=None))
    one = known.filter(id=person_id).first()
    if one is None or not (
        one.kind == Person.Kind.ADULT or may(who, Permission.EDIT_PERSON, one.id)
    ):
        raise not_reached()
    return one


def by_reference(*, who: Asker, text: str) -> Person:
    """The one person of a reference whose ties the asker may record; else the one refusal."""
    found = nets.by_reference(as_who(who), [text]) if looks_like(text) else []
    if len(found) != 1:
        raise not_reached()
    return reached(who=who, person_id=found[0].person_id)


@action(Permission.EDIT_PERSON, on="child")
def tie(*, child: UUID, one: UUID, other: UUID, tied: Tied, by: Asker) -> Relationship:
    """Record that `one` is `tied.kind` `other`; the child is one of the two."""
    _check_day(tied.started_on, "started_on")
    here = {id_: reached(who=by, person_id=id_) for id_ in sorted({one, other})}
    if len(here) < 2 or child not in here:
        raise BadInput("choose two people, this child one of them", field="who")
    take_turn("people", min(here))
    _check_new(one, other, tied.kind)
    row = Relationship(
        person=here[one],
        other=here[other],
        kind=tied.kind,
        started_on=tied.started_on,
        no_contact=tied.no_contact,
        confidence=tied.confidence,
        told_by=tied.told_by.strip(),
    )
    note(kind=str(tied.kind))
    return upwards.save(row, by=by)


@action(Permission.EDIT_PERSON, on="child")
def change_tie(*, child: UUID, was: Relationship, tied: Tied, on: date, by: Asker) -> Relationship:
    """What stood ends on the day, and what holds from then stands beside it."""
    end_tie(child=child, was=was, on=on, by=by)
    now = Tied(
        kind=tied.kind,
        started_on=on,
        no_contact=tied.no_contact,
        confidence=tied.confidence,
        told_by=tied.told_by,
    )
    return tie(child=child, one=was.person_id, other=was.other_id, tied=now, by=by)


@action(Permission.EDIT_PERSON, on="child")
def end_tie(
    *, child: UUID, was: Relationship, on: date, mistake: bool = False, by: Asker
) -> Relationship:
    """It holds no longer from this day; or, by `mistake`, it was never so."""
    _check_day(on, "on")
    if child not in (was.person_id, was.other_id):
        raise not_reached()
    reached(who=by, person_id=was.other_id if child == was.person_id else was.person_id)
    row = Relationship.objects.select_for_update(no_key=True).get(pk=was.pk)
    if row.ended_on is not None:
        raise _over()
    if row.started_on and on < row.started_on:
        raise BadInput("it cannot end before it began", field="on")
    row.ended_on, row.mistake = on, mistake
    note(kind=row.kind, ended_on=on.isoformat(), mistake=mistake)
    return upwards.save(row, by=by)


@action(Permission.EDIT_PERSON, on="child")
def move_in(*, child: UUID, other: UUID, on: date, by: Asker) -> FamilyMember:
    """Somebody lives with the child from this day; the child's household is made where there is none.

    Of those who live there already nobody is asked after: who moves in may not tell who is closed.
    """
    _check_day(on, "on")
    person = reached(who=by, person_id=other)
    if other == child:
        raise BadInput("choose somebody else", field="who")
    take_turn("people", child)
    home = _home(child)
    if home is None:
        home = upwards.save(FamilyGroup(kind=FamilyGroup.Kind.HOUSEHOLD), by=by)
        upwards.save(FamilyMember(group=home, person_id=child, started_on=on), by=by)
    if home.members.filter(person=person, ended_on=None).exists():
        raise Refused("They live here already, by the record.", missing="somebody who does not")
    note(started_on=on.isoformat())
    return upwards.save(FamilyMember(group=home, person=person, started_on=on), by=by)


@action(Permission.EDIT_PERSON, on="child")
def move_out(*, child: UUID, member: FamilyMember, on: date, by: Asker) -> FamilyMember:
    """Somebody of the child's household, the child too, lives there no longer from this day."""
    _check_day(on, "on")
    if not FamilyMember.objects.filter(group=member.group_id, person_id=child).exists():
        raise not_reached()
    reached(who=by, person_id=member.person_id)
    row = FamilyMember.objects.select_for_update(no_key=True).get(pk=member.pk)
    if row.ended_on is not None:
        raise _over()
    if row.started_on and on < row.started_on:
        raise BadInput("they cannot leave before they came", field="on")
    row.ended_on = on
    note(ended_on=on.isoformat())
    return upwards.save(row, by=by)


@action(Permission.EDIT_PERSON, on="child")
def bring_near(*, child: UUID, near: Near, by: Asker) -> EcomapTie:
    """Record somebody or something in the child's life."""
    _check_day(near.since, "since")
    name = " ".join(near.name.split())
    if not name:
        raise BadInput("say who or what it is", field="name")
    take_turn("people", child)
    if EcomapTie.objects.filter(person_id=child, name=name, ended_on=None).exists():
        raise BadInput("this is recorded already: change it instead", field="name")
    row = EcomapTie(
        person_id=child,
        name=name,
        kind=near.kind,
        strength=near.strength,
        way=near.way,
        started_on=near.since,
    )
    return upwards.save(row, by=by)


@action(Permission.EDIT_PERSON, on="was")
def change_near(*, was: EcomapTie, near: Near, by: Asker) -> EcomapTie:
    """What stood ends on the day from which this holds, and stays to be read."""
    let_go(was=was, on=near.since, by=by)
    return bring_near(child=was.person_id, near=near, by=by)


@action(Permission.EDIT_PERSON, on="was")
def let_go(*, was: EcomapTie, on: date, by: Asker) -> EcomapTie:
    """It holds no longer from this day."""
    _check_day(on, "on")
    row = EcomapTie.objects.select_for_update(no_key=True).get(pk=was.pk)
    if row.ended_on is not None:
        raise _over()
    if on < row.started_on:
        raise BadInput("it cannot end before it began", field="on")
    row.ended_on = on
    return upwards.save(row, by=by)


def _home(child: UUID) -> FamilyGroup | None:
    """The household the child lives in today, the one joined last."""
    rows = FamilyMember.objects.filter(live_or_undated(today()), person_id=child)
    mine = rows.filter(group__kind=FamilyGroup.Kind.HOUSEHOLD).select_related("group")
    last = mine.order_by("-started_on", "-id").first()
    return last.group if last else None


def _check_new(one: UUID, other: UUID, kind: RelationshipKind) -> None:
    """Nothing is recorded twice, from either side."""
    same = Relationship.objects.filter(kind=kind, ended_on=None)
    if same.filter(person=one, other=other).exists() or (
        kind in MUTUAL and same.filter(person=other, other=one).exists()
    ):
        raise Refused(
            "This is recorded already.",
            missing="two people not related so already",
            do="Change or end what is recorded.",
        )


def _check_day(on: date | None, field: str) -> None:
    if on is not None and on > today():
        raise BadInput("give a day that has come", field=field)


def _over() -> Refused:
    return Refused("This has ended already.", missing="something that still holds")
