"""Contexts in words: the list, and one of them with what may be done next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.contexts.kinds import Came
from kinkeeper.contexts.queries import ActionShown, ContextShown, LinkShown, linked_to, not_brought
from kinkeeper.frontdoor.group_queries import GroupShown, of_groups, places_alone
from kinkeeper.kernel.ids import reference
from kinkeeper.people.queries import names_of
from kinkeeper.people.search import Found
from kinkeeper.web import words
from kinkeeper.web.context_forms import ASKINGS
from kinkeeper.web.decision_form import Choices
from kinkeeper.web.parts import Cell, Column, Fact, Link, Row, Worklist
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.workforce.queries import lead_worker

MOST: Final = 10  # children found who are offered to be linked
COLUMNS: Final = ("Context", "What it is", "How it stands", "Linked children", "Still to be done")


def listed(found: Iterable[ContextShown], who: Who) -> Worklist:
    """Every context the reader may see, those that are open first."""
    rows = [_row(one, who.on) for one in found]
    return Worklist("Contexts", [Column(name) for name in COLUMNS], rows, _counted(len(rows)))


def waiting(who: Who) -> list[GroupShown]:
    """Contacts about a place alone that are of no context yet, for who works at the front door."""
    if not (who.permits(Permission.SEE_CONTEXTS) and who.permits(Permission.SEE_FRONT_DOOR)):
        return []
    found = places_alone(who=who)
    left = not_brought([one.id for one in found])
    return [one for one in found if one.id in left]


def told_of(told: ContextShown) -> tuple[UUID, ...]:
    """Every child of whom something is said here."""
    return (*(one.person_id for one in told.links), *told.hidden)


def page(told: ContextShown, who: Who) -> dict[str, Any]:
    """Everything of the page of one context."""
    groups = _groups(told, who)
    return {
        "facts": facts(told),
        "ways": ways(told, who),
        "children": children(told, who),
        "hidden": [ask(who, one) for one in told.hidden],
        "contacts": contacts(groups),
        "contacts_closed": not who.permits(Permission.SEE_FRONT_DOOR),
        "assessments": assessments(told),
        "plan": plan(told, who.on),
        "chronology": chronology(told, groups),
    }


def facts(told: ContextShown) -> list[Fact]:
    """How it stands, at the top of its page."""
    last = told.steps[-1]
    return [
        Fact("What it is", str(told.kind.label)),
        Fact("Where", told.where or None),
        Fact("How it stands", f"{last.kind.label}, {words.full_date(last.on)}"),
        Fact("Why", last.reason),
    ]


def ways(told: ContextShown, who: Who) -> list[Link]:
    """What the reader may do next."""
    found = [
        Link(one.title, reverse("context-step", args=[told.id, one.slug]))
        for one in ASKINGS.values()
        if who.permits(one.needs) and one.fits(who, told)
    ]
    if told.is_open and who.permits(Permission.LINK_CONTEXT):
        found.insert(0, Link("Link a child", reverse("context-link", args=[told.id])))
    return found


def children(told: ContextShown, who: Who) -> Worklist:
    """Linked children whose record the reader may see."""
    names = names_of(who, [one.person_id for one in told.links])
    rows = [_child(one, names.get(one.person_id, ()), who.on) for one in told.links]
    columns = [Column(name) for name in ("Child", "Since", "Until", "Why")]
    return Worklist("Linked children", columns, rows, words.counted(len(rows), "child", "children"))


def ask(who: Who, person_id: UUID) -> str:
    """All that is said of a child who is not the reader's to see."""
    lead = lead_worker(who=who, person_id=person_id)
    return f"A linked child exists. Ask {people.whom_to_ask(lead)}."


def contacts(groups: Iterable[GroupShown], caption: str = "Contacts") -> Worklist:
    """What was told to the front door about a place or a group, the first first."""
    rows = [
        Row(
            [
                Cell(reference(one.id), url=reverse("contact", args=[one.id]), head=True),
                Cell(words.short_date(one.received_on)),
                Cell(one.channel),
                Cell(one.place),
            ]
        )
        for one in groups
    ]
    columns = [Column(name) for name in ("Contact", "Received", "How", "What it is about")]
    return Worklist(caption, columns, rows, words.counted(len(rows), "contact"))


