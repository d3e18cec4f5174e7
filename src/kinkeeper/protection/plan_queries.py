"""Plans as the asker may see them: needs, what is done, what is different, meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import visible, visible_of
from kinkeeper.access.who import Asker
from kinkeeper.protection.kinds import (
    Change,
    InNeedEnd,
    MeetingDecision,
    MeetingKind,
    PlanKind,
    TakesPart,
)
from kinkeeper.protection.models import Plan, PlanAction, PlanNeed

READS = Permission.SEE_NARRATIVE


@dataclass(frozen=True, slots=True)
class StepShown:
    """What somebody does by a day, and the day it was done: no more than that."""

    id: UUID
    what: str
    who: str
    by_when: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class NeedShown:
    """A need, the outcome wanted, what is done, and what was last found to be different for the child."""

    id: UUID
    need: str
    outcome: str
    steps: tuple[StepShown, ...]
    found: tuple[tuple[date, str, str], ...]  # the day, how it is, what is different; latest first


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting about a plan."""

    on: date
    kind: str
    came: tuple[tuple[str, str], ...]
    progress: str
    childs_view: str
    decision: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class AgreedShown:
    """What a child in need plan began with, and on whose authority."""

    consent: str
    review_by: date
    contingency: str
    by: str


@dataclass(frozen=True, slots=True)
class PlanCourse:
    """A plan from its start, with all that was agreed and found."""

    id: UUID
    kind: str
    kind_title: str
    started_on: date
    ended_on: date | None
    agreed: AgreedShown | None
    needs: tuple[NeedShown, ...]
    meetings: tuple[MeetingShown, ...]
    ended_why: str


def plan_courses(*, who: Asker, person_id: UUID) -> tuple[PlanCourse, ...]:
    """A child's plans with their needs and meetings, the latest first."""
    rows = Plan.objects.select_related("agreement", "agreed_ending").prefetch_related(
        "needs__actions__done", "needs__outcomes", "meetings__attendances"
    )
    found = list(visible_of(who, READS, rows.order_by("-started_on", "-id"), person_id))
    agreed = [row.agreement.recorded_by for row in found if hasattr(row, "agreement")]
    by = names(agreed)
    return tuple(_course(row, by) for row in found)


def open_plan(*, who: Asker, person_id: UUID, plan_id: UUID) -> Plan | None:
    """A plan that goes on, to act on."""
    rows = Plan.objects.filter(pk=plan_id, ended_on=None)
    return visible_of(who, READS, rows, person_id).first()


def open_need(*, who: Asker, person_id: UUID, need_id: UUID) -> PlanNeed | None:
    """A need of a plan of the child, to act on."""
    rows = PlanNeed.objects.select_related("plan").filter(pk=need_id, plan__person_id=person_id)
    return visible(who, READS, rows).first()


def open_step(*, who: Asker, person_id: UUID, step_id: UUID) -> PlanAction | None:
    """An action of a plan of the child, to act on."""
    rows = PlanAction.objects.select_related("need__plan").filter(pk=step_id)
    return visible(who, READS, rows.filter(need__plan__person_id=person_id)).first()


def _course(row: Any, by: Any) -> PlanCourse:
    agreement, ending = getattr(row, "agreement", None), getattr(row, "agreed_ending", None)
    return PlanCourse(
        id=row.id,
        kind=row.kind,
        kind_title=PlanKind(row.kind).label,
        started_on=row.started_on,
        ended_on=row.ended_on,
        agreed=_agreed(agreement, by) if agreement else None,
        needs=tuple(map(_need, sorted(row.needs.all(), key=lambda one: (one.on, one.id)))),
        meetings=tuple(
            map(_meeting, sorted(row.meetings.all(), key=lambda one: one.on, reverse=True))
        ),
        ended_why=f"{InNeedEnd(ending.reason).label}. {ending.words}" if ending else "",
    )


def _agreed(row: Any, by: Any) -> AgreedShown:
    return AgreedShown(row.consent, row.review_by, row.contingency, by.get(row.recorded_by, ""))


def _need(row: PlanNeed) -> NeedShown:
    found = sorted(row.outcomes.all(), key=lambda one: (one.on, one.id), reverse=True)
    return NeedShown(
        id=row.id,
        need=row.need,
        outcome=row.outcome,
        steps=tuple(map(_step, sorted(row.actions.all(), key=lambda one: (one.by_when, one.id)))),
        found=tuple((one.on, Change(one.change).label, one.different) for one in found),
    )


def _step(row: Any) -> StepShown:
    done = getattr(row, "done", None)
    return StepShown(row.id, row.what, row.who, row.by_when, done.on if done else None)


def _meeting(row: Any) -> MeetingShown:
    return MeetingShown(
        on=row.on,
        kind=MeetingKind(row.kind).label,
        came=tuple(
            (TakesPart(one.agency).label if one.agency else "Family", one.name)
            for one in row.attendances.all()
        ),
        progress=row.progress,
        childs_view=row.childs_view,
        decision=MeetingDecision(row.decision).label,
        next_on=row.next_on,
    )
