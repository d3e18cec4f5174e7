"""Emergency openings in words: the questions, the lists, and one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from kinkeeper.access import glass, output_queries
from kinkeeper.access.glass import Opening, open_until
from kinkeeper.access.looks import Seen
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import SHORTEST_WHY, GlassOutcome, GlassReason
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.kernel.ids import reference
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field
from kinkeeper.web.parts import Cell, Column, Fact, Link, Row, Worklist
from kinkeeper.web.presenters.access_log import PAGES
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.scope import Subject

Fields = Sequence[Field]


@dataclass(frozen=True, slots=True)
class Note:
    """A line that leads to what waits for somebody."""

    words: str
    url: str
    after: str


WHY: Final = (
    Field(
        "reason",
        "Why must you open it now?",
        "radios",
        "Choose why you must open it",
        choices=tuple(GlassReason.choices),
    ),
    Field(
        "why",
        "What has happened?",
        missing="Say what has happened",
        hint=f"{SHORTEST_WHY} characters or more. Your manager and information governance read it",
    ),
)
REVIEW: Final = (
    Field(
        "outcome",
        "What came of asking?",
        "radios",
        "Choose what came of it",
        choices=tuple(GlassOutcome.choices),
    ),
    Field(
        "why",
        "What did you find?",
        missing="Say what was found",
        hint="It is kept with your name, and cannot be changed later",
    ),
)


def notice(who: Who, subject: Subject) -> str:
    """The line above the record while it is open to somebody so; empty for everybody else."""
    if not who.permits(Permission.BREAK_GLASS):
        return ""
    ends = open_until(who.id, subject.id)
    if ends is None:
        return ""
    return (
        "Your access is by an emergency opening until "
        f"{ends.astimezone(words.LONDON):%H:%M}. You can read this record and change nothing. "
        "Your manager and information governance have been told."
    )


def waiting(found: Iterable[Opening], on: date) -> Worklist:
    """Those that wait, overdue ones marked."""
    columns = [Column(one) for one in ("Who opened it", "When", "Why", "Record", "Review by")]
    rows = [_waiting(one, on) for one in found]
    total = words.counted(len(rows), "opening")
    return Worklist("Waiting for a review", columns, rows, total)


def done(found: Iterable[Opening]) -> Worklist:
    """Those reviewed lately."""
    rows = [
        row(one.full_name, words.full_moment(one.opened_at), one.outcome, one.reviewed_by)
        for one in found
    ]
    columns = ("Who opened it", "When", "What came of it", "Reviewed by")
    return table("Reviewed lately", columns, rows)


def notes(who: Who) -> list[Note]:
    """The way to what waits for the reader's review and check; nothing where nothing does."""
    found = []
    openings, overdue = glass.waiting(who)
    if openings:
        after = f", {overdue:,} of them overdue" if overdue else ""
        said = f"{words.counted(openings, 'emergency opening')} to review"
        found.append(Note(said, reverse("openings"), f"{after}."))
    if to_check := len(output_queries.to_check(who)):
        said = f"{words.counted(to_check, 'document')} to check"
        found.append(Note(said, reverse("outputs"), " before it goes out of the service."))
    return found


def of_home(who: Who) -> list[Link]:
    """The same, as the first page says it in one line."""
    return [Link(one.words + one.after.rstrip("."), one.url) for one in notes(who)]


def facts(who: Who, one: Opening) -> list[Fact]:
    """What is known of one."""
    told = ", ".join(f"{name} ({part.lower()})" for name, part in one.told)
    seen = may(who, Permission.SEE_EXISTS, one.person_id)
    return [
        Fact("Who opened it", one.full_name),
        Fact(
            "Record",
            reference(one.person_id),
            url=reverse("child", args=[one.person_id]) if seen else "",
        ),
        Fact("Opened", words.full_moment(one.opened_at)),
        Fact("Open until", words.full_moment(one.ends_at)),
        Fact("Why", one.reason),
        Fact("In their words", one.why),
        Fact("Told at once", told or "Nobody: no manager and no officer is recorded"),
        Fact("Review by", words.full_date(one.review_by_on)),
        *([Fact("What came of it", f"{one.outcome}. {one.reviewed}")] if one.outcome else []),
        *([Fact("Reviewed by", one.reviewed_by)] if one.outcome else []),
    ]


def looks(seen: Iterable[Seen]) -> Worklist:
    """Each page they opened while it was open, in order."""
    rows = [row(words.full_moment(one.at), PAGES.get(one.page, one.page)) for one in seen]
    return table("What was opened in that hour", ("When", "Page"), rows)


def _waiting(one: Opening, on: date) -> Row:
    late = one.overdue(on)
    by = words.short_date(one.review_by_on)
    return Row(
        (
            Cell(one.full_name, url=reverse("opening", args=[one.id]), head=True, label=False),
            Cell(words.full_moment(one.opened_at)),
            Cell(one.reason),
            Cell(reference(one.person_id)),
            Cell(f"Overdue since {by}" if late else by, tone="late" if late else None),
        ),
        late=late,
    )
