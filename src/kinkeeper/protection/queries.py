"""Enquiries, conferences, plans and visits: every answer is what the asker may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from operator import attrgetter
from typing import Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.teams import is_live, live
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

DAYS: Final = ("started_on", "ended_on")


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
    rows = StrategyDiscussion.objects.order_by("-held_on")
    return tuple(row.held_on for row in visible_of(who, Permission.SEE_STRATEGY, rows, person_id))


def enquiries(*, who: Asker, person_id: UUID) -> tuple[EnquiryShown, ...]:
    """A child's section 47 enquiries, the latest first."""
    rows = Section47Enquiry.objects.order_by("-started_on", "-id")
    seen = visible_of(who, Permission.SEE_RECORD, rows, person_id)
    return tuple(
        EnquiryShown(
            id=row.id,
            episode_id=row.episode_id,
            started_on=row.started_on,
            ended_on=row.ended_on,
            conference_needed=row.conference_needed,
            conference_target_on=row.conference_target_on,
            conference_held_on=row.conference_held_on,
        )
        for row in seen.annotate(conference_held_on=_first_conference())
    )


def conferences(*, who: Asker, person_id: UUID) -> tuple[ConferenceShown, ...]:
    """The conferences about a child, the latest first."""
    rows = Conference.objects.order_by("-held_on", "-id")
    return tuple(
        ConferenceShown(
            row.id, row.episode_id, row.kind, ConferenceKind(row.kind).label, row.held_on
        )
        for row in visible_of(who, Permission.SEE_RECORD, rows, person_id)
    )


def plans(*, who: Asker, person_id: UUID) -> tuple[PlanShown, ...]:
    """A child's plans, the latest first."""
    return tuple(starmap(_plan, _plans(who, Permission.SEE_RECORD, person_id)))


def visits(*, who: Asker, person_id: UUID) -> tuple[VisitShown, ...]:
    """The visits made or tried in assessments, enquiries and plans, the latest first."""
    rows = Visit.objects.select_related("worker").order_by("-held_on", "-id")
    seen = visible_of(who, Permission.SEE_RECORD, rows, person_id)
    return tuple(shown(row, VisitKind(row.kind).label, row.plan_id) for row in seen)


def current_plans(*, who: Asker, person_id: UUID) -> tuple[OnPlan, ...]:
    """The plans a child is on today: what the banner says."""
    rows = (row for row, _ in _plans(who, Permission.SEE_BANNER, person_id))
    on = today()
    now = (row for row in rows if is_live(row, on))
    return tuple(map(_banner, sorted(now, key=attrgetter("kind"))))


def on_plans(*, who: Asker, kind: PlanKind = PlanKind.CHILD_PROTECTION) -> tuple[OnPlan, ...]:
    """Every child on a plan of a kind today, who has been longest on it first."""
    rows = Plan.objects.filter(live(today()), kind=kind).order_by("started_on", "id")
    return tuple(map(_banner, visible(who, Permission.SEE_BANNER, rows)))


def _plans(
    who: Asker, what: Permission, person_id: UUID
) -> tuple[tuple[Plan, tuple[CategoryShown, ...]], ...]:
    """A child's plans with their categories, for who may see so much of the record."""
    return _every_plan(person_id) if may(who, what, person_id) else ()


@remembered
def _every_plan(person_id: UUID) -> tuple[tuple[Plan, tuple[CategoryShown, ...]], ...]:
    told = JSONObject(category="category", started_on="started_on", ended_on="ended_on")
    periods = AbuseCategoryPeriod.objects.filter(plan=OuterRef("pk")).order_by("started_on", "id")
    rows = Plan.objects.filter(person_id=person_id).order_by("-started_on", "-id")
    with_periods = rows.annotate(told=ArraySubquery(periods.values(told=told)))
    return tuple((row, tuple(map(_category, row.told))) for row in with_periods)


def _first_conference() -> Subquery:
    """The day of the initial conference of an enquiry; the earliest, where there are several."""
    initial = Conference.objects.filter(kind=ConferenceKind.INITIAL, enquiry=OuterRef("pk"))
    same = initial.filter(person_id=OuterRef("person_id"))
    return Subquery(same.order_by("held_on").values("held_on")[:1])


def _banner(row: Plan) -> OnPlan:
    return OnPlan(row.person_id, row.id, row.kind, PlanKind(row.kind).label, row.started_on)


def _plan(row: Plan, categories: tuple[CategoryShown, ...]) -> PlanShown:
    return PlanShown(
        id=row.id,
        person_id=row.person_id,
        episode_id=row.episode_id,
        kind=row.kind,
        kind_title=PlanKind(row.kind).label,
        started_on=row.started_on,
        ended_on=row.ended_on,
        previous_plans=row.previous_plans,
        categories=categories,
    )


def _category(told: Mapping[str, str | None]) -> CategoryShown:
    """A period as the database tells it within its plan: days are written out."""
    code = str(told["category"])
    named = coded("cin.category_of_abuse", code) or Coded(code, code)
    days = (date.fromisoformat(on) if (on := told[name]) else None for name in DAYS)
    return CategoryShown(named, *days)
