"""Notes about a child, as the asker may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import may
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.casefile.models import Note, NoteDraft, NoteText
from kinkeeper.casefile.opened import open_rows, rows_of

READS = Permission.SEE_NARRATIVE


@dataclass(frozen=True, slots=True)
class Words:
    """What was written: with the note, or added to it later."""

    text: str
    childs_words: str
    added: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note with all that was written; `others` are the other children of a joint one who are seen."""

    id: UUID
    person_id: UUID
    kind: str
    kind_title: str
    happened_on: date
    happened_at: datetime | None
    recorded_at: datetime
    by: str
    section: str
    joint: bool
    shared: str
    words: tuple[Words, ...]
    others: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft as its author left it."""

    id: UUID
    person_id: UUID
    kind: str
    happened_on: date | None
    happened_at: datetime | None
    section: str
    text: str
    childs_words: str
    version: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Some:
    """A stretch of a list, and how long the whole of it is."""

    rows: tuple[NoteShown, ...]
    total: int


def notes(*, who: Asker, person_id: UUID, kind: str = "", start: int = 0, size: int = 25) -> Some:
    """The notes about a child, the latest first."""
    rows = rows_of(who, READS, Note.objects.all(), person_id)
    rows = rows.filter(kind=kind) if kind else rows
    shown = _rows(rows.order_by("-happened_on", "-happened_at", "-id"))[start : start + size]
    return Some(_shown(who, shown), rows.count())


def one_note(*, who: Asker, note_id: UUID) -> NoteShown | None:
    """One of them, or nothing."""
    rows = open_rows(who, READS, Note.objects.filter(pk=note_id))
    return next(iter(_shown(who, _rows(rows))), None)


def is_of_joint(*, who: Asker, person_id: UUID, joint_id: UUID) -> bool:
    """Whether the asker has written a note of this child in that joint note already."""
    rows = Note.objects.filter(joint_id=joint_id, person_id=person_id, recorded_by=who.pk)
    return open_rows(who, READS, rows).exists()


def seen_note(*, who: Asker, note_id: UUID) -> Note | None:
    """The row of a note that is seen, to act on."""
    return open_rows(who, READS, Note.objects.filter(pk=note_id)).first()


def whose_note(note_id: UUID) -> UUID | None:
    """Whom a note is about, whoever asks: for the audit of what was refused."""
    return Note.objects.filter(pk=note_id).values_list("person_id", flat=True).first()


def headlines(*, who: Asker, person_id: UUID) -> Mapping[UUID, tuple[str, str]]:
    """By note, its kind and how it begins; without its words for whom these are not."""
    rows = rows_of(who, Permission.SEE_RECORD, Note.objects.all(), person_id)
    kinds = dict(rows.values_list("id", "kind"))
    first: dict[UUID, str] = {}
    if kinds and may(who, READS, person_id):
        texts = NoteText.objects.filter(note_id__in=kinds, kind="note")
        first = dict(texts.values_list("note_id", "text"))
    return {key: (str(NoteKind(kind).label), first.get(key, "")) for key, kind in kinds.items()}


def drafts(*, who: Asker, person_id: UUID) -> tuple[DraftShown, ...]:
    """The asker's own drafts about a child."""
    rows = NoteDraft.objects.filter(by=as_who(who).id)
    own = rows_of(who, READS, rows, person_id).order_by("-changed_at")
    return tuple(map(_draft, own))


def one_draft(*, who: Asker, draft_id: UUID) -> DraftShown | None:
    """A draft of the asker's own, while they may still see whom it is about."""
    row = seen_draft(who=who, draft_id=draft_id)
    return _draft(row) if row else None


def seen_draft(*, who: Asker, draft_id: UUID) -> NoteDraft | None:
    """The row of such a draft, to act on."""
    rows = NoteDraft.objects.filter(by=as_who(who).id, pk=draft_id)
    return open_rows(who, READS, rows).first()


def _rows(rows: QuerySet[Note]) -> QuerySet[Note]:
    return rows.select_related("joint").prefetch_related("texts")


def _shown(who: Asker, rows: Iterable[Note]) -> tuple[NoteShown, ...]:
    found = list(rows)
    writers = {one.recorded_by for one in found} | {t.by for one in found for t in one.texts.all()}
    by, together = names(writers), _together(who, found)
    return tuple(_note(row, by, together) for row in found)


def _together(who: Asker, found: list[Note]) -> dict[UUID | None, list[Note]]:
    """The notes of other children in the same joint notes, as far as they are seen."""
    joint_ids = {row.joint_id for row in found if row.joint_id}
    by_joint: dict[UUID | None, list[Note]] = {}
    if joint_ids:
        rows = open_rows(who, READS, Note.objects.filter(joint_id__in=joint_ids))
        for row in rows.order_by("person_id"):
            by_joint.setdefault(row.joint_id, []).append(row)
    return by_joint


def _draft(row: NoteDraft) -> DraftShown:
    return DraftShown(**{name: getattr(row, name) for name in DraftShown.__slots__})


def _note(
    row: Note, by: Mapping[UUID, str], together: Mapping[UUID | None, list[Note]]
) -> NoteShown:
    others = together.get(row.joint_id, []) if row.joint_id else []
    return NoteShown(
        id=row.id,
        person_id=row.person_id,
        kind=row.kind,
        kind_title=NoteKind(row.kind).label,
        happened_on=row.happened_on,
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        by=by.get(row.recorded_by, "") if row.recorded_by else "",
        section=row.section,
        joint=row.joint is not None,
        shared=row.joint.shared if row.joint else "",
        words=tuple(_words(text, by) for text in row.texts.all()),
        others=tuple(one.person_id for one in others if one.person_id != row.person_id),
    )


def _words(row: NoteText, by: Mapping[UUID, str]) -> Words:
    return Words(row.text, row.childs_words, row.kind == "addition", row.at, by.get(row.by, ""))
