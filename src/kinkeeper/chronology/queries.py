"""What happened to a child, as the asker may see it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import SECTIONS, Permission
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Asker
from kinkeeper.chronology.models import Event, Revision
from kinkeeper.chronology.telling import telling
from kinkeeper.law.codes.coded import Coded, codes_of, is_closed, open_code
from kinkeeper.law.events import EVENTS

# What corrects is asked for by the few it may correct: events are kept by year, and all are many.
CORRECTED = """
SELECT corrects_id FROM chronology_event
WHERE corrects_id = ANY(ARRAY(SELECT id FROM chronology_event WHERE person_id = %s))
AND recorded_at <= %s
"""
# That care ended, or a case was closed, is seen wherever they are; only why tells of a section.
KEPT_WITHOUT_CODE = frozenset({"looked_after_ended", "case_closed"})


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a story; `on` is None where the date is not recorded."""

    event_id: int
    kind: str
    title: str
    on: date | None
    at: datetime | None
    detail: Coded | None
    recorded_at: datetime
    source_record: UUID

    @property
    def days_to_record(self) -> int | None:
        """Days between its happening and our knowing; None where the date is not recorded."""
        return None if self.on is None else (self.recorded_at.date() - self.on).days


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was changed."""

    entity: str
    field: str
    old: str | None
    new: str | None
    at: datetime
    by: UUID | None


def story(
    *,
    who: Asker,
    person_id: UUID,
    as_at: date,
    kinds: Collection[str] | None = None,
    known_at: datetime | None = None,
) -> tuple[Happening, ...]:
    """Everything that happened up to `as_at`, newest first, as known at `known_at` (None: now).

    What happened on a date not recorded comes last. Events of a section of the record that is
    not open to the asker are left out: `closed_sections` says which.
    """
    rows = _standing_of(who, person_id, known_at)
    rows = rows.filter(Q(happened_on__lte=as_at) | Q(happened_on=None))
    closed = closed_sections(who=who, person_id=person_id)
    rows = rows.exclude(_tells_of(closed, person_id))
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    order = (F("happened_on").desc(nulls_last=True), F("happened_at").desc(nulls_last=True), "-id")
    return tuple(_shown(row, closed) for row in rows.order_by(*order))


def later(*, who: Asker, person_id: UUID, as_at: date) -> int:
    """How many recorded events are dated after `as_at`."""
    rows = _standing_of(who, person_id, None)
    closed = closed_sections(who=who, person_id=person_id)
    rows = rows.exclude(_tells_of(closed, person_id))
    return rows.filter(happened_on__gt=as_at).count()


def closed_sections(*, who: Asker, person_id: UUID) -> tuple[Section, ...]:
    """The sections of this record that are not open to the asker."""
    return tuple(section for what, section in SECTIONS.items() if not may(who, what, person_id))


def _tells_of(sections: Collection[Section], person_id: UUID) -> Q:
    """Events of these sections: by their kind, the code they hold, or what comes before them.

    An event whose code alone is of a section is left out whole where a record of the same kind need
    not exist, and keeps its day without the code where the day is known from elsewhere.
    """
    told = Q(kind__in=[kind.id for kind in EVENTS if kind.section in set(sections)])
    told |= Q(record_id__in=telling(person_id, sections))
    for kind in EVENTS:
        if kind.codes and kind.id not in KEPT_WITHOUT_CODE:
            told |= Q(kind=kind.id, detail__in=codes_of(kind.codes, sections))
    return told


def happenings(*, who: Asker, event_ids: Collection[int]) -> dict[int, Happening]:
    """These events, as far as the asker may see them."""
    rows = visible(who, Permission.SEE_RECORD, Event.objects.filter(id__in=event_ids))
    people = {row.person_id for row in rows}
    closed = {p: closed_sections(who=who, person_id=p) for p in people}
    return {
        row.pk: _shown(row, closed[row.person_id])
        for row in rows
        if not _is_told(row, closed[row.person_id])
    }


def _is_told(row: Event, closed: Collection[Section]) -> bool:
    """`_tells_of`, of one event."""
    kind = EVENTS[row.kind]
    of_code = kind.codes is not None and is_closed(kind.codes, row.detail, closed)
    by_code = of_code and row.kind not in KEPT_WITHOUT_CODE
    return kind.section in closed or by_code or row.record_id in telling(row.person_id, closed)


def changes(*, who: Asker, entity_id: UUID) -> tuple[Change, ...]:
    """What was changed about one record, newest first."""
    rows = visible(who, Permission.SEE_RECORD, Revision.objects.filter(entity_id=entity_id))
    return tuple(
        Change(r.entity, r.field, r.old, r.new, r.at, r.by) for r in rows.order_by("-at", "-id")
    )


def wrote_of(user_id: UUID, person_id: UUID, *, but: Collection[str] = ()) -> bool:
    """Whether the user recorded anything that happened to a person, whoever asks; for a guard."""
    rows = Event.objects.filter(person_id=person_id, recorded_by=user_id)
    return rows.exclude(kind__in=but).exists()


def happened_under(under: UUID, kind: str, *, by_day: date) -> bool:
    """Whether something of a kind is recorded under a record by a day, whoever asks; for a guard."""
    rows = Event.objects.filter(under=under, kind=kind, withdrawn=False)
    return rows.filter(happened_on__lte=by_day).exists()


def _standing_of(who: Asker, person_id: UUID, known_at: datetime | None) -> QuerySet[Event]:
    """Events of the child that the asker may see, neither withdrawn nor corrected, as known then."""
    rows = visible_of(who, Permission.SEE_RECORD, Event.objects.filter(withdrawn=False), person_id)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return rows.exclude(pk__in=_corrected(person_id, known_at))


@remembered
def _corrected(person_id: UUID, known_at: datetime | None) -> tuple[int, ...]:
    """Which events of a person something corrects."""
    with connection.cursor() as cursor:
        cursor.execute(CORRECTED, [person_id, known_at or "infinity"])
        return tuple(row[0] for row in cursor.fetchall())


def _shown(row: Event, closed: Collection[Section]) -> Happening:
    kind = EVENTS[row.kind]
    return Happening(
        event_id=row.pk,
        kind=row.kind,
        title=kind.title,
        on=row.happened_on,
        at=row.happened_at,
        detail=open_code(kind.codes, row.detail, closed) if kind.codes else None,
        recorded_at=row.recorded_at,
        source_record=row.record_id,
    )
