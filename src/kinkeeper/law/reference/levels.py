"""The page of levels of need: each document by date, how sure it is, and what its levels call for."""

from __future__ import annotations

from kinkeeper.law.levels import THRESHOLDS, Level, Threshold, expected
from kinkeeper.law.reference.parts import in_words, table


def levels() -> list[str]:
    """Every threshold document, and the four levels as each puts them."""
    lines = [
        "How much a child needs is set as one of four levels, when a contact is decided on, when a "
        "child is assessed and when help steps up or down. Each level names the threshold document it "
        "is of: the one in force on that day. A level is evidence and locks nothing. An authority keeps "
        "its own documents in a file, named in `KINKEEPER_LOCAL_LEVELS`.",
        "",
    ]
    for one in THRESHOLDS:
        lines += _document(one)
    return lines


def _document(one: Threshold) -> list[str]:
    rows = [
        (
            f"`{level.value}`",
            said.title,
            said.who,
            said.response,
            expected(level).words,
            said.consent,
        )
        for level in Level
        for said in [one.levels[level]]
    ]
    head = ("Level", "Called", "Who", "What answers it", "Service expected", "The family's consent")
    return [
        f"## {one.title}",
        "",
        f"`{one.id}`, in force from {in_words(one.since)}. {one.source}. {one.note}".rstrip(),
        "",
        f"How sure this is: {one.marks}.",
        "",
        *table(head, rows),
    ]
