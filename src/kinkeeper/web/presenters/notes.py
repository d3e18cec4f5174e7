"""Notes in words: the list, one of them with what was added, and the forms they are written by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.sections import Section
from kinkeeper.access.who import Who
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.casefile.opened import open_sections
from kinkeeper.casefile.queries.notes import DraftShown, NoteShown, Words
from kinkeeper.kernel.ids import reference, uuid7
from kinkeeper.people.kin import relatives
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.fields import Field, Form, Options, clock_of, of_day, typed_day
from kinkeeper.web.filters import Choice
from kinkeeper.web.parts import Link
from kinkeeper.web.presenters.family import named
from kinkeeper.web.presenters.people import filed
from kinkeeper.web.shapes import Name
from kinkeeper.web.waiver_form import Typed

A_PAGE = 20
KINDS = Choice("kind", "Kind", tuple(NoteKind.choices), "Every kind")
NONE: Mapping[str, str] = MappingProxyType({})
ORDINARY = ("", "Ordinary: everybody who may read this record")
SHARED_HINT = (
    "Everybody who may read about any of these children reads this. Name no child in it: what is "
    "about one child goes into that child's own part."
)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What was written, by whom and when; each paragraph is its lines."""

    title: str
    text: Sequence[Sequence[str]]
    childs: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note as it is printed."""

    id: UUID
    title: str
    when: str
    by: str
    section: str
    parts: Sequence[Paragraphs]
    others: Sequence[Link]
    joint: bool


def cards(who: Who, found: Iterable[NoteShown]) -> list[NoteCard]:
    """Each note, with the other children of a joint one who are the asker's to see."""
    shown = list(found)
    names = names_of(who, {other for one in shown for other in one.others})
    return [_card(one, names) for one in shown]


def paragraphs(text: str) -> list[list[str]]:
    """Text by its empty lines, and each part by its lines."""
    return [part.split("\n") for part in text.strip().split("\n\n") if part.strip()]


def drafts(found: Iterable[DraftShown]) -> list[Link]:
    """The reader's own drafts, each leading on to where it was left."""
    return [
        Link(
            f"{NoteKind(one.kind).label}, last saved {words.full_moment(one.changed_at)}",
            reverse("note-write", args=[one.person_id, one.id]),
        )
        for one in found
    ]


def sections(who: Who, person_id: UUID) -> Options:
    """The sections somebody may write into; the ordinary record first."""
    return [ORDINARY, *((one.value, one.words) for one in open_sections(who, person_id))]


def posted_form(who: Who, person_id: UUID, posted: Mapping[str, str], draft_id: UUID,
                problems: Mapping[str, str], stands: DraftShown | None) -> Form:  # fmt: skip
    """The form with what was typed; saved again, it goes over the version that now `stands`."""
    values = {name: posted.get(name, "") for name in ("kind", "time", "text", "childs_words")}
    version = str(stands.version) if stands else posted.get("version", "0")
    return _form(
        who, person_id, draft_id, typed_day(posted, "on"),
        {**values, "section": posted.get("section", ""), "version": version}, problems,
    )  # fmt: skip


def draft_form(who: Who, draft: DraftShown) -> Form:
    """The form of a draft where it was left."""
    values = {
        "kind": draft.kind,
        "time": clock_of(draft.happened_at),
        "text": draft.text,
        "childs_words": draft.childs_words,
        "section": draft.section,
        "version": str(draft.version),
    }
    return _form(who, draft.person_id, draft.id, of_day(draft.happened_on, "on"), values)


def new_form(who: Who, person_id: UUID) -> Form:
    """An empty form; its draft has its id already, so that sent twice it is kept once."""
    return _form(who, person_id, uuid7(), of_day(who.on, "on"), {"version": "0"})


def addition_form(
    note: NoteCard, posted: Mapping[str, str], key: str, problems: Mapping[str, str]
) -> Form:
    """The form by which words are added to a complete note."""
    fields = (
        Field("text", "What do you want to add?", "area", "The note itself stays as it is",
              posted.get("text", "")),
        _childs_words(posted),
    )  # fmt: skip
    return Form(
        fields, reverse("note", args=[note.id]), "Add to the note", problems, {"addition": key}
    )


