"""Levels of need: a child's, those that do not match what is given, and how far two raters agree."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.earlyhelp.agreement import Agreement, agreement
from kinkeeper.earlyhelp.kinds import Point
from kinkeeper.earlyhelp.models import HelpStep, LevelSample, LevelSet, SecondRating
from kinkeeper.earlyhelp.models.help import LAST, EarlyHelp
from kinkeeper.law.levels import (
    FOUR,
    THRESHOLDS,
    Level,
    Mismatch,
    Service,
    Threshold,
    expected,
    mismatch,
)


@dataclass(frozen=True, slots=True)
class LevelShown:
    """A level as it was set; without a `level` while the asker may be its second rater."""

    person_id: UUID
    point: str
    on: date
    level: Level | None
    title: str
    threshold: str
    unsure: str
    reason: str


@dataclass(frozen=True, slots=True)
class SampleShown:
    """What a second rater sees: the day, the point, and what was known. Never the first level."""

    id: UUID
    person_id: UUID
    point: str
    on: date
    known: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A child whose level of need and help given differ."""

    person_id: UUID
    level: Level
    on: date
    given: Service
    expected: Service
    differs: Mismatch


def levels_of(*, who: Asker, person_id: UUID) -> tuple[LevelShown, ...]:
    """A child's levels of need, the latest first. One that the asker may rate again is not told."""
    if not may(who, Permission.SEE_RECORD, person_id):
        return ()
    rows = LevelSet.objects.filter(person_id=person_id).order_by("-on", "-id")
    rates = may(who, Permission.RATE_LEVEL, person_id)
    waits = set(_waiting(who).values_list("level_set_id", flat=True)) if rates else set()
    reads = may(who, Permission.SEE_NARRATIVE, person_id)
    return tuple(_shown(row, hidden=row.id in waits, reads=reads) for row in rows)


def latest(*, who: Asker) -> "QuerySet[LevelSet]":
    """The last level set for each child the asker may see."""
    rows = visible(who, Permission.SEE_RECORD, LevelSet.objects.all())
    return rows.order_by("person_id", "-on", "-id").distinct("person_id")


def mismatches(
    *, who: Asker, in_social_care: frozenset[UUID], helped_alone: frozenset[UUID] = frozenset()
) -> tuple[Unmatched, ...]:
    """Children whose last level calls for other help than is given; the most in need first.

    Whom social care works with, and whom one agency helps, is told by who knows it.
    """
    led = set(_helped().values_list("person_id", flat=True))
    found = []
    for row in latest(who=who):
        given = _given(row.person_id, in_social_care, led, helped_alone)
        level, differs = Level(row.level), mismatch(Level(row.level), given)
        if differs:
            one = Unmatched(row.person_id, level, row.on, given, expected(level), differs)
            found.append(one)
    return tuple(sorted(found, key=lambda one: (-one.level.rank, one.on, str(one.person_id))))


def samples_waiting(*, who: Asker) -> tuple[SampleShown, ...]:
    """Samples that wait for a second rating by the asker, who did not set the first."""
    rows = visible(who, Permission.RATE_LEVEL, _waiting(who)).select_related("level_set")
    return tuple(map(_sample, rows.order_by("drawn_on", "id")))


def one_sample(*, who: Asker, sample_id: UUID) -> tuple[LevelSample, SampleShown] | None:
    """One of them; None where there is none that waits for the asker."""
    rows = visible(who, Permission.RATE_LEVEL, _waiting(who)).select_related("level_set")
    row = rows.filter(id=sample_id).first()
    return (row, _sample(row)) if row else None


def agreement_of(*, who: Asker, since: date, until: date) -> Agreement:
    """How far first and second ratings agree, of levels set in that time: a figure, of nobody."""
    as_asker = as_who(who)
    if not as_asker.permits(Permission.SAMPLE_LEVELS):
        require(as_asker, Permission.SEE_FIGURES)
    rows = SecondRating.objects.filter(
        sample__level_set__on__gte=since, sample__level_set__on__lte=until
    )
    return agreement(list(rows.values_list("sample__level_set__level", "level")))


def _waiting(who: Asker) -> "QuerySet[LevelSample]":
    own = Q(level_set__recorded_by=who.pk)
    return LevelSample.objects.filter(second=None).exclude(own)


def _helped() -> "QuerySet[EarlyHelp]":
    """Early help that goes on and that somebody leads."""
    over = HelpStep.objects.filter(step__in=LAST).values("early_help_id")
    return EarlyHelp.objects.exclude(id__in=over).filter(responsible__part="lead")


def _given(
    child: UUID, social_care: frozenset[UUID], helped: set[UUID], alone: frozenset[UUID]
) -> Service:
    if child in social_care:
        return Service.SOCIAL_CARE
    if child in helped:
        return Service.EARLY_HELP
    return Service.SINGLE_AGENCY if child in alone else Service.NONE


def _sample(row: Any) -> SampleShown:
    of = row.level_set
    return SampleShown(row.id, of.person_id, Point(of.point).label, of.on, of.known)


def _unsure(told: Threshold | None) -> str:
    if told is None:
        return "this document is not among those kept here"
    return "" if told.is_sure else told.marks


def _shown(row: LevelSet, *, hidden: bool, reads: bool) -> LevelShown:
    known = (one for one in (*thresholds_here(), *THRESHOLDS) if one.id == row.threshold)
    told, level = next(known, None), Level(row.level)
    named = told.levels[level].title if told else FOUR[level].title
    return LevelShown(
        person_id=row.person_id,
        point=Point(row.point).label,
        on=row.on,
        level=None if hidden else level,
        title="Not shown: it waits for a second rating" if hidden else named,
        threshold=told.title if told else row.threshold,
        unsure=_unsure(told),
        reason=row.reason if reads and not hidden else "",
    )