def assessments(told: ContextShown) -> Worklist:
    """What was found, the latest first, and who stands for it."""
    return table(
        "Assessments",
        ("When", "What was found", "By", "Authorised"),
        [
            row(
                words.short_date(one.on),
                one.words,
                one.by,
                f"{words.short_date(one.authorised_on)}, {one.authorised_by}"
                if one.authorised_on
                else "Not yet",
            )
            for one in told.assessments
        ],
    )


def plan(told: ContextShown, on: date) -> Worklist:
    """What is to be done, the first due first."""
    columns = [Column(name) for name in ("What", "Who", "By when", "What came of it")]
    rows = [_action(one, on) for one in told.plan]
    return Worklist("Plan", columns, rows, words.counted(len(rows), "action"))


def chronology(told: ContextShown, groups: Iterable[GroupShown]) -> Worklist:
    """All that happened, in its order: steps, contacts the reader may open, entries."""
    found = [
        *((one.on, f"{one.kind.label}: {one.reason}", one.by) for one in told.steps),
        *((one.on, one.words, one.by) for one in told.entries),
        *((one.received_on, f"Contact {reference(one.id)}", one.channel) for one in groups),
    ]
    rows = [row(words.short_date(on), said, by) for on, said, by in sorted(found)]
    return table("Chronology", ("When", "What happened", "From"), rows)


def choices(found: Found, who: Who) -> Choices:
    """Those found who may be meant, each with what tells two people apart."""
    return tuple(
        (
            str(one.person.id),
            ", ".join(
                (
                    people.title(one.person, one.names),
                    *people.lines(one.person, who.on, named=bool(one.names)),
                )
            ),
        )
        for one in found.hits[:MOST]
    )


def of_child(who: Who, person_id: UUID) -> list[Link]:
    """The open contexts of a child, for who may see both."""
    found = linked_to(who=who, person_id=person_id)
    return [Link(name, reverse("context", args=[key])) for key, name in found]


def _groups(told: ContextShown, who: Who) -> Sequence[GroupShown]:
    if not who.permits(Permission.SEE_FRONT_DOOR):
        return ()
    found = of_groups(who=who, ids=told.contact_groups)
    return sorted(found, key=lambda one: (one.received_on, one.id))


def _row(one: ContextShown, on: date) -> Row:
    late = any(action.due_on < on for action in one.left)
    last = one.steps[-1]
    return Row(
        [
            Cell(one.name, url=reverse("context", args=[one.id]), head=True, label=False),
            Cell(str(one.kind.label)),
            Cell(f"{last.kind.label} {words.short_date(last.on)}"),
            Cell(str(len(set(told_of(one))))),
            Cell(words.counted(len(one.left), "action") if one.left else "Nothing"),
        ],
        late=late,
    )


def _child(one: LinkShown, names: Sequence[Any], on: date) -> Row:
    name = people.filed(names[0]) if names else reference(one.person_id)
    ended = one.until is not None and one.until <= on
    return Row(
        [
            Cell(name, url=reverse("child", args=[one.person_id]), head=True, label=False),
            Cell(words.short_date(one.since)),
            Cell(words.short_date(one.until) if one.until else "Now"),
            Cell(f"{one.why} Ended: {one.ended_why}" if ended else one.why),
        ]
    )


def _action(one: ActionShown, on: date) -> Row:
    last = one.outcomes[-1] if one.outcomes else None
    came = f"{Came(last.came).label}, {words.short_date(last.on)}: {last.words}" if last else None
    late = not one.is_over and one.due_on < on
    due = f"{words.short_date(one.due_on)}, late" if late else words.short_date(one.due_on)
    cells = [Cell(one.what, head=True, label=False), Cell(one.agency), Cell(due), Cell(came)]
    return Row(cells, late=late)


def _counted(number: int) -> str:
    return words.counted(number, "context")
