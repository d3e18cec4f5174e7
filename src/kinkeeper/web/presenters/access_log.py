"""Who looked at a record or changed it, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from kinkeeper.access.queries import Look
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Row, Worklist

SENTENCES = {
    "read": "Looked at",
    "refused": "Was refused",
    "refused_conflict": "Was refused: conflict of interest",
    "exported": "Exported",
}
PAGES = {
    "story": "the story",
    "details": "details and family",
    "work": "work",
    "care": "care",
    "access_log": "this log",
    "known": "whether the child is known",
    "duty": "a duty",
}


def log(looks: Iterable[Look]) -> Worklist:
    """Latest first."""
    columns = [Column(name) for name in ("When", "Who", "What they did")]
    return Worklist("Who has seen this record", columns, [_row(look) for look in looks])


def _row(look: Look) -> Row:
    return Row(
        (
            Cell(words.full_moment(look.at), head=True, label=False),
            Cell(look.full_name, label=False),
            Cell(_did(look), label=False),
        )
    )


def _did(look: Look) -> str:
    said = SENTENCES.get(look.verb)
    if said is None:
        return f"Recorded: {look.verb.rpartition('.')[2].replace('_', ' ')}"
    return f"{said} {PAGES.get(look.page, look.page)}".strip()
