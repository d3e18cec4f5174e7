"""Contexts as the asker may see them: of a child closed to them nothing is said, nor counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.who import Asker, as_who
from kinkeeper.contexts.kinds import ENDS, Came, ContextKind, Step
from kinkeeper.contexts.models import (
    Context,
    ContextAssessment,
    ContextContact,
    ContextEntry,
    ContextLink,
    ContextStep,
    PlanAction,
    PlanOutcome,
)
from kinkeeper.contexts.states import is_open
from kinkeeper.people.queries import seen_among

Written = TypeVar("Written", ContextAssessment, ContextEntry)


@dataclass(frozen=True, slots=True)
class StepShown:
    """It was opened, closed or opened again: when, by whom and why."""

    kind: Step
    on: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """Something that happened there."""

    on: date
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """What somebody found, and who stands for it."""

    id: UUID
    on: date
    words: str
    by: str
    authorised_on: date | None
    authorised_by: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What came of an action."""

    came: Came
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class ActionShown:
    """What is to be done, by whom and by when, and what came of it, the first first."""

    id: UUID
    what: str
    agency: str
    due_on: date
    outcomes: tuple[OutcomeShown, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return any(one.came in ENDS for one in self.outcomes)


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A child of this context, whose record the asker may see."""

    id: UUID
    person_id: UUID
    since: date
    until: date | None
    why: str
    ended_why: str


@dataclass(frozen=True, slots=True)
class ContextShown:
    """One context, with all that is written of it.

    `hidden` are children who are linked today and of whom the asker may know that they are known
    here, and no more: whom to ask is told, and nothing else.
    """

    id: UUID
    name: str
    kind: ContextKind
    where: str
    steps: tuple[StepShown, ...]
    contact_groups: tuple[UUID, ...]
    links: tuple[LinkShown, ...]
    hidden: tuple[UUID, ...]
    assessments: tuple[AssessmentShown, ...]
    plan: tuple[ActionShown, ...]
    entries: tuple[EntryShown, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is worked with."""
        return is_open([one.kind for one in self.steps])

    @property
    def left(self) -> tuple[ActionShown, ...]:
        """Actions that have not ended, the first due first."""
        return tuple(one for one in self.plan if not one.is_over)


def contexts(*, who: Asker) -> tuple[ContextShown, ...]:
    """Every context, those that are open first, by their names."""
    found = (_shown(row, who) for row in _all(who).order_by("name", "id"))
    return tuple(sorted(found, key=lambda one: not one.is_open))


def one_context(*, who: Asker, context_id: UUID) -> ContextShown | None:
    """One of them; None where there is none."""
    row = _all(who).filter(pk=context_id).first()
    return _shown(row, who) if row else None


def linked_to(*, who: Asker, person_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """The open contexts a child is of today, for who may see contexts and this child's record."""
    asker = as_who(who)
    both = asker.permits(Permission.SEE_CONTEXTS) and seen_among(
        asker, Permission.SEE_RECORD, [person_id]
    )
    if not both:
        return ()
    rows = _live(ContextLink.objects.filter(person_id=person_id), asker.on)
    found = rows.select_related("context").order_by("context__name", "id")
    return tuple((one.context_id, one.context.name) for one in found)


def not_brought(contact_groups: Collection[UUID]) -> frozenset[UUID]:
    """Of these contacts, those that have been brought to no context."""
    brought = ContextContact.objects.filter(contact_group__in=contact_groups)
    return frozenset(contact_groups) - set(brought.values_list("contact_group_id", flat=True))


def context_for(*, who: Asker, context_id: UUID) -> Context | None:
    """The row that actions are given."""
    return _all(who).filter(pk=context_id).first()


def link_for(*, who: Asker, link_id: UUID) -> ContextLink | None:
    """A link of a child whom the asker may see."""
    found = ContextLink.objects.select_related("context").filter(pk=link_id).first()
    seen = found and seen_among(as_who(who), Permission.SEE_RECORD, [found.person_id])
    return found if seen else None


def action_for(*, who: Asker, action_id: UUID) -> PlanAction | None:
    """An action of a plan."""
    require(who, Permission.SEE_CONTEXTS)
    return PlanAction.objects.filter(pk=action_id).first()


def assessment_for(*, who: Asker, assessment_id: UUID) -> ContextAssessment | None:
    """An assessment."""
    require(who, Permission.SEE_CONTEXTS)
    return ContextAssessment.objects.filter(pk=assessment_id).first()


def _all(who: Asker) -> QuerySet[Context]:
    require(who, Permission.SEE_CONTEXTS)
    related = ("steps", "contacts", "links__end", "assessments__authorisation")
    return Context.objects.prefetch_related(*related, "plan__outcomes", "entries")


def _live(rows: QuerySet[ContextLink], on: date) -> QuerySet[ContextLink]:
    return rows.exclude(end__until__lte=on).filter(since__lte=on)


def _shown(row: Context, who: Asker) -> ContextShown:
    asker = as_who(who)
    assessments, entries = list(row.assessments.all()), list(row.entries.all())
    steps = sorted(row.steps.all(), key=lambda one: (one.recorded_at, one.id))
    people = [one.recorded_by for one in (*assessments, *entries, *steps)]
    by = names([*people, *(_authoriser(one) for one in assessments)])
    links = list(row.links.all())
    seen = seen_among(asker, Permission.SEE_RECORD, {one.person_id for one in links})
    known = seen_among(asker, Permission.SEE_EXISTS, {one.person_id for one in links})
    hidden = {one.person_id for one in links if _is_live(one, asker.on)} & known - seen
    return ContextShown(
        id=row.id,
        name=row.name,
        kind=ContextKind(row.kind),
        where=row.where,
        steps=tuple(_step(one, by) for one in steps),
        contact_groups=tuple(one.contact_group_id for one in row.contacts.all()),
        links=_links(links, seen),
        hidden=tuple(sorted(hidden)),
        assessments=tuple(_assessment(one, by, asker.id) for one in _latest_first(assessments)),
        plan=tuple(_action(one) for one in sorted(row.plan.all(), key=_due)),
        entries=tuple(
            EntryShown(one.on, one.words, _name(by, one.recorded_by))
            for one in _latest_first(entries)
        ),
    )


def _latest_first(rows: Iterable[Written]) -> list[Written]:
    return sorted(rows, key=lambda one: (one.on, one.recorded_at), reverse=True)


def _links(rows: Iterable[ContextLink], seen: Collection[UUID]) -> tuple[LinkShown, ...]:
    shown = sorted((one for one in rows if one.person_id in seen), key=lambda one: one.since)
    return tuple(_link(one) for one in shown)


def _link(row: ContextLink) -> LinkShown:
    end = getattr(row, "end", None)
    return LinkShown(
        id=row.id,
        person_id=row.person_id,
        since=row.since,
        until=end.until if end else None,
        why=row.why,
        ended_why=end.why if end else "",
    )


def _is_live(row: ContextLink, on: date) -> bool:
    end = getattr(row, "end", None)
    return end is None or end.until > on


def _step(row: ContextStep, by: dict[UUID, str]) -> StepShown:
    return StepShown(Step(row.kind), row.on, row.reason, _name(by, row.recorded_by))


def _authoriser(row: ContextAssessment) -> UUID | None:
    found = getattr(row, "authorisation", None)
    return found.authorised_by if found else None


def _assessment(row: ContextAssessment, by: dict[UUID, str], reader: UUID) -> AssessmentShown:
    found = getattr(row, "authorisation", None)
    return AssessmentShown(
        id=row.id,
        on=row.on,
        words=row.words,
        by=_name(by, row.written_by),
        authorised_on=found.on if found else None,
        authorised_by=_name(by, found.authorised_by) if found else "",
        is_own=row.written_by == reader,
    )


def _due(row: PlanAction) -> tuple[date, UUID]:
    return row.due_on, row.id


def _action(row: PlanAction) -> ActionShown:
    found = sorted(row.outcomes.all(), key=lambda one: (one.on, one.recorded_at))
    return ActionShown(row.id, row.what, row.agency, row.due_on, tuple(map(_outcome, found)))


def _outcome(row: PlanOutcome) -> OutcomeShown:
    return OutcomeShown(Came(row.came), row.on, row.words)


def _name(by: dict[UUID, str], user_id: UUID | None) -> str:
    return by.get(user_id, "") if user_id else ""
