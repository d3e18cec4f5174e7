"""Early help in words: the list, and one family's help with what may be done next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.duties.next_up import NextUp
from kinkeeper.earlyhelp.kinds import State
from kinkeeper.earlyhelp.queries import (
    HandoverShown,
    HeldUp,
    HelpShown,
    LevelShown,
    Listed,
    of_child,
)
from kinkeeper.earlyhelp.queries.helping import Waited
from kinkeeper.earlyhelp.queries.one import Planned, Somebody
from kinkeeper.earlyhelp.states import Guard
from kinkeeper.kernel.ids import reference
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.web import words
from kinkeeper.web.due import Due, due
from kinkeeper.web.helping.steps import ASKINGS, Asking, follows, stands_before
from kinkeeper.web.parts import Cell, Column, Fact, Figure, Link, Row, Tag, Worklist
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.shapes import Name

Names = Mapping[UUID, Sequence[Name]]
T = TypeVar("T")
MOST: Final = 25  # rows of a list that has no pages
COLUMNS = ("Family of", "How far", "Next", "Due", "Lead professional")


@dataclass(frozen=True, slots=True)
class Way:
    """A page that may be gone to from here; `waits_for` what stands before it, in words."""

    name: str
    url: str
    waits_for: str = ""


def worst_first(found: Iterable[Listed], nexts: Mapping[UUID, NextUp]) -> list[Listed]:
    """What is overdue longest first; what has no date last."""
    return sorted(found, key=lambda one: (_due_on(nexts.get(one.person_id)), str(one.id)))


def listed(
    found: Sequence[Listed], names: Names, nexts: Mapping[UUID, NextUp], on: date, total: int
) -> Worklist:
    """One page of the early help that goes on."""
    told = [_row(one, names, nexts.get(one.person_id), on) for one in found]
    columns = [Column(name) for name in COLUMNS]
    return Worklist("Early help", columns, told, words.counted(total, "family", "families"))


def some(found: Sequence[T]) -> str:
    """How many there are, and how many of them are shown."""
    shown = f"The {MOST} that wait longest, of " if len(found) > MOST else ""
    return f"{shown}{len(found):,}"


def waited(found: Waited) -> list[Fact]:
    """How long families waited from need to help, and of how many this is told."""
    if found.median is None:
        said = "Not run: nobody has been helped yet of those whose need became known in this time"
        return [Fact("Days from need to help", said), _waiting(found)]
    days = f"{found.median:g} in the middle, {found.longest} at the most"
    of = words.counted(found.helped, "family", "families")
    return [Fact("Days from need to help", f"{days}, of {of}"), _waiting(found)]


def of_record(who: Who, person_id: UUID) -> Worklist | None:
    """A child's times of early help, each with its own page; None for who reads no narrative."""
    if not may(who, Permission.SEE_NARRATIVE, person_id):
        return None
    rows = []
    for one in of_child(who=who, person_id=person_id):
        cells = (
            Cell(one.state.label, reverse("early-help-one", args=[one.id]), head=True, label=False),
            Cell(words.short_date(one.need_on)),
            Cell(one.began_from),
            Cell(f"{one.lead}, {one.agency}" if one.lead else None),
        )
        rows.append(Row(cells))
    columns = ("How far", "Need first known", "Began from", "Lead professional")
    return table("Early help", columns, rows)


def facts(told: HelpShown) -> list[Fact]:
    """How it stands, at the top of its page."""
    lead = told.lead
    leads = (
        f"{lead.name}, {lead.agency}, {lead.telephone or 'no telephone number'}" if lead else None
    )
    return [
        Fact("How far", told.state.label),
        Fact("Consent", _consent(told)),
        Fact("Lead professional", leads),
        Fact("Coordinator", told.coordinators[0].name if told.coordinators else None),
        Fact("Began from", told.began_from),
        Fact("Need first known", words.full_date(told.need_on)),
        Fact("What is needed", told.need),
    ]


