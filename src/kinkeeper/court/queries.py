"""How near to court children's cases are: every answer is what the asker may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.who import Asker
from kinkeeper.court import reading
from kinkeeper.court.kinds import (
    FinalOrder,
    HearingKind,
    OrderEnd,
    OrderKind,
    PlanningDecision,
    State,
    StepKind,
)
from kinkeeper.court.lapsing import last_day
from kinkeeper.court.models import Hearing, LegalCase, LegalPlanning, LegalStep, TimedOrder
from kinkeeper.court.reading import Course
from kinkeeper.court.states import Standing

AHearing = Hearing
AnOrder = TimedOrder
OPEN, OVER = (StepKind.LETTER, StepKind.ISSUED), (StepKind.STEPPED_DOWN, StepKind.FINAL)


@dataclass(frozen=True, slots=True)
class PlanningShown:
    """A legal planning meeting asked for, and held, as those see it who are granted that section."""

    asked_on: date
    why: str
    held_on: date | None = None
    chair: str = ""
    solicitor: str = ""
    decision: str = ""
    chronology: str = ""
    family_conference: str = ""
    kin: str = ""
    advice: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step before court or in proceedings."""

    on: date
    what: str
    words: str
    until: date | None
    by: str


@dataclass(frozen=True, slots=True)
class HearingShown:
    """A hearing."""

    id: UUID
    kind: str
    listed_for: date
    held_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class OrderShown:
    """An order that holds for a time; `last` is its last day as extended, None where none was set."""

    id: UUID
    kind: OrderKind
    made_on: date
    last: date | None
    extended_on: date | None
    words: str
    concluded_on: date | None
    how: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class CourtShown:
    """All of it that the asker may see; `planning` None where legal advice is closed.

    `told` says whether how near to court the case is can be told from what is open.
    """

    person_id: UUID
    stands: Standing
    told: bool
    began: date | None
    ends_by: date | None
    planning: tuple[PlanningShown, ...] | None
    steps: tuple[StepShown, ...]
    hearings: tuple[HearingShown, ...]
    orders: tuple[OrderShown, ...]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A child's case on the list of those in pre-proceedings and proceedings."""

    person_id: UUID
    state: State
    began: date
    ends_by: date | None
    hearing: HearingShown | None
    extended: int


def court(*, who: Asker, person_id: UUID) -> CourtShown:
    """How near to court a child's case is and was, for who may read the record."""
    course = reading.course(person_id)
    planning = _planning(who, person_id)
    return CourtShown(
        person_id=person_id,
        stands=course.standing,
        told=planning is not None or bool(course.steps),
        began=_began(course),
        ends_by=course.ends_by,
        planning=planning,
        steps=_steps(who, person_id),
        hearings=tuple(map(_hearing, _hearings(who, person_id))),
        orders=_orders(who, person_id),
    )


def cases(*, who: Asker) -> tuple[CaseShown, ...]:
    """Children in pre-proceedings and proceedings whom the asker sees: who has least time left first."""
    steps = LegalStep.objects.filter(case=OuterRef("pk"))
    rows = LegalCase.objects.select_related("planning").prefetch_related(
        Prefetch("steps", LegalStep.objects.order_by("on", "id")),
        Prefetch("hearings", Hearing.objects.order_by("listed_for", "id")),
    )
    rows = rows.filter(Exists(steps.filter(kind__in=OPEN)), ~Exists(steps.filter(kind__in=OVER)))
    found = [_case(row) for row in visible(who, Permission.SEE_RECORD, rows)]
    return tuple(sorted(found, key=lambda one: (one.ends_by or date.max, one.began)))


def holding(*, who: Asker, person_id: UUID) -> Sequence[AnOrder]:
    """The orders of which nobody has recorded what became of them, the earliest first."""
    rows = TimedOrder.objects.filter(concluded_on=None).order_by("made_on", "id")
    return tuple(visible_of(who, Permission.SEE_NARRATIVE, rows, person_id))


