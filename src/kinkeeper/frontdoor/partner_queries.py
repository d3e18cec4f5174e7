"""What an agency may know of what it told: that it came, that it was decided, and what it was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.contact_queries import ContactShown, StepShown, shown, unfound
from kinkeeper.frontdoor.group_queries import is_over
from kinkeeper.frontdoor.kinds import NotAChild, Step
from kinkeeper.frontdoor.models import Contact, ContactGroup
from kinkeeper.kernel.ids import reference
from kinkeeper.partners.queries import agency_of

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """One contact of the reader's own agency. Nothing tells whether a child is known here.

    `told` is what the front door told them, `answers` what was answered to their disagreement.
    """

    group_id: UUID
    reference: str
    received_on: date
    received_at: datetime | None
    children: int
    is_decided: bool
    told: tuple[str, ...]
    answers: tuple[str, ...]
    disagreed: bool

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.told and not self.is_decided:
            return "You have been told of some; the others are being looked at"
        if self.told:
            return "You have been told the outcome"
        return "Decided: you will be told" if self.is_decided else "Received and being looked at"


def outcomes_for(*, who: Who) -> tuple[OutcomeShown, ...]:
    """What the reader's agency told, the latest first; nothing for who comes in for none."""
    theirs = agency_of(who)
    if theirs is None:
        return ()
    # Notices sent in bulk by a program are counted where they come in; nobody there waits for words.
    rows = ContactGroup.objects.filter(agency_id=theirs.id, agency_reference=None)
    found = list(rows.order_by("-received_on", "-id")[:MOST])
    made: dict[UUID, list[ContactShown]] = {}
    for one in shown(Contact.objects.filter(contact_group__in=[row.id for row in found])):
        made.setdefault(one.group_id, []).append(one)
    return tuple(_outcome(row, made.get(row.id, [])) for row in found)


def own_contact(*, who: Who, group_id: UUID) -> Contact | None:
    """A decided contact of the reader's own agency, with which it may disagree."""
    theirs = agency_of(who)
    if theirs is None:
        return None
    rows = Contact.objects.filter(contact_group_id=group_id, contact_group__agency_id=theirs.id)
    return rows.exclude(over_on=None).order_by("id").first()


def _outcome(row: ContactGroup, made: list[ContactShown]) -> OutcomeShown:
    steps = [step for one in made for step in one.steps]
    waits = unfound().filter(contact_group=row.id).exists()
    named = row.children.exclude(closed__kind=NotAChild.NAMED).count()
    return OutcomeShown(
        group_id=row.id,
        reference=reference(row.id),
        received_on=row.received_on,
        received_at=row.received_at,
        children=named,
        is_decided=bool(made or named) and all(is_over(one) for one in made) and not waits,
        told=_said(steps, Step.REFERRER_TOLD),
        answers=_said(steps, Step.ANSWERED),
        disagreed=any(step.kind is Step.DISAGREED for step in steps),
    )


def _said(steps: list[StepShown], kind: Step) -> tuple[str, ...]:
    """The words of every step of a kind, each once: they are said of each child alike."""
    return tuple(dict.fromkeys(one.reason for one in steps if one.kind is kind and one.reason))
