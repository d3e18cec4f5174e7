"""Restrictions and conflicts of interest in words: the questions, the lists, and one of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from kinkeeper.access import closing, queries
from kinkeeper.access.closing import Closed, Tied
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import LONGEST_WITHOUT_REVIEW, ConflictReason, RestrictionReason
from kinkeeper.access.rules import may
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Who
from kinkeeper.kernel.ids import reference
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field
from kinkeeper.web.parts import Cell, Column, Fact, Row, Worklist
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.scope import Subject
from kinkeeper.workforce.queries import users_with

WHOLE: Final = "record"
SCOPES: Final = ((WHOLE, "The whole record"), *((one.value, one.words) for one in Section))
CONFLICT: Final = (
    Field(
        "user",
        "Who must never see this record?",
        "text",
        "Enter the name they sign in with",
        hint="The name they sign in with. Nothing opens the record to them again",
    ),
    Field(
        "reason",
        "What ties them to somebody in it?",
        "radios",
        "Choose what ties them",
        choices=tuple(ConflictReason.choices),
    ),
)
LIFT, KEEP = "lift", "keep"


def restrict_fields(who: Who, subject: Subject) -> tuple[Field, ...]:
    """What is asked before a record is closed; whoever works with the child is offered by name."""
    offered = _offered(who, subject)
    return (
        Field(
            "reason",
            "Why must it be restricted?",
            "radios",
            "Choose why it must be restricted",
            choices=tuple(RestrictionReason.choices),
        ),
        Field(
            "scope",
            "How much of it is closed?",
            "radios",
            "Choose how much of it is closed",
            hint="Notes, documents, timelines, drawings, search and exports all follow",
            choices=SCOPES,
            first=WHOLE,
        ),
        Field(
            "permitted",
            "Who may go on seeing it?",
            "boxes",
            choices=offered,
            first=",".join(value for value, _ in offered),
        ),
        Field(
            "others",
            "Anybody else who may see it",
            "text",
            hint="The names they sign in with, with commas between them",
        ),
        review_field(who.on),
    )


def review_field(on: date) -> Field:
    """By when it is looked at again."""
    latest = on + timedelta(days=LONGEST_WITHOUT_REVIEW)
    return Field(
        "review_on",
        "By when must it be looked at again?",
        "date",
        "Enter the day by which it must be looked at again",
        hint=f"No later than {words.full_date(latest)}",
        first=latest,
    )


def review_fields(on: date) -> tuple[Field, ...]:
    """What is asked when a restriction is looked at again."""
    offered = ((KEEP, "It stays, until another day"), (LIFT, "It is lifted today"))
    what = Field(
        "what", "What is to become of it?", "radios", "Choose what is to become of it", "", offered
    )
    why = Field("why", "Why?", missing="Say why", hint="It is kept with your name")
    return (what, review_field(on), why)


def in_force(who: Who, subject: Subject) -> Worklist:
    """What closes a record, for those who may restrict it."""
    found = closing.restrictions_of(who, subject.id)
    columns = [Column(one) for one in ("Restriction", "Closed", "Who may see it", "Look again by")]
    return Worklist("What closes this record to others", columns, [_closing(o) for o in found])


def to_review(found: Iterable[Closed], on: date) -> Worklist:
    """Every restriction in force, the one to be looked at first at the top."""
    columns = [Column(one) for one in ("Record", "Why", "Closed", "Set by", "Look again by")]
    rows = [_overseen(one, on) for one in found]
    total = words.counted(len(rows), "restriction")
    return Worklist("Restrictions in force", columns, rows, total)


def conflicts(found: Iterable[Tied]) -> Worklist:
    """Every conflict of interest."""
    rows = [
        row(
            one.full_name,
            reference(one.person_id),
            one.reason,
            words.short_date(one.named_on),
            one.named_by,
        )
        for one in found
    ]
    columns = ("Who", "Record", "What ties them", "Since", "Named by")
    return table("Conflicts of interest", columns, rows)


def facts(who: Who, one: Closed) -> list[Fact]:
    """What is known of one restriction."""
    seen = may(who, Permission.SEE_EXISTS, one.person_id)
    url = reverse("child", args=[one.person_id]) if seen else ""
    ended = f"{words.full_date(one.lifted_on)} by {one.lifted_by}" if one.lifted_on else ""
    return [
        Fact("Record", reference(one.person_id), url=url),
        Fact("Why", one.reason),
        Fact("Closed", one.closes),
        Fact("Who may see it", ", ".join(one.permitted) or "Nobody"),
        Fact("Set", f"{words.full_date(one.started_on)} by {one.set_by}"),
        Fact("Look again by", words.full_date(one.due_on)),
        *([Fact("Lifted", ended)] if ended else []),
    ]


def history(one: Closed) -> Worklist:
    """Each time it was looked at again."""
    rows = [
        row(
            words.short_date(seen.on),
            seen.by,
            f"Kept until {words.short_date(seen.until_on)}" if seen.until_on else "Lifted",
            seen.why,
        )
        for seen in one.reviews
    ]
    return table("Each time it was looked at again", ("When", "Who", "What", "Why"), rows)


def _offered(who: Who, subject: Subject) -> tuple[tuple[str, str], ...]:
    people = users_with(who=who, person_id=subject.id) | {who.id}
    named = queries.names(people)
    return tuple((str(one), named[one]) for one in sorted(named, key=lambda key: named[key]))


def _closing(one: Closed) -> Row:
    reason = one.reason
    return Row(
        (
            Cell(reason, url=reverse("restriction", args=[one.id]), head=True, label=False),
            Cell(one.closes),
            Cell(", ".join(one.permitted) or "Nobody"),
            Cell(words.short_date(one.due_on)),
        )
    )


def _overseen(one: Closed, on: date) -> Row:
    late, by = one.overdue(on), words.short_date(one.due_on)
    url = reverse("restriction", args=[one.id])
    return Row(
        (
            Cell(reference(one.person_id), url=url, head=True, label=False),
            Cell(one.reason),
            Cell(one.closes),
            Cell(one.set_by),
            Cell(f"Overdue since {by}" if late else by, tone="late" if late else None),
        ),
        late=late,
    )