def joint_form(
    who: Who, person_id: UUID, posted: Mapping[str, str], problems: Mapping[str, str]
) -> Form:
    """The form of one meeting about several children: what is shared, and each child's own part."""
    children = together(who, person_id)
    chosen = frozenset(value for name, value in posted.items() if name.startswith("child-"))
    own = [
        Field(f"part-{one}", f"About {name} alone", "area", "Read with this child's record only",
              posted.get(f"part-{one}", ""))
        for one, name in children
    ]  # fmt: skip
    others = [(str(one), name) for one, name in children if one != person_id]
    on = typed_day(posted, "on") if posted else of_day(who.on, "on")
    fields = (
        *_what(posted, on, NoteKind.MEETING),
        Field("children", "Which children was it about, beside this one?", "checkboxes",
              "Brothers, sisters and others of the family whose record you may read",
              options=others, chosen=chosen),
        Field("shared", "The part that is the same for all of them", "area", SHARED_HINT,
              posted.get("shared", ""), rows=6),
        *own,
        *_section(sections(who, person_id), posted),
    )  # fmt: skip
    action = reverse("note-joint", args=[person_id])
    key = posted.get("joint") or str(uuid7())
    return Form(
        fields, action, "Save the joint note", problems, {"joint": key},
        cancel=reverse("child-notes", args=[person_id]),
    )  # fmt: skip


def together(who: Who, person_id: UUID) -> list[tuple[UUID, str]]:
    """This child, and those of the family whose record the asker may read, by name."""
    found = relatives(who=who, person_id=person_id)
    seen = [(one.id, named(one)) for one in found if one.depth >= 3 and not one.adult]
    others = sorted((one for one in seen if one[0] != person_id), key=lambda one: one[1])
    here = next((one for one in seen if one[0] == person_id), (person_id, "this child"))
    return [here, *others]


def _form(who: Who, person_id: UUID, draft_id: UUID, on: Typed, values: Mapping[str, str],
          problems: Mapping[str, str] = NONE) -> Form:  # fmt: skip
    fields = (
        *_what(values, on, NoteKind.VISIT),
        Field("text", "What happened?", "area", "What you saw and heard; then what you think of it",
              values.get("text", ""), rows=12),
        _childs_words(values),
        *_section(sections(who, person_id), values),
    )  # fmt: skip
    return Form(
        fields,
        reverse("note-write", args=[person_id, draft_id]),
        "Save the note",
        problems,
        {"version": values.get("version", "0")},
        second=("draft", "Keep as a draft"),
        cancel=reverse("child-notes", args=[person_id]),
    )


def _what(values: Mapping[str, str], on: Typed, usual: NoteKind) -> tuple[Field, ...]:
    kind = values.get("kind") or usual.value
    return (
        Field("kind", "What is the note of?", "select", value=kind, options=NoteKind.choices),
        Field("on", "When did it happen?", "date", "The day itself, not the day of writing",
              typed=on),
        Field("time", "At what time? (optional)", "time", "For example, 14:30",
              values.get("time", "")),
    )  # fmt: skip


def _childs_words(values: Mapping[str, str]) -> Field:
    return Field(
        "childs_words", "What the child says (optional)", "area",
        "In the child's own words, or how they showed it", values.get("childs_words", ""),
    )  # fmt: skip


def _section(options: Options, values: Mapping[str, str]) -> tuple[Field, ...]:
    """Asked only of who has a choice."""
    if len(options) < 2:
        return ()
    hint = "A note of a section is hidden whole from who may not read that section"
    value = values.get("section", "")
    return (Field("section", "Who may read it?", "select", hint, value, options),)


def _card(one: NoteShown, names: Mapping[UUID, Sequence[Name]]) -> NoteCard:
    shared = [Paragraphs("For all the children of this note", paragraphs(one.shared))]
    return NoteCard(
        id=one.id,
        title=one.kind_title,
        when=_when(one),
        by=f"Recorded by {one.by or 'nobody known'}, {words.full_moment(one.recorded_at)}",
        section=Section(one.section).words if one.section else "",
        parts=[*(shared if one.shared else []), *map(_part, one.words)],
        others=[
            Link(_name(other, names), reverse("child-notes", args=[other])) for other in one.others
        ],
        joint=one.joint,
    )


def _part(one: Words) -> Paragraphs:
    title = f"Added by {one.by}, {words.full_moment(one.at)}" if one.added else ""
    return Paragraphs(title, paragraphs(one.text), paragraphs(one.childs_words))


def _when(one: NoteShown) -> str:
    return words.full_moment(one.happened_at) if one.happened_at else _day(one.happened_on)


def _day(on: date) -> str:
    return words.full_date(on)


def _name(person_id: UUID, names: Mapping[UUID, Sequence[Name]]) -> str:
    held = names.get(person_id, ())
    return filed(held[0]) if held else reference(person_id)
