"""What was typed into the forms of notes, as the verbs take it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kinkeeper.casefile.actions.notes import JointSaid, NoteSaid
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.ids import uuid7
from kinkeeper.web.fields import day_of, moment_of, typed_day

NO_DAY = "enter the day it happened"


def said(posted: Mapping[str, str]) -> NoteSaid:
    """A note; BadInput where what was typed is no day, no time or no kind."""
    on = day_of(typed_day(posted, "on"), NO_DAY, needed=False)
    return NoteSaid(
        kind=_kind(posted),
        on=on,
        at=moment_of(on, posted.get("time", "")),
        text=posted.get("text", ""),
        childs_words=posted.get("childs_words", ""),
        section=posted.get("section", ""),
    )


def joint_said(posted: Mapping[str, str], child: UUID) -> JointSaid:
    """One meeting; each child who was ticked, and the one the form is of, with their own part."""
    on = day_of(typed_day(posted, "on"), NO_DAY)
    ticked = [value for name, value in posted.items() if name.startswith("child-")]
    children = {child, *(_id(one) for one in ticked)}
    return JointSaid(
        kind=_kind(posted),
        on=on,
        at=moment_of(on, posted.get("time", "")),
        parts={one: posted.get(f"part-{one}", "") for one in children},
        shared=posted.get("shared", ""),
        section=posted.get("section", ""),
        id=draft_key(None, {"draft": posted.get("joint", "")}),
    )


def draft_key(draft_id: UUID | None, posted: Mapping[str, str]) -> UUID:
    """The id under which what is sent is kept, so that sent twice it is kept once."""
    if draft_id:
        return draft_id
    try:
        return UUID(posted.get("draft", ""))
    except ValueError:
        return uuid7()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("choose children from the list", field="children") from None


def _kind(posted: Mapping[str, str]) -> NoteKind:
    value = posted.get("kind", "")
    if value not in NoteKind.values:
        raise BadInput("choose what the note is of", field="kind")
    return NoteKind(value)
