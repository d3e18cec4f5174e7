"""The children of a contact, put right: named from what was told, unmatched, or not about a child."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import Max

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save, withdraw
from kinkeeper.frontdoor.contact_queries import unfound
from kinkeeper.frontdoor.kinds import NotAChild
from kinkeeper.frontdoor.models import (
    ChildClosed,
    ChildMatch,
    ChildTold,
    ChildUnmatch,
    Contact,
    ContactGroup,
)
from kinkeeper.frontdoor.naming import MOST_CHILDREN, check_child, check_waits, child_row
from kinkeeper.frontdoor.open_case import tell_worker_it_was_another
from kinkeeper.frontdoor.stepping import (
    DECISIONS_MADE,
    check_registered,
    hold,
    reason,
    role_of,
    steps_of,
    undone_already,
)
from kinkeeper.frontdoor.told import NOT_SAID, ChildNamed
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import lived, now

NAMED_APART: Final = "Each child of what was told is named by whoever read it."
PRESSED_TWICE: Final = timedelta(minutes=1)  # later, the same words may be of a brother or sister
SAID_OF_CHILD: Final = ("forename", "surname", "born_on", "age_said", "address", "postcode", "note")


@action(Permission.RECEIVE_CONTACT)
def name_child(*, group: ContactGroup, named: ChildNamed, by: Asker) -> ChildTold:
    """Add a child whom somebody here reads in what was told; what stood for them all is closed."""
    require(by, Permission.SEE_FRONT_DOOR)
    take_turn("children told of", group.pk)
    before = ChildTold.objects.filter(contact_group=group)
    if before.filter(closed=None).count() >= MOST_CHILDREN:
        raise BadInput(f"name {MOST_CHILDREN} children at most in one contact", field="forename")
    check_child(named, group.received_on)
    if (twice := _named_before(group, named, by)) is not None:
        return twice
    stood_for_all = _hold_unread(group)  # first: whoever finds one of them has the group next
    last = before.aggregate(last=Max("place"))["last"]
    child = child_row(group, 0 if last is None else last + 1, named)
    child.named_by, child.named_at = as_who(by).id, now()
    child.save(force_insert=True)
    for one in stood_for_all:
        _close(one, NotAChild.NAMED, NAMED_APART, by)
    note(place=child.place)
    return child


@action(Permission.RECORD_CONTACT, on="match")
def unmatch_child(*, match: ChildMatch, why: str, by: Asker) -> ChildUnmatch:
    """Say that a child told of is not who they were said to be: they are looked for again.

    The contact leaves the record it was put into, with what was told of it there; who matched it,
    who undid it and why are kept. Refused once something was decided.
    """
    require(by, Permission.SEE_FRONT_DOOR)
    take_turn("child told of", match.child_id)
    ContactGroup.objects.select_for_update(no_key=True).get(pk=match.child.contact_group_id)
    contact = Contact.every.get(pk=match.contact_id)
    hold(contact)
    _check_undone(match)
    taken = steps_of(contact)
    if any(one.kind in DECISIONS_MADE for one in taken):
        raise Refused(
            "Something was decided on this contact, for the child it was matched to.",
            missing="a contact on which nothing was decided",
            who_can_waive="nobody: a decision is never overwritten",
            do="Take a new contact about the right child, and say in it how this one went wrong.",
        )
    made = ChildUnmatch.objects.create(match=match, reason=reason(why), by=as_who(by).id, at=now())
    if not ChildMatch.objects.filter(contact=contact, undone=None).exists():
        contact.withdrawn_at = now()
        save(contact, by=as_who(by))
        withdraw(taken, by=as_who(by))
        tell_worker_it_was_another(contact, by)
    return made


@action(Permission.CLOSE_NAMELESS)
def close_child(*, child: ChildTold, kind: NotAChild, why: str, by: Asker) -> ChildClosed:
    """Say that what was told is about no child to be looked for: counted apart, and never gone."""
    check_registered(by)
    if kind is NotAChild.NAMED:
        raise BadInput("name the child instead", field="kind")
    take_turn("child told of", child.pk)
    check_waits(child)
    made = _close(child, kind, reason(why), by)
    note(kind=str(kind))
    return made


def _named_before(group: ContactGroup, named: ChildNamed, by: Asker) -> ChildTold | None:
    """The child whom the same person named in the same words a moment ago: sent twice."""
    asked = child_row(group, 0, named)
    said = {one: getattr(asked, one) for one in SAID_OF_CHILD}
    mine = unfound().filter(contact_group=group, named_by=as_who(by).id, **said)
    return mine.filter(named_at__gt=now() - PRESSED_TWICE).first()


def _hold_unread(group: ContactGroup) -> list[ChildTold]:
    """What stood for the children of a letter and waits still, held: nobody says who one is meanwhile."""
    unread = unfound().filter(contact_group=group, note=NOT_SAID, forename="", surname="")
    for one in unread.order_by("place").values_list("pk", flat=True):
        take_turn("child told of", one)
    return list(unread)


def _check_undone(match: ChildMatch) -> None:
    if ChildUnmatch.objects.filter(match=match).exists():
        raise undone_already()


def _close(child: ChildTold, kind: NotAChild, why: str, by: Asker) -> ChildClosed:
    return ChildClosed.objects.create(
        child=child,
        kind=kind,
        reason=why,
        by=as_who(by).id,
        by_role=role_of(by, Permission.CLOSE_NAMELESS),
        at=lived(),
    )
