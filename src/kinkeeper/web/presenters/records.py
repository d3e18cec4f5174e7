"""How far the records reach, and what in them should be put right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kinkeeper.duties.finding_queries import Found
from kinkeeper.returns.queries import records_to
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Row, Worklist


def known_until(today: date) -> date | None:
    """The day the loaded returns end, when that is before today; None where they do not matter."""
    reach = records_to()
    return reach if reach and reach < today else None


def wrong(found: Iterable[Found]) -> Worklist:
    """Each finding of a child: what is wrong, what to do, how long it has stood."""
    columns = [Column(name) for name in ("What is wrong", "What to do", "Since", "Kind")]
    return Worklist("To put right in the record", columns, [_row(one) for one in found])


def _row(one: Found) -> Row:
    error = one.check.severity == "error"
    return Row(
        (
            Cell(one.check.message, under=one.check.title, head=True, label=False),
            Cell(one.check.do, label=False),
            Cell(words.short_date(one.first_seen_on)),
            Cell("Error" if error else "To check", tone="late" if error else "note", label=False),
        )
    )
