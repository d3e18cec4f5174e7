"""Looks at records that somebody should ask about, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from kinkeeper.access.looks import Answer, Seen, Some, Unusual
from kinkeeper.access.queries import Look
from kinkeeper.access.unusual import RULES
from kinkeeper.kernel.ids import reference
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Fact, Row, Worklist
from kinkeeper.web.presenters.access_log import PAGES
from kinkeeper.web.presenters.tables import row, table

COLUMNS = ("Who looked", "Day", "Why to ask", "Records", "What came of it")
ALERTS = {
    "refused_conflict": "Tried to open a record closed to them by a conflict of interest",
    "password_spray": "One address tried wrong passwords on many user names",
}


def listed(caption: str, found: Some) -> Worklist:
    """Unusual looks, each a link to what is known of it."""
    columns = [Column(name) for name in COLUMNS]
    total = words.counted(found.total, "finding")
    return Worklist(caption, columns, [_row(one) for one in found.rows], total)


def alerts(looks: Iterable[Look]) -> Worklist:
    """Attempts on records that a conflict of interest closes, and guesses at passwords."""
    rows = [row(words.full_moment(one.at), one.full_name, ALERTS[one.verb]) for one in looks]
    return table("Attempts that were refused", ("When", "Who", "What"), rows)


def rules() -> list[Fact]:
    """Every rule, and whether it can be looked for."""
    return [
        Fact(rule.title, f"{rule.means} Not run: {rule.not_run}." if rule.not_run else rule.means)
        for rule in RULES.values()
    ]


def facts(looks: Unusual) -> list[Fact]:
    """What was found."""
    return [
        Fact("Who looked", looks.full_name),
        Fact("Day", words.full_date(looks.on)),
        Fact("Why to ask", looks.rule.means),
        Fact("Looks", f"{looks.looks:,}"),
        Fact("Records", ", ".join(reference(one) for one in looks.people)),
    ]


def pages(seen: Iterable[Seen]) -> Worklist:
    """Each look, in order: when, whose record, which page."""
    rows = [
        row(words.full_moment(one.at), reference(one.person_id), PAGES.get(one.page, one.page))
        for one in seen
    ]
    return table("The looks themselves", ("When", "Record", "Page"), rows)


def answers(found: Iterable[Answer]) -> Worklist:
    """What came of asking, the first answer first."""
    rows = [row(words.full_moment(one.at), one.by, one.outcome, one.why) for one in found]
    return table("What came of it", ("When", "Who asked", "Outcome", "What was found"), rows)


def _row(one: Unusual) -> Row:
    outcome = one.answers[-1].outcome if one.answers else "Nobody has asked yet"
    return Row(
        (
            Cell(one.full_name, url=reverse("looks-one", args=[one.id]), head=True, label=False),
            Cell(words.short_date(one.on)),
            Cell(one.rule.title),
            Cell(f"{len(one.people):,}"),
            Cell(outcome),
        )
    )