def assessment(told: HelpShown) -> list[Fact]:
    """What the family assessment found; nothing before it is signed."""
    found = told.assessment
    if found is None:
        return []
    return [
        Fact("Signed", f"{words.full_date(found.signed_on)}, by {found.signed_by}"),
        Fact("What is going well", found.strengths),
        Fact("What the child needs", found.needs),
        Fact("What the adults need", found.adults or None),
        Fact("What the child says", found.childs_words or None),
    ]


def tables(told: HelpShown, on: date) -> dict[str, Worklist]:
    """Everything of it that is a list."""
    return {
        "plan": _plan(told, on),
        "team": _people("The team around the family", told.team),
        "reviews": _reviews(told),
        "consents": _consents(told),
        "levels": levels(told.levels),
        "handovers": handovers(told.handovers, {}),
        "steps": _steps(told),
    }


def _plan(told: HelpShown, on: date) -> Worklist:
    columns = ("Need", "Whose", "What is done", "Who", "By when", "What came of it")
    rows, total = [_item(one, on) for one in told.items], words.counted(len(told.items), "need")
    return table("The family's plan", columns, rows, total)


def _reviews(told: HelpShown) -> Worklist:
    rows = [
        row(words.short_date(one.held_on), one.came, one.progress, one.family_words or None)
        for one in told.reviews
    ]
    columns = ("Held", "Who came", "What was found", "What the family says")
    return table("Reviews", columns, rows)


def _consents(told: HelpShown) -> Worklist:
    rows = []
    for one in told.consents:
        said = (one.said.label, one.by_whom, one.told_by, one.shared_with or None)
        rows.append(row(words.short_date(one.on), *said))
    columns = ("When", "Said", "Who said so", "To whom", "Shared with")
    return table("What the family said", columns, rows)


def _steps(told: HelpShown) -> Worklist:
    rows = []
    for one in told.steps:
        more = ". ".join(said for said in (one.ending, one.words) if said) or "–"
        rows.append(row(words.short_date(one.on), one.step.label, one.by or None, more))
    return table("What was done", ("When", "What", "Recorded by", "More"), rows)


def levels(found: Iterable[LevelShown]) -> Worklist:
    """Levels of need as they were set, each with its document and how unsure that is."""
    rows = []
    for one in found:
        unsure = (Tag("Document unverified"),) if one.unsure else ()
        cells = (
            Cell(words.short_date(one.on), head=True, label=False),
            Cell(one.point),
            Cell(one.title, tags=unsure),
            Cell(one.threshold),
            Cell(one.reason or None),
        )
        rows.append(Row(cells))
    return table("Levels of need", ("When", "At", "Level", "Document", "Why"), rows)


def handovers(found: Sequence[HandoverShown], names: Names) -> Worklist:
    """Steps up and down, and how each stands; of many, those that were decided first."""
    rows = [_handover(one, names) for one in found[:MOST]]
    columns = ("Step", "Decided", "To whom", "How it stands")
    return table("Steps up and down", columns, rows, some(found))


def held_up(found: Sequence[HeldUp], names: Names) -> Worklist:
    """What waits for one thing alone, which the reader may let go."""
    rows = []
    for one in found[:MOST]:
        known = names.get(one.person_id, ())
        name = people.filed(known[0]) if known else reference(one.person_id)
        url = reverse("early-help-step", args=[one.id, "let-go"])
        cells = (
            Cell(name, url=url, hidden="leave it out", head=True, label=False),
            Cell(one.missing),
        )
        rows.append(Row(cells))
    columns = ("Family of", "What is missing")
    return table("Held up by what you may leave out", columns, rows, some(found))


def ways(told: HelpShown, who: Who) -> list[Way]:
    """What may be done next by who reads it, and what stands before it."""
    return [
        Way(asking.title, reverse("early-help-step", args=[told.id, slug]), _waits(asking, told))
        for slug, asking in ASKINGS.items()
        if follows(asking, told) and may(who, asking.needs, told.person_id)
    ]


def before(guards: Iterable[Guard]) -> list[Fact]:
    """What stands before a step: what to do, and who may let it go."""
    return [Fact(words.capital(one.missing), f"{one.do} {_leaves_out(one)}") for one in guards]