def to_be_held(*, who: Asker, person_id: UUID) -> Sequence[AHearing]:
    """The hearings that are listed and of which no outcome is recorded, the earliest first."""
    rows = _hearings(who, person_id).filter(held_on=None)
    return tuple(rows.order_by("listed_for", "id"))


def _case(row: LegalCase) -> CaseShown:
    course = reading.whole(row, row.steps.all())
    began = _began(course)
    if began is None:
        raise LookupError("a case on the list has a letter, or was issued")
    to_come = next((one for one in row.hearings.all() if one.held_on is None), None)
    longer = [
        one for one in course.steps if one.kind in (StepKind.EXTENSION, StepKind.COURT_EXTENSION)
    ]
    return CaseShown(
        person_id=row.person_id,
        state=course.state,
        began=began,
        ends_by=course.ends_by,
        hearing=_hearing(to_come) if to_come else None,
        extended=len(longer),
    )


def _began(course: Course) -> date | None:
    return course.day(StepKind.ISSUED) or course.day(StepKind.LETTER)


def _planning(who: Asker, person_id: UUID) -> tuple[PlanningShown, ...] | None:
    if not may(who, Permission.SEE_LEGAL_ADVICE, person_id):
        return None
    rows = LegalCase.objects.filter(person_id=person_id).select_related("planning")
    found = list(rows.order_by("-asked_on", "-id"))
    met = [one.planning for one in found if hasattr(one, "planning")]
    chairs = names([one.recorded_by for one in met])
    return tuple(_met(one, chairs) for one in found)


def _met(row: LegalCase, chairs: dict[UUID, str]) -> PlanningShown:
    met: LegalPlanning | None = getattr(row, "planning", None)
    if met is None:
        return PlanningShown(row.asked_on, row.why)
    return PlanningShown(
        asked_on=row.asked_on,
        why=row.why,
        held_on=met.held_on,
        chair=chairs.get(met.recorded_by, "") if met.recorded_by else "",
        solicitor=met.solicitor,
        decision=PlanningDecision(met.decision).label,
        chronology=met.chronology,
        family_conference=met.family_conference,
        kin=met.kin,
        advice=met.advice,
        reason=met.reason,
    )


def _steps(who: Asker, person_id: UUID) -> tuple[StepShown, ...]:
    rows = LegalStep.objects.order_by("-on", "-id")
    found = list(visible_of(who, Permission.SEE_NARRATIVE, rows, person_id))
    by = names([one.recorded_by for one in found])
    return tuple(
        StepShown(
            one.on,
            FinalOrder(one.order).label if one.order else StepKind(one.kind).label,
            one.words,
            one.until,
            by.get(one.recorded_by, "") if one.recorded_by else "",
        )
        for one in found
    )


def _orders(who: Asker, person_id: UUID) -> tuple[OrderShown, ...]:
    rows = TimedOrder.objects.order_by("-made_on", "-id")
    found = list(visible_of(who, Permission.SEE_NARRATIVE, rows, person_id))
    by = names([one.recorded_by for one in found])
    return tuple(
        OrderShown(
            id=one.id,
            kind=OrderKind(one.kind),
            made_on=one.made_on,
            last=last_day(one),
            extended_on=one.extended_on,
            words=one.words,
            concluded_on=one.concluded_on,
            how=OrderEnd(one.how).label if one.how else "",
            why=one.concluded_why,
            by=by.get(one.recorded_by, "") if one.recorded_by else "",
        )
        for one in found
    )


def _hearings(who: Asker, person_id: UUID) -> QuerySet[Hearing]:
    rows = Hearing.objects.order_by("-listed_for", "-id")
    return visible_of(who, Permission.SEE_NARRATIVE, rows, person_id)


def _hearing(row: Hearing) -> HearingShown:
    kind = HearingKind(row.kind).label
    return HearingShown(row.id, kind, row.listed_for, row.held_on, row.outcome)
