"""Contacts about a child, and those that wait: every answer is what the asker may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import holdings
from kinkeeper.access.rules import visible, visible_of
from kinkeeper.access.who import Asker
from kinkeeper.frontdoor.kinds import Channel, ContactOutcome, ContactReason, Rating, Step
from kinkeeper.frontdoor.models import Contact, ContactGroup, ContactStep
from kinkeeper.law.codes.coded import Coded, coded

DECIDES: Final = "mash_decision_maker"  # who decides on contacts


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step taken with a contact: what, when, by whom and why."""

    kind: Step
    on: date
    at: datetime | None
    by: UUID | None
    by_role: str | None
    rating: Rating | None
    outcome: ContactOutcome | None
    level: str | None
    threshold: str | None
    reason: str | None
    evidence: tuple[str, ...]
    research: str | None
    episode_id: UUID | None


@dataclass(frozen=True, slots=True)
class ContactShown:
    """A contact about the child: who got in touch, why, and what was done, the first step first."""

    id: UUID
    group_id: UUID
    person_id: UUID
    received_on: date
    received_at: datetime | None
    referral_source: Coded | None
    channel: str
    reason: str
    steps: tuple[StepShown, ...]

    @property
    def rating(self) -> str | None:
        """The rating standing, in words."""
        found = [one.rating for one in self.steps if one.kind is Step.RATED and one.rating]
        return str(found[-1].label) if found else None

    @property
    def outcome(self) -> str | None:
        """What was decided first, in words."""
        made = self._of(Step.DECIDED)
        return str(made.outcome.label) if made and made.outcome else None

    @property
    def decided_on(self) -> date | None:
        """When that was."""
        made = self._of(Step.DECIDED)
        return made.on if made else None

    @property
    def decided_at(self) -> datetime | None:
        """When to the minute, where that is known."""
        made = self._of(Step.DECIDED)
        return made.at if made else None

    @property
    def enquiry_decided_on(self) -> date | None:
        """When the multi-agency enquiry was decided."""
        made = self._of(Step.ENQUIRY_DECIDED)
        return made.on if made else None

    @property
    def episode_id(self) -> UUID | None:
        """The episode it led to."""
        return next((one.episode_id for one in reversed(self.steps) if one.episode_id), None)

    def _of(self, kind: Step) -> StepShown | None:
        return next((one for one in self.steps if one.kind is kind), None)


def contacts(*, who: Asker, person_id: UUID) -> tuple[ContactShown, ...]:
    """The contacts about a child, the latest first."""
    rows = Contact.objects.order_by("-received_on", "-id")
    return shown(visible_of(who, Permission.SEE_RECORD, rows, person_id))


def shown(rows: Iterable[Contact]) -> tuple[ContactShown, ...]:
    """These contacts with every step taken, in two queries."""
    found = list(rows)
    if not found:
        return ()
    steps: dict[UUID, list[StepShown]] = {}
    taken = ContactStep.objects.filter(contact__in=[row.id for row in found])
    for step in taken.order_by("on", F("at").asc(nulls_first=True), "recorded_at"):
        steps.setdefault(step.contact_id, []).append(_step(step))
    return tuple(_contact(row, steps.get(row.id, [])) for row in found)


def undecided(on: date) -> QuerySet[Contact]:
    """Contacts of which something is still to be decided on the day."""
    waits = Q(over_on=None) | Q(over_on__gt=on)
    return Contact.objects.filter(waits, received_on__lte=on)


def disputed(on: date) -> QuerySet[Contact]:
    """Contacts with a disagreement that waits for its answer on the day."""
    said = ContactStep.objects.filter(kind__in=(Step.DISAGREED, Step.ANSWERED), on__lte=on)
    counted = said.values("contact_id").annotate(
        said=Count("id", filter=Q(kind=Step.DISAGREED)),
        answered=Count("id", filter=Q(kind=Step.ANSWERED)),
    )
    waiting_for = counted.filter(said__gt=F("answered")).values("contact_id")
    return Contact.objects.filter(pk__in=waiting_for)


def waiting(user_id: UUID, on: date) -> QuerySet[Contact]:
    """Contacts that wait on the day, for a user who decides on contacts; none for anybody else."""
    return Contact.objects.filter(pk__in=_waiting(user_id, on))


@remembered
def _waiting(user_id: UUID, on: date) -> tuple[UUID, ...]:
    """Which they are: few, and asked for once, where every rule of access asks for them again."""
    if not holdings(DECIDES, on).filter(user_id=user_id).exists():
        return ()
    both = (
        undecided(on),
        disputed(on),
    )  # one after the other: together they would look at every row
    return tuple(dict.fromkeys(pk for rows in both for pk in rows.values_list("pk", flat=True)))


def children_waiting(user_id: UUID, on: date) -> QuerySet[Contact, Any]:
    """The children of those contacts."""
    return waiting(user_id, on).values("person_id")


@remembered
def who_wait(user_id: UUID, on: date) -> frozenset[UUID]:
    """The same children, asked for once."""
    return frozenset(children_waiting(user_id, on).values_list("person_id", flat=True))


def _contact(row: Contact, steps: Iterable[StepShown]) -> ContactShown:
    return ContactShown(
        id=row.id,
        group_id=row.contact_group_id,
        person_id=row.person_id,
        received_on=row.received_on,
        received_at=row.received_at,
        referral_source=coded("cin.referral_source", row.referral_source),
        channel=str(Channel(row.channel).label),
        reason=str(ContactReason(row.reason).label),
        steps=tuple(steps),
    )


def _step(row: ContactStep) -> StepShown:
    return StepShown(
        kind=Step(row.kind),
        on=row.on,
        at=row.at,
        by=row.recorded_by,
        by_role=row.by_role,
        rating=Rating(row.rating) if row.rating else None,
        outcome=ContactOutcome(row.outcome) if row.outcome else None,
        level=row.level,
        threshold=row.threshold,
        reason=row.reason,
        evidence=tuple((row.evidence or "").split()),
        research=row.research,
        episode_id=row.episode_id,
    )


def one_contact(*, who: Asker, contact_id: UUID) -> ContactShown | None:
    """A contact about a child whose record the asker may see."""
    rows = visible(who, Permission.SEE_RECORD, Contact.objects.filter(pk=contact_id))
    return next(iter(shown(rows)), None)


def own_contact(*, who: Asker, contact_id: UUID) -> Contact | None:
    """The same as the verbs take it."""
    return visible(who, Permission.SEE_RECORD, Contact.objects.filter(pk=contact_id)).first()


def words_of(*, who: Asker, group_id: UUID) -> str | None:
    """What was told, for who may read it of every child it is about; None where they may not."""
    rows = Contact.objects.filter(contact_group_id=group_id)
    read = visible(who, Permission.SEE_NARRATIVE, rows).count()
    if not read or read != rows.count():
        return None
    return ContactGroup.objects.values_list("concern", flat=True).get(pk=group_id) or ""