def _leaves_out(guard: Guard) -> str:
    if not guard.waivable:
        return "Nobody may leave it out."
    return f"{words.capital(guard.who_can_waive)} may leave it out."


def tabs(*, mine: bool, all_too: bool) -> list[Link]:
    """One's own, and all that one may read; nothing to choose where there is one."""
    if not all_too:
        return []
    here = reverse("early-help")
    return [Link("Mine", here, mine), Link("All I may see", f"{here}?all=yes", not mine)]


def totals(found: Sequence[Listed], nexts: Mapping[UUID, NextUp], on: date) -> list[Figure]:
    """How many are late, and how many cannot go on."""
    late = sum(1 for one in found if _due_on(nexts.get(one.person_id)) < on)
    stuck = sum(1 for one in found if one.stuck)
    return [
        Figure(late, "overdue", late=late > 0),
        Figure(stuck, "without consent", late=stuck > 0),
        Figure(sum(1 for one in found if one.state is State.ASKED), "without a lead"),
    ]


def _waits(asking: Asking, told: HelpShown) -> str:
    guards = stands_before(asking, told)
    return words.listed([one.missing for one in guards]) if guards else ""


def _consent(told: HelpShown) -> str | None:
    if not told.consents:
        return None
    last = told.consents[0]
    return f"{last.said.label} on {words.full_date(last.on)}, by {last.by_whom}"


def _due_on(found: NextUp | None) -> date:
    return found.due_on if found and found.due_on else date.max


def _row(one: Listed, names: Names, following: NextUp | None, on: date) -> Row:
    short, known = reference(one.person_id), names.get(one.person_id, ())
    seen = due(following.due_on, today=on, warn_on=following.warn_on) if following else None
    stuck = (Tag(one.stuck, "late"),) if one.stuck else ()
    name = people.filed(known[0]) if known else short
    cells = (
        Cell(
            name,
            url=reverse("early-help-one", args=[one.id]),
            under=short if known else "",
            head=True,
            label=False,
        ),
        Cell(one.state.label, tags=stuck),
        Cell(plain_title(following.clock) if following else "Nothing with a date"),
        Cell(due=seen) if seen else Cell("–"),
        Cell(f"{one.lead}, {one.agency}" if one.lead else None),
    )
    return Row(cells, late=bool(seen and seen.late))


def _item(one: Planned, on: date) -> Row:
    done = one.result is not None
    came = f"{one.result.label}. {one.result_words}".strip() if one.result else "Not known yet"
    cells = (
        Cell(one.need, head=True, label=False),
        Cell(one.whose_words),
        Cell(one.action, under=one.service),
        Cell(one.done_by),
        Cell(words.short_date(one.by_when)) if done else Cell(due=_when(one.by_when, on)),
        Cell(came),
    )
    return Row(cells, late=not done and one.by_when < on)


def _when(by_when: date, on: date) -> Due:
    return due(by_when, today=on)


def _people(caption: str, found: Iterable[Somebody]) -> Worklist:
    rows = [
        row(one.name, one.role, one.agency, one.telephone or None, words.short_date(one.started_on))
        for one in found
    ]
    return table(
        caption, ("Name", "What they are to the family", "Agency", "Telephone", "Since"), rows
    )


def _handover(one: HandoverShown, names: Names) -> Row:
    known = names.get(one.person_id, ())
    whose = people.filed(known[0]) if known else ""
    tone = "late" if one.waits or (one.wants_meeting and "meeting" in one.stands) else "plain"
    cells = (
        Cell(
            one.direction.label,
            url=reverse("handover", args=[one.id]),
            under=whose,
            head=True,
            label=False,
        ),
        Cell(words.short_date(one.decided_on)),
        Cell(one.to),
        Cell(one.stands, tone="late" if tone == "late" else "plain"),
    )
    return Row(cells, late=tone == "late")


def _waiting(found: Waited) -> Fact:
    return Fact("Waiting still", words.counted(found.waiting, "family", "families"))
