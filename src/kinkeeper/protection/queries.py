"""Enquiries, conferences, plans and visits: every answer is what the asker may see."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker
from kinkeeper.kernel.moment import today
from kinkeeper.law.codes.coded import Coded, coded
from kinkeeper.protection.kinds import ConferenceKind, PlanKind, VisitKind
from kinkeeper.protection.models import (
    AbuseCategoryPeriod,
    Conference,
    Plan,
    Section47Enquiry,
    StrategyDiscussion,
    Visit,
)
from kinkeeper.workforce.visited import VisitShown, shown


@dataclass(frozen=True, slots=True)
class EnquiryShown:
    """An enquiry into harm, with what was decided about a conference."""

    id: UUID
    episode_id: UUID
    started_on: date
    ended_on: date | None
    conference_needed: bool | None
    conference_target_on: date | None
    conference_held_on: date | None


@dataclass(frozen=True, slots=True)
class ConferenceShown:
    """A conference about the child."""

    id: UUID
    episode_id: UUID
    kind: str
    kind_title: str
    held_on: date


@dataclass(frozen=True, slots=True)
class CategoryShown:
    """A category of abuse; without a start, it changed on a day not known."""

    category: Coded
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan, with the categories of abuse it is or was for."""

    id: UUID
    person_id: UUID
    episode_id: UUID
    kind: str
    kind_title: str
    started_on: date
    ended_on: date | None
    previous_plans: int | None
    categories: tuple[CategoryShown, ...]


@dataclass(frozen=True, slots=True)
class OnPlan:
    """That a child is on a plan, and since when: no more than a banner says."""

    person_id: UUID
    plan_id: UUID
    kind: str
    kind_title: str
    started_on: date


def strategy_discussions(*, who: Asker, person_id: UUID) -> tuple[date, ...]:
    """The days strategy discussions about a child were held, for those granted that section."""
    rows = StrategyDiscussion.objects.filter(person_id=person_id).order_by("-held_on")
    return tuple(row.held_on for row in visible(who, Permission.SEE_STRATEGY, rows))


def enquiries(*, who: Asker, person_id: UUID) -> tuple[EnquiryShown, ...]:
    """A child's section 47 enquiries, the latest first."""
    rows = Section47Enquiry.objects.filter(person_id=person_id).order_by("-started_on", "-id")
    held = _initial_conferences(person_id)
    return tuple(
        EnquiryShown(
            id=row.id,
            episode_id=row.episode_id,
            started_on=row.started_on,
            ended_on=row.ended_on,
            conference_needed=row.conference_needed,
            conference_target_on=row.conference_target_on,
            conference_held_on=held.get(row.id),
        )
        for row in visible(who, Permission.SEE_RECORD, rows)
    )


def conferences(*, who: Asker, person_id: UUID) -> tuple[ConferenceShown, ...]:
    """The conferences about a child, the latest first."""
    rows = Conference.objects.filter(person_id=person_id).order_by("-held_on", "-id")
    return tuple(
        ConferenceShown(
            row.id, row.episode_id, row.kind, ConferenceKind(row.kind).label, row.held_on
        )
        for row in visible(who, Permission.SEE_RECORD, rows)
    )


def plans(*, who: Asker, person_id: UUID) -> tuple[PlanShown, ...]:
    """A child's plans, the latest first."""
    periods = AbuseCategoryPeriod.objects.order_by("started_on", "id")
    rows = Plan.objects.filter(person_id=person_id).order_by("-started_on", "-id")
    with_periods = rows.prefetch_related(Prefetch("categories", queryset=periods))
    return tuple(map(_plan, visible(who, Permission.SEE_RECORD, with_periods)))


def visits(*, who: Asker, person_id: UUID) -> tuple[VisitShown, ...]:
    """The visits made or tried in assessments, enquiries and plans, the latest first."""
    rows = Visit.objects.filter(person_id=person_id).select_related("worker")
    seen = visible(who, Permission.SEE_RECORD, rows.order_by("-held_on", "-id"))
    return tuple(shown(row, VisitKind(row.kind).label, row.plan_id) for row in seen)


def current_plans(*, who: Asker, person_id: UUID) -> tuple[OnPlan, ...]:
    """The plans a child is on today: what the banner says."""
    rows = Plan.objects.filter(live(today()), person_id=person_id).order_by("kind")
    return tuple(map(_banner, visible(who, Permission.SEE_BANNER, rows)))


def on_plans(*, who: Asker, kind: PlanKind = PlanKind.CHILD_PROTECTION) -> tuple[OnPlan, ...]:
    """Every child on a plan of a kind today, who has been longest on it first."""
    rows = Plan.objects.filter(live(today()), kind=kind).order_by("started_on", "id")
    return tuple(map(_banner, visible(who, Permission.SEE_BANNER, rows)))


def _initial_conferences(person_id: UUID) -> dict[UUID, date]:
    rows = Conference.objects.filter(
        person_id=person_id, kind=ConferenceKind.INITIAL, enquiry__isnull=False
    )
    held: dict[UUID, date] = {}
    for row in rows.order_by("-held_on"):
        if row.enquiry_id is not None:
            held[row.enquiry_id] = row.held_on
    return held


def _banner(row: Plan) -> OnPlan:
    return OnPlan(row.person_id, row.id, row.kind, PlanKind(row.kind).label, row.started_on)


def _plan(row: Plan) -> PlanShown:
    return PlanShown(
        id=row.id,
        person_id=row.person_id,
        episode_id=row.episode_id,
        kind=row.kind,
        kind_title=PlanKind(row.kind).label,
        started_on=row.started_on,
        ended_on=row.ended_on,
        previous_plans=row.previous_plans,
        categories=tuple(map(_category, row.categories.all())),
    )


def _category(row: AbuseCategoryPeriod) -> CategoryShown:
    named = coded("cin.category_of_abuse", row.category) or Coded(row.category, row.category)
    return CategoryShown(named, row.started_on, row.ended_on)
