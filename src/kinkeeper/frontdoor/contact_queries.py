"""Contacts about a child, and those that wait: every answer is what the asker may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kinkeeper.access import memory
from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import holdings
from kinkeeper.access.rules import visible, visible_of
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.kinds import Channel, ContactOutcome, ContactReason, Rating, Step
from kinkeeper.frontdoor.models import ChildMatch, ChildTold, Contact, ContactStep
from kinkeeper.law.codes.coded import Coded, coded
from kinkeeper.partners.queries import agency_names

CLOSED: Final = "Not open to your role"
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
    took_part: tuple[str, ...] = ()  # names of the agencies at a joint triage


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
    return open_to(who, shown(visible_of(who, Permission.SEE_RECORD, rows, person_id)))


def reads_words(who: Asker) -> bool:
    """Whether a role of theirs reads narrative at all: who takes contacts in, and who counts, do not."""
    return as_who(who).permits(Permission.SEE_NARRATIVE)


def open_to(who: Asker, found: Iterable[ContactShown]) -> tuple[ContactShown, ...]:
    """Contacts without why their steps were taken, for a role that reads no narrative; else as they are.

    What one wrote oneself stays. What is closed says so, and is not taken for nothing.
    """
    if reads_words(who):
        return tuple(found)
    mine = as_who(who).id
    return tuple(
        replace(one, steps=tuple(_without_words(step, mine) for step in one.steps)) for one in found
    )


def _without_words(step: StepShown, mine: UUID) -> StepShown:
    return step if step.by == mine or not step.reason else replace(step, reason=CLOSED)


def shown(rows: Iterable[Contact]) -> tuple[ContactShown, ...]:
    """These contacts with every step taken, in two queries."""
    found = list(rows)
    if not found:
        return ()
    steps: dict[UUID, list[StepShown]] = {}
    taken = ContactStep.objects.filter(contact__in=[row.id for row in found])
    ordered = list(taken.order_by("on", F("at").asc(nulls_first=True), "recorded_at"))
    names = _sat([step for step in ordered if step.took_part])
    for step in ordered:
        steps.setdefault(step.contact_id, []).append(_step(step, names.get(step.id, ())))
    return tuple(_contact(row, steps.get(row.id, [])) for row in found)


def undecided(on: date) -> QuerySet[Contact]:
    """Contacts of which something is still to be decided on the day."""
    waits = Q(over_on=None) | Q(over_on__gt=on)
    return Contact.objects.filter(waits, received_on__lte=on)


def referrals_of(contacts: Collection[UUID]) -> dict[UUID, UUID]:
    """By contact, the episode that it was referred into; of any other, nothing."""
    steps = ContactStep.objects.filter(contact__in=contacts).exclude(episode=None)
    return dict(steps.values_list("contact_id", "episode_id"))


def unfound() -> QuerySet[ChildTold]:
    """Children told of who wait to be found: neither said to be somebody, nor to be no child."""
    standing = ChildMatch.objects.filter(child=OuterRef("pk"), undone=None)
    return ChildTold.objects.filter(~Exists(standing), closed=None)


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
    return Contact.objects.filter(pk__in=list(_waiting(user_id, on)))


@remembered
def _waiting(user_id: UUID, on: date) -> dict[UUID, UUID]:
    """Whom each is about: few, and asked for once, where every rule of access asks for them again."""
    if not decides(user_id, on):
        return {}
    both = (
        undecided(on),
        disputed(on),
    )  # one after the other: together they would look at every row
    return {pk: person for rows in both for pk, person in rows.values_list("pk", "person_id")}


def children_waiting(user_id: UUID, on: date) -> QuerySet[Contact, Any]:
    """The children of those contacts."""
    return waiting(user_id, on).values("person_id")


def waits(user_id: UUID, person_id: UUID, on: date) -> bool:
    """Whether this child is one of them; an answer asks who they are but once."""
    if memory.lasts():
        return person_id in _who_wait(user_id, on)
    if not decides(user_id, on):
        return False
    return any(rows.filter(person=person_id).exists() for rows in (undecided(on), disputed(on)))


@remembered
def _who_wait(user_id: UUID, on: date) -> frozenset[UUID]:
    return frozenset(_waiting(user_id, on).values())


def decides(user_id: UUID, on: date) -> bool:
    """Whether the user decides on contacts on the day."""
    return holdings(DECIDES, on).filter(user_id=user_id).exists()


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


def _sat(rows: Iterable[ContactStep]) -> dict[UUID, tuple[str, ...]]:
    """By step, the agencies that took part in it by name; asked of a joint triage alone."""
    of = {row.id: [UUID(one) for one in (row.took_part or "").split()] for row in rows}
    known = agency_names(one for ids in of.values() for one in ids) if of else {}
    return {step: tuple(sorted(known[one] for one in ids)) for step, ids in of.items()}


def _step(row: ContactStep, took_part: tuple[str, ...]) -> StepShown:
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
        took_part=took_part,
    )


def one_contact(*, who: Asker, contact_id: UUID) -> ContactShown | None:
    """A contact about a child whose record the asker may see."""
    rows = visible(who, Permission.SEE_RECORD, Contact.objects.filter(pk=contact_id))
    return next(iter(open_to(who, shown(rows))), None)


def own_contact(*, who: Asker, contact_id: UUID) -> Contact | None:
    """The same as the verbs take it."""
    return visible(who, Permission.SEE_RECORD, Contact.objects.filter(pk=contact_id)).first()
