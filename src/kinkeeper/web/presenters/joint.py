"""The joint triage of police notices: each with what is known of its children, and its own answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.casefile.queries.warnings import in_force
from kinkeeper.duties.threads import open_limits
from kinkeeper.frontdoor.actions import Decision
from kinkeeper.frontdoor.contact_queries import ContactShown
from kinkeeper.frontdoor.group_queries import GroupShown, counts_before
from kinkeeper.frontdoor.kinds import ContactOutcome, ContactReason, Evidence, Rating, Step
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.frontdoor.states import MOVES
from kinkeeper.frontdoor.taking_notices import counted
from kinkeeper.kernel.ids import reference
from kinkeeper.kernel.moment import lived
from kinkeeper.law.levels import Level
from kinkeeper.partners.queries import of_joint_triage
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.contact_forms import EVIDENCE, RATINGS, levels
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.due import Due
from kinkeeper.web.parts import Fact, Figure
from kinkeeper.web.presenters import front_door as door
from kinkeeper.web.presenters import front_door_queue as queued

SIZE: Final = 10  # notices of one page, and so of one sitting's press
SITTING: Final = "took_part"
OF_POLICE: Final = ContactReason.DOMESTIC_ABUSE_POLICE
OUTCOMES: Final = tuple((one.value, str(one.label)) for one in ContactOutcome)
GONE: Final = (
    "What you said of one child was not kept: the contact is no longer here, as where it was found to be "
    "of another child. Look through the rest and press again"
)
ANSWERED: Final = ("rating", "outcome", "level", "evidence", "reason")
WHOLE: Final = {
    "rating": "Choose how urgent it is",
    "outcome": "Choose what is to happen",
    "evidence": "Choose what it rests on",
    "reason": "Say why",
}


@dataclass(frozen=True, slots=True)
class OfChild:
    """One child of a notice: who it is, what is known, and what is asked."""

    contact_id: UUID
    person_id: UUID
    name: str
    url: str
    lines: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as the sitting reads it."""

    id: UUID
    reference: str
    facts: tuple[Fact, ...]
    limit: Due | None
    unfound: tuple[str, ...]
    children: tuple[OfChild, ...]


def to_triage(who: Who) -> tuple[GroupShown, ...]:
    """The notices that nobody has decided on, with the least time left first."""
    rows = queued.opened(who, [one for one in queued.waiting(who) if one.told.is_notice])
    return tuple(one.group for one in rows if one.group.unmatched or _left(who, one.group))


def notices(who: Who, groups: Iterable[GroupShown], *, of: Collection[UUID] = ()) -> list[Notice]:
    """Each with its children who wait; with those of the contacts named besides."""
    shown = list(groups)
    asked = {group.id: _left(who, group, of) for group in shown}
    contacts = [one for found in asked.values() for one in found]
    names = names_of(who, [one.person_id for one in contacts])
    before = counts_before(who=who, of=contacts, reason=OF_POLICE)
    limits = open_limits(who=who, threads=[one.id for one in contacts])
    return [
        Notice(
            id=group.id,
            reference=reference(group.id),
            facts=tuple(one for one in door.facts(group) if one.name in SAID),
            limit=next((door.time_left(limits[c.id]) for c in asked[group.id] if c.id in limits), None),
            unfound=tuple(one.called for one in group.unmatched),
            children=tuple(
                _child(who, one, door.called(names.get(one.person_id, ()), one.person_id), before[one.id])
                for one in asked[group.id]
            ),
        )
        for group in shown
    ]  # fmt: skip


SAID: Final = frozenset({"Came", "From", "In their words"})


def day_counts(who: Who) -> list[Figure]:
    """Today's notices in numbers, beside the sitting."""
    day = counted(on=who.on, who=who)
    return [
        Figure(day.received, "came today"),
        Figure(day.screened, "of them looked at"),
        Figure(day.waiting, "of any day nobody has looked at", late=day.waiting > 0),
    ]


def sitting(found: Iterable[Notice]) -> tuple[Field, ...]:
    """Who sits, asked once, and what is asked of each child; nothing is chosen beforehand."""
    agencies = tuple((str(one.id), one.name) for one in of_joint_triage())
    hint = "Agencies kept here. They are noted with each decision of this sitting"
    first = Field(SITTING, "Who takes part, besides us?", "boxes", hint=hint, choices=agencies)
    return (first, *(field for one in found for child in one.children for field in child.fields))


