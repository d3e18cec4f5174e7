"""Contacts that wait and are closed to who reads the queue: who may open them, and telling them so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from kinkeeper.access.action import require
from kinkeeper.access.against import barred, closed_to
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import holders
from kinkeeper.access.roles import ROLES
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.alert_kinds import AlertKind, register
from kinkeeper.casefile.alerting import raise_alert
from kinkeeper.frontdoor.contact_queries import DECIDES
from kinkeeper.frontdoor.group_queries import groups, waiting_ids
from kinkeeper.frontdoor.models import ChildTold, Contact, ContactGroup
from kinkeeper.people.candidates import Told, alike

CLOSED: Final = register(
    AlertKind(
        "contact_closed_to_door",
        "A contact waits that nobody who decides at the front door may open",
        "front-door",
    )
)
ALIKE: Final = register(
    AlertKind(
        "alike_closed_record",
        "A child was added at the front door who may be somebody whose record is closed",
        "child",
    )
)
COMPARE: Final = (
    "Whoever added them may not see this record, and was not told of it. Compare the two today: if they"
    " are one, have somebody let in who decides, and the records merged."
)
YOU: Final = (
    "You may open it from the queue. Decide on it, or say who is to be let in; its time runs."
)
NOR_YOU: Final = (
    "Nor may you. Ask information governance, who oversee restrictions and conflicts, today: somebody"
    " has to be let in, and its time runs."
)
# Who decides on what is told, and sees the front door: the only ones who can take it on.
OPENERS: Final = tuple(
    one.name
    for one in ROLES.values()
    if {Permission.SEE_FRONT_DOOR, Permission.DECIDE_REFERRAL} <= one.permits
)
Openers = Mapping[UUID, frozenset[tuple[str, UUID]]]


def openers(ids: Collection[UUID], on: date) -> Openers:
    """By what was told, everybody who may open it and decide: role and user."""
    people: dict[UUID, set[UUID]] = {one: set() for one in ids}
    rows = Contact.objects.filter(contact_group__in=people)
    for group, person in rows.values_list("contact_group_id", "person_id"):
        people[group].add(person)
    closed = barred({one for each in people.values() for one in each}, on)
    held = holders(OPENERS, on)
    return {
        group: frozenset(one for one in held if not any(closed(each, one[1]) for each in about))
        for group, about in people.items()
    }


def may_open(*, who: Asker) -> tuple[tuple[str, ...], int]:
    """Of what waits and is closed to the asker: titles of who may open it, and how much nobody may."""
    require(who, Permission.SEE_FRONT_DOOR)
    asker = as_who(who)
    waits = waiting_ids(asker.on)
    seen = groups(asker, of=ContactGroup.objects.filter(pk__in=waits))
    found = openers(set(waits) - set(seen.values_list("pk", flat=True)), asker.on)
    roles = {role for one in found.values() for role, _ in one}
    return tuple(ROLES[one].title for one in OPENERS if one in roles), sum(
        not one for one in found.values()
    )


def tell_of_alike(child: ChildTold, added: UUID, by: Asker) -> None:
    """Tell who may see it of a closed record like the child just added; whoever added them hears nothing."""
    who = as_who(by)
    hidden = closed_to(who) - {added}
    told = Told(child.forename, child.surname, child.born_on)
    for person in alike(people=hidden, told=told) if hidden else ():
        closed = barred([person], who.on)
        may = [(role, user) for role, user in holders(OPENERS, who.on) if not closed(person, user)]
        senior = [one for one in may if one[0] != DECIDES] or may
        for user in sorted({user for _, user in senior}):
            raise_alert(
                kind=ALIKE,
                once=f"{uuid5(added, str(person))}:{user}",
                reason=COMPARE,
                owner_user=user,
                person_id=person,
                by=by,
            )


def tell_of_closed(*, by: Asker) -> int:
    """Tell of everything that waits and that no decision-maker may open: how much that is.

    Whoever else may open it is told, once; where nobody may, every head of service and director.
    """
    on, told = as_who(by).on, 0
    for group, may in openers(waiting_ids(on), on).items():
        if any(role == DECIDES for role, _ in may):
            continue
        told += 1
        senior = may or {one for one in holders(OPENERS, on) if one[0] != DECIDES}
        for user in sorted({user for _, user in senior}):
            raise_alert(
                kind=CLOSED,
                once=f"{group}:{user}:{bool(may)}",
                reason=YOU if may else NOR_YOU,
                owner_user=user,
                by=by,
            )
    return told
