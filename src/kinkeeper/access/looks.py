"""Questions about looks that a rule found unusual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.models import AuditEntry, LooksOutcome, UnusualLooks
from kinkeeper.access.permissions import Permission
from kinkeeper.access.unusual import RULES, Rule
from kinkeeper.access.who import Asker
from kinkeeper.kernel.moment import LONDON

OUTCOMES = tuple(LooksOutcome.choices)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: who asked, when, and what was found."""

    at: datetime
    by: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Unusual:
    """One user's looks on one real day that one rule found."""

    id: UUID
    on: date
    user_id: UUID
    full_name: str
    rule: Rule
    people: tuple[UUID, ...]
    looks: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: when, whose record, which page."""

    at: datetime
    person_id: UUID
    page: str


@dataclass(frozen=True, slots=True)
class Some:
    """A stretch of a list, and how long the whole of it is."""

    rows: tuple[Unusual, ...]
    total: int


def unusual(who: Asker, *, answered: bool, start: int = 0, size: int = 25) -> Some:
    """The latest day first: those nobody has answered for, or those somebody has."""
    require(who, Permission.SEE_AUDIT)
    rows = _rows().filter(answers__isnull=not answered).distinct().order_by("-on", "rule", "id")
    return Some(tuple(map(_unusual, rows[start : start + size])), rows.count())


def one_unusual(who: Asker, looks_id: UUID) -> Unusual | None:
    """One of them, or nothing."""
    require(who, Permission.SEE_AUDIT)
    return next(map(_unusual, _rows().filter(id=looks_id)), None)


def looks_of(who: Asker, found: Unusual) -> tuple[Seen, ...]:
    """The looks that a finding counts, in order."""
    require(who, Permission.SEE_AUDIT)
    start, end = (datetime.combine(found.on + timedelta(days=n), time(), LONDON) for n in (0, 1))
    entries = AuditEntry.objects.filter(verb="read", at__gte=start, at__lt=end)
    theirs = entries.filter(actor_id=found.user_id, person_id__in=found.people).order_by("id")
    return tuple(_seen(theirs))


def _seen(entries: Iterable[AuditEntry]) -> Iterable[Seen]:
    for entry in entries:
        if entry.person_id:
            yield Seen(entry.at, entry.person_id, str(entry.details.get("page", "")))


def _rows() -> QuerySet[UnusualLooks]:
    return UnusualLooks.objects.select_related("user").prefetch_related("answers__answered_by")


def _unusual(row: UnusualLooks) -> Unusual:
    answers = (
        Answer(a.answered_at, a.answered_by.full_name, a.get_outcome_display(), a.why)
        for a in row.answers.all()
    )
    return Unusual(
        id=row.id,
        on=row.on,
        user_id=row.user_id,
        full_name=row.user.full_name,
        rule=RULES[row.rule],
        people=tuple(row.people),
        looks=row.looks,
        answers=tuple(answers),
    )