def answered(form: Form, found: Iterable[Notice]) -> list[UUID]:
    """The children of whom something was said."""
    return [
        child.contact_id
        for one in found
        for child in one.children
        if any(form.values(_named(name, child.contact_id)) for name in ANSWERED)
    ]


def judged(form: Form, said_of: Sequence[UUID], *, gone: bool = False) -> Form:
    """The form with what is missing of those of whom something was said; none said is a fault too.

    So is what was said of a contact that is `gone`, as where it was found to be of another child.
    """
    problems = dict(form.problems)
    if gone:
        problems.setdefault(SITTING, GONE)
    elif not said_of:
        problems.setdefault(SITTING, "Say of one child at least what is decided")
    elif not form.values(SITTING):
        problems.setdefault(SITTING, "Choose who takes part: a notice is triaged together")
    for contact in said_of:
        for name, said in WHOLE.items():
            asked = _named(name, contact)
            if any(one.name == asked for one in form.fields) and not form.values(asked):
                problems.setdefault(asked, said)
    return replace(form, problems=problems)


def rating(form: Form, contact: UUID) -> Rating | None:
    """The rating given; None where it was rated before and is not again."""
    given = form.value(_named("rating", contact))
    return Rating(given) if given else None


def decision(form: Form, contact: UUID) -> Decision:
    """What was decided of one child."""
    level = form.value(_named("level", contact))
    return Decision(
        outcome=ContactOutcome(form.value(_named("outcome", contact))),
        at=lived(),
        reason=form.value(_named("reason", contact)),
        evidence=[Evidence(one) for one in form.values(_named("evidence", contact))],
        level=Level(level) if level else None,
        took_part=[UUID(one) for one in form.values(SITTING)],
    )


def without(form: Form, done: Collection[UUID], problems: Mapping[UUID, tuple[str, str]]) -> Form:
    """The form without what was kept of it, and with what was not: by contact, the field and why."""
    ended = tuple(str(one) for one in done)
    typed = {name: given for name, given in form.typed.items() if not name.endswith(ended)}
    kept = [one for one in form.fields if not one.name.endswith(ended)]
    names = {one.name for one in kept}
    said = {}
    for contact, (field, why) in problems.items():
        asked = _named(field, contact)
        said[asked if asked in names else _named("reason", contact)] = words.capital(why)
    return replace(form, fields=kept, typed=typed, problems=said)


def _left(who: Who, group: GroupShown, of: Collection[UUID] = ()) -> list[ContactShown]:
    needs = MOVES[Step.DECIDED].permission
    return [
        one
        for one in group.contacts
        if one.id in of
        or (door.course_of(one).may(Step.DECIDED) and door.allowed(who, needs, one.person_id))
    ]


def _child(who: Who, contact: ContactShown, name: str, before: int) -> OfChild:
    open_one = involvement(who=who, person_id=contact.person_id)
    rated = contact.rating
    warned = [title for title, _, _ in in_force(who=who, person_id=contact.person_id)]
    lines = (
        f"{words.counted(before, 'notice')} before this one, within a year" if before else "",
        f"Case open since {words.full_date(open_one.referred_on)}" if open_one else "",
        f"Warnings: {words.listed(warned)}" if warned else "",
        f"Rated {rated}" if rated else "",
    )
    url = reverse("child", args=[contact.person_id])
    asked = _asked(who, contact.id, rated=rated is not None)
    said = tuple(one for one in lines if one)
    return OfChild(contact.id, contact.person_id, name, url, said, asked)


def _asked(who: Who, contact: UUID, *, rated: bool) -> tuple[Field, ...]:
    """What is asked of one child; how urgent it is, where nobody has said so."""
    asked = (
        Field("rating", "How urgent is it?", "select", choices=RATINGS),
        Field("outcome", "What is to happen?", "select", choices=OUTCOMES),
        Field("level", "Which level of need is it?", "select", choices=levels(who)),
        Field("evidence", "What does it rest on?", "boxes", choices=EVIDENCE),
        Field("reason", "Why?", hint="In ten characters or more"),
    )
    wanted = asked[1:] if rated else asked
    return tuple(replace(one, name=_named(one.name, contact)) for one in wanted)


def named(contact: UUID) -> tuple[str, ...]:
    """What is asked of one child, as the form calls it."""
    return tuple(_named(one, contact) for one in ANSWERED)


def _named(name: str, contact: UUID) -> str:
    return f"{name}-{contact}"
