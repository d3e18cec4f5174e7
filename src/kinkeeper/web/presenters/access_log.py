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
    "read_opening": "Looked at why it was opened in an emergency",
    "access.break_glass": "Opened it in an emergency",
    "returned": "Wrote it into a statutory return",
}
PAGES = {
    "story": "the story",
    "details": "details and family",
    "family": "the family",
    "family_calendar": "the calendar of a family",
    "plans": "plans and visits",
    "visit": "the page of a visit",
    "family_visit": "the page of a visit to several children",
    "work": "work",
    "care": "care",
    "access_log": "this log",
    "known": "whether the child is known",
    "duty": "a duty",
    "returns": "what the census would find in it",
    "forms": "forms",
    "form": "a form",
    "form_changes": "what changed in a form",
    "form_pdf": "a form, which was saved as a PDF",
    "notes": "notes and visits",
    "note": "a note",
    "documents": "documents",
    "document": "a document, which was downloaded",
    "warnings": "warnings and tasks",
    "task": "a task",
    "emergency": "the page before an emergency opening",
    "restrict": "the page that restricts it",
    "conflict": "the page that names a conflict of interest",
    "output": "a document made from it",
    "audit": "an audit of the work",
    "sample": "a case of a dip sample",
    "oversight": "oversight of the work",
    "early_help": "early help",
    "handover": "a step up or a step down",
    "levels": "what was known when a level of need was set",
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
    if look.verb == "loaded":
        return _loaded(look.counts.get("new", 0), look.counts.get("changed", 0))
    said = SENTENCES.get(look.verb)
    if said is None:
        return f"Recorded: {look.verb.rpartition('.')[2].replace('_', ' ')}"
    return f"{said} {PAGES.get(look.page, look.page)}".strip()


def _loaded(new: int, changed: int) -> str:
    """What a load of returns did to this record."""
    added = f"added {words.counted(new, 'record')}" if new else ""
    altered = f"changed {words.counted(changed, 'record')}" if changed else ""
    return f"Loaded returns, which {' and '.join(filter(None, (added, altered)))}"
