"""Writing notes: drafts that change, complete ones that are added to, joint ones of a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker
from kinkeeper.casefile.kinds import NoteKind, TextKind
from kinkeeper.casefile.models import JointNote, Note, NoteDraft, NoteText
from kinkeeper.casefile.opened import require_open
from kinkeeper.casefile.written import check_happened, words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now

MOST_TOGETHER: Final = 12  # children of one joint note
NOTHING_SAID: Final = "write what happened"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSaid:
    """A note as it was typed; only a draft may still be without its day or its words."""

    kind: NoteKind
    on: date | None
    at: datetime | None = None
    text: str = ""
    childs_words: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSaid:
    """One meeting about several children: what is shared, and what is each child's own, by child."""

    kind: NoteKind
    on: date | None
    parts: Mapping[UUID, str]
    at: datetime | None = None
    shared: str = ""
    section: str = ""
    childs_words: Mapping[UUID, str] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid7)


class DraftChanged(Refused):
    """The draft was saved elsewhere since it was opened: nothing is overwritten."""

    def __init__(self) -> None:
        super().__init__(
            "This draft was changed in another window since you opened it. Nothing was overwritten.",
            missing="the draft as it now stands",
            do="Compare the two below, keep what you need, and save again.",
        )


@action(Permission.RECORD_NOTE, on="child")
def save_draft(
    *, child: UUID, draft_id: UUID, said: NoteSaid, version: int, by: Asker
) -> NoteDraft:
    """Keep a note that is not complete yet; `version` is the one that was opened, 0 for none."""
    require(by, Permission.SEE_NARRATIVE, child)
    take_turn("casefile", draft_id)
    draft = _draft(child, draft_id, version, by)
    require_open(by, said.section, child)
    draft.kind, draft.section = said.kind, said.section
    draft.happened_on, draft.happened_at = said.on, said.at
    draft.text = words_of(said.text, field="text")
    draft.childs_words = words_of(said.childs_words, field="childs_words")
    draft.version, draft.changed_at = version + 1, now()
    draft.save()
    note(version=draft.version)
    return draft


@action(Permission.RECORD_NOTE, on="child")
def complete_note(*, child: UUID, draft_id: UUID, said: NoteSaid, version: int, by: Asker) -> Note:
    """Make it part of the record; from now on it is only added to. Sent twice, it is kept once."""
    require(by, Permission.SEE_NARRATIVE, child)
    take_turn("casefile", draft_id)
    already = Note.objects.filter(pk=draft_id, person_id=child, recorded_by=by.pk).first()
    if already:
        return already
    _draft(child, draft_id, version, by)
    require_open(by, said.section, child)
    text = words_of(said.text, field="text", wanted=NOTHING_SAID)
    childs_words = words_of(said.childs_words, field="childs_words")
    made = _note(child, draft_id, said, by)
    _write(made, TextKind.NOTE, text, childs_words, by)
    NoteDraft.objects.filter(pk=draft_id).delete()
    return made


@action(Permission.RECORD_NOTE, on="draft")
def discard_draft(*, draft: NoteDraft, by: Asker) -> None:
    """Throw away a draft of one's own: it was never part of the record."""
    if draft.by != by.pk:
        raise _nothing_there()
    draft.delete()


@action(Permission.RECORD_NOTE, on="note_of")
def add_to_note(
    *, note_of: Note, addition_id: UUID, text: str, childs_words: str = "", by: Asker
) -> NoteText:
    """Add words to a complete note; what it said stands. Sent twice, it is kept once."""
    require(by, Permission.SEE_NARRATIVE, note_of.person_id)
    require_open(by, note_of.section, note_of.person_id)
    take_turn("casefile", addition_id)
    already = NoteText.objects.filter(pk=addition_id, note=note_of, by=by.pk).first()
    if already:
        return already
    said = words_of(text, field="text", wanted="write what you want to add")
    theirs = words_of(childs_words, field="childs_words")
    return _write(note_of, TextKind.ADDITION, said, theirs, by, id=addition_id)


@action(Permission.RECORD_NOTE, on="child")
def record_jointly(*, child: UUID, said: JointSaid, by: Asker) -> Note:
    """Record one meeting about several children, of whom `child` is one; the note of that child.

    Each child's own part is a note of that child's, so that a restriction on one closes that part.
    """
    take_turn("casefile", said.id)
    already = Note.objects.filter(joint_id=said.id, person_id=child, recorded_by=by.pk).first()
    if already:
        return already
    _check_together(child, said)
    shared = words_of(said.shared, field="shared")
    joint = JointNote.objects.create(id=said.id, shared=shared, by=by.pk)
    parts = {one: _part(child=one, said=said, joint=joint, by=by) for one in sorted(said.parts)}
    note(children=len(parts))
    return parts[child]


@action(Permission.RECORD_NOTE, on="child")
def _part(*, child: UUID, said: JointSaid, joint: JointNote, by: Asker) -> Note:
    """One child's own part of a joint note."""
    require(by, Permission.SEE_NARRATIVE, child)
    require_open(by, said.section, child)
    text = words_of(said.parts[child], field="parts")
    theirs = words_of(said.childs_words.get(child, ""), field="parts")
    if not text and (theirs or not joint.shared):
        raise BadInput(NOTHING_SAID, field="shared")
    told = NoteSaid(kind=said.kind, on=said.on, at=said.at, section=said.section)
    made = _note(child, uuid7(), told, by, joint=joint)
    if text:
        _write(made, TextKind.NOTE, text, theirs, by)
    return made


def _note(child: UUID, note_id: UUID, said: NoteSaid, by: Asker, **more: Any) -> Note:
    made = Note(
        id=note_id,
        person_id=child,
        kind=said.kind,
        happened_on=check_happened(said.on, said.at),
        happened_at=said.at,
        section=said.section,
        **more,
    )
    save(made, by=by)
    note(kind=str(said.kind), happened_on=made.happened_on.isoformat())
    return made


def _write(
    made: Note, kind: TextKind, text: str, childs_words: str, by: Asker, **more: Any
) -> NoteText:
    return NoteText.objects.create(
        note=made, kind=kind, text=text, childs_words=childs_words, by=by.pk, **more
    )


def _draft(child: UUID, draft_id: UUID, version: int, by: Asker) -> NoteDraft:
    """The draft as it was opened, held until the transaction ends; a new one where there is none."""
    draft = NoteDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        if version or Note.objects.filter(pk=draft_id).exists():
            raise Refused(
                "This draft is complete already, or was thrown away.",
                missing="a draft",
                do="Look in the notes: if it is there, add to it.",
            )
        return NoteDraft(id=draft_id, person_id=child, by=by.pk)
    if draft.by != by.pk or draft.person_id != child:
        raise _nothing_there()
    if draft.version != version:
        raise DraftChanged
    return draft


def _check_together(child: UUID, said: JointSaid) -> None:
    if child not in said.parts or len(said.parts) < 2:
        raise BadInput("choose at least one more child", field="children")
    if len(said.parts) > MOST_TOGETHER:
        raise BadInput(f"choose {MOST_TOGETHER} children at most", field="children")


def _nothing_there() -> NotAllowed:
    return NotAllowed(
        "You may not do this, or there is nothing here by that name.",
        missing=Permission.RECORD_NOTE.value,
        do="If your work needs it, ask your manager.",
    )
