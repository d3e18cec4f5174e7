"""Forms in words: the lists, the sections still to do, the questions of one page, what was signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.kernel import moment
from kinkeeper.kernel.ids import reference
from kinkeeper.practice import queries
from kinkeeper.practice.comparing import Change, How
from kinkeeper.practice.definition import Definition, Kind, Question, Section, in_sections
from kinkeeper.practice.queries import Listed, Told, Working, day_of
from kinkeeper.practice.states import Step
from kinkeeper.practice.values import Value, date_parts, digest, in_words
from kinkeeper.web import form_sent, words
from kinkeeper.web.due import Tone
from kinkeeper.web.parts import Cell, Column, Fact, Row, Tag, Worklist

TONES: Final[Mapping[Step, Tone]] = {
    Step.SENT: "soon",
    Step.RETURNED: "late",
    Step.APPROVED: "met",
    Step.RECORDED: "met",
}
FEW = 8  # options that are seen at once; more are a list to choose from


@dataclass(frozen=True, slots=True)
class ToDo:
    """A section in the list of what is to be done."""

    title: str
    url: str
    status: str
    done: bool
    confirm: int


Item = dict[str, str | bool]  # an answer that can be chosen, as the macros of the boxes read it


@dataclass(frozen=True, slots=True)
class Other:
    """Two answers to one question: each with who wrote it, and what may be chosen."""

    kept: str
    theirs: str
    by: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as its page prints it."""

    id: str
    name: str
    kind: str
    asks: str
    guidance: str
    was: str
    hidden: bool
    text: str = ""
    parts: Sequence[tuple[str, str, str]] = ()
    why_not: str = ""
    items: Sequence[Item] = ()
    earlier: str = ""
    since: str = ""
    other: Other | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One question with its answer; `mark` says what is to be known of it; `url` where it is answered."""

    asks: str
    answer: str
    mark: str = ""
    url: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class SaidIn:
    """A section of a form as it is read."""

    title: str
    items: Sequence[Said]


def listed(
    caption: str,
    rows: Sequence[Listed],
    names: dict[UUID, str] | None = None,
    leads: str = "form",
) -> Worklist:
    """Forms in a list; with `names`, of several children. `leads` is the page each leads to."""
    columns = [Column("Child")] if names is not None else []
    columns += [Column("Form"), Column("How it stands"), Column("Since"), Column("By")]
    total = words.counted(len(rows), "form") if rows else ""
    return Worklist(caption, columns, [_row(one, names, leads) for one in rows], total)


def _row(one: Listed, names: dict[UUID, str] | None, leads: str) -> Row:
    title = Cell(
        one.title,
        url=reverse(leads, args=[one.id]),
        under=f"Begun {words.short_date(day_of(one.begun_at))} by {one.begun_by}",
        head=True,
    )
    child = [Cell(names[one.person_id])] if names is not None else []
    stands = Cell(one.step.words, tone=TONES.get(one.step, "note"))
    since = Cell(words.short_date(day_of(one.at)))
    return Row([*child, title, stands, since, Cell(one.by)], late=one.step is Step.RETURNED)


def to_do(form: Working) -> list[ToDo]:
    """Each section that is asked for, with how far it is."""
    return [
        _section(form, section, asked)
        for section, asked in in_sections(form.definition, form.shown)
    ]


def _section(form: Working, section: Section, asked: Sequence[Question]) -> ToDo:
    begun = any(one.id in form.answers for one in asked)
    lacking = [one for one in asked if form.lacks(one)]
    confirm = sum(one.id in form.offered for one in asked)
    done = not lacking and (begun or not any(one.required for one in asked)) and not confirm
    status = "Completed" if done else "In progress" if begun else "Not yet started"
    url = reverse("form-section", args=[form.paper.pk, section.id])
    return ToDo(section.title, url, status, done, confirm)


def asked(form: Working, section: Section, names: dict[UUID, str]) -> list[Asked]:
    """The questions of one page; those that no answer leads to yet are there and hidden."""
    shown = {one.id for one in form.shown}
    return [_asked(form, one, hidden=one.id not in shown, names=names) for one in section.questions]


def _asked(form: Working, one: Question, *, hidden: bool, names: dict[UUID, str]) -> Asked:
    offered = form.offered.get(one.id)
    value = form.opened.get(one.id)
    view = value if isinstance(value, dict) else {}
    return Asked(
        id=one.id,
        name=form_sent.name(one.id),
        kind=_kind(one),
        asks=one.asks,
        guidance=one.guidance,
        was=digest(value),
        hidden=hidden,
        text=view.get("words", "") if view else value if isinstance(value, str) else "",
        parts=_parts(one, value) if one.kind is Kind.DATE else (),
        why_not=view.get("why_not", ""),
        items=_items(one, value),
        earlier=in_words(one, offered),
        since=since(form.paper.earlier) if offered is not None and form.paper.earlier else "",
        other=_other(form, one, names),
    )


def _kind(one: Question) -> str:
    if one.kind is Kind.CODE and len(one.options()) > FEW:
        return "select"
    return "radios" if one.kind in {Kind.CODE, Kind.YES_NO} else one.kind.value


def _items(one: Question, chosen: Value) -> list[Item]:
    """What may be chosen today, and whatever was chosen before."""
    given = chosen if isinstance(chosen, list) else [chosen]
    marked = "selected" if _kind(one) == "select" else "checked"
    today = one.options(moment.today())
    offered = [o for o in one.options() if o in today or o.code in given]
    return [{"value": o.code, "text": o.meaning, marked: o.code in given} for o in offered]


def _parts(one: Question, value: Value) -> list[tuple[str, str, str]]:
    name = form_sent.name(one.id)
    return [
        (f"{name}.{part.lower()}", part, typed)
        for part, typed in zip(("Day", "Month", "Year"), date_parts(value), strict=True)
    ]


def _other(form: Working, one: Question, names: dict[UUID, str]) -> Other | None:
    aside = next((aside for aside in form.asides if aside.question == one.id), None)
    if aside is None:
        return None
    kept = form.answers.get(one.id)
    items: list[Item] = [
        {"value": form_sent.KEPT, "text": "The answer that is kept now"},
        {"value": str(aside.pk), "text": f"The answer of {_by(aside, names)}"},
    ]
    if form_sent.can_be_joined(one, kept, aside.value):
        items.append({"value": form_sent.BOTH, "text": "Both, one after the other"})
    return Other(in_words(one, kept), in_words(one, aside.value), _by(aside, names), items)


def _by(aside: queries.WrittenToo, names: dict[UUID, str]) -> str:
    return names.get(aside.said_by, "somebody else")


def since(earlier: queries.Signed) -> str:
    """Where an earlier answer is from: the child and family assessment of 3 May 2014."""
    title = words.uncapital(earlier.paper.form_version.title)
    return f"the {title} of {words.plain_date(day_of(earlier.signed_at))}"


def draft_said(form: Working) -> list[SaidIn]:
    """A draft to be read before it is signed, with what is missing marked."""
    return [
        SaidIn(section.title, [_draft_item(form, section, one) for one in asked])
        for section, asked in in_sections(form.definition, form.shown)
    ]


def _draft_item(form: Working, section: Section, one: Question) -> Said:
    url = f"{reverse('form-section', args=[form.paper.pk, section.id])}#question-{one.id}"
    said, mark = in_words(one, form.answers.get(one.id)), ""
    if one.id in form.offered and form.paper.earlier:
        mark = f"Not answered until confirmed or changed: {since(form.paper.earlier)} has an answer"
    elif one.id in form.confirmed and form.paper.earlier:
        mark = f"Confirmed: as in {since(form.paper.earlier)}"
    return Said(one.asks, said, mark, url, form.lacks(one))


def signed_said(
    definition: Definition, submission: queries.Signed, marks: dict[str, str]
) -> list[SaidIn]:
    """What was signed, as it is read; `marks` are of questions that were confirmed."""
    answers = submission.answers
    return [
        SaidIn(
            section.title,
            [
                Said(one.asks, in_words(one, answers.get(one.id)), marks.get(one.id, ""))
                for one in asked
            ],
        )
        for section, asked in in_sections(definition, definition.shown(answers))
    ]


def marks(submission: queries.Signed, earlier: queries.Signed | None) -> dict[str, str]:
    """What is said of answers that only confirm an earlier one."""
    if earlier is None:
        return {}
    return dict.fromkeys(submission.confirmed, f"Confirmed: as in {since(earlier)}")


def history(steps: Iterable[Told]) -> list[Fact]:
    """Every step, in words."""
    return [
        Fact(
            _STEPS[one.step],
            f"{words.full_moment(one.at)}, {one.by}" + (f": {one.reason}" if one.reason else ""),
        )
        for one in steps
    ]


_STEPS = {
    Step.BEGUN: "Begun",
    Step.SENT: "Signed and sent",
    Step.RECORDED: "Signed",
    Step.RETURNED: "Returned",
    Step.APPROVED: "Approved",
    Step.DISCARDED: "Discarded",
}


def stands(form: Working) -> Tag:
    """How it stands, for the top of its pages."""
    last = form.last or Step.BEGUN
    return Tag(last.words, TONES.get(last, "note"))


def changed(found: Sequence[Change]) -> str:
    """How much, in a sentence."""
    number = sum(one.how is not How.SAME for one in found)
    return f"{words.counted(number, 'answer')} of {len(found)} changed."


def kinds(rows: Sequence[queries.Version]) -> Worklist:
    """The forms in force, each with its version."""
    columns = [Column("Form"), Column("Version"), Column("In force from")]
    listed_rows = [
        Row(
            [
                Cell(one.title, url=reverse("form-kind", args=[one.form]), head=True),
                Cell(str(one.version)),
                Cell(words.short_date(one.in_force_from)),
            ]
        )
        for one in rows
    ]
    return Worklist("Forms in force", columns, listed_rows, words.counted(len(rows), "form"))


def title_of(form: Working) -> str:
    """The form with its short reference."""
    return f"{form.definition.title}, {reference(form.paper.pk)}"
