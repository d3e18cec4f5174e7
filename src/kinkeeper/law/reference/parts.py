"""What the reference pages are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

WRITTEN_BY = (
    "<!-- Written by `kinkeeper docs` from the declarations. Change those, not this page. -->"
)
_BAR = "\\|"
THREADS = {
    "authority": "authority",
    "care": "time looked after",
    "episode": "episode of help",
    "help": "time of early help",
    "mash": "MASH enquiry",
    "mash_request": "request to a partner",
    "pathway": "young person leaving care",
    "secure": "stay in secure accommodation",
    "stage": "stage of a disagreement",
}


def page(title: str, lines: Iterable[str]) -> str:
    """A page under its title."""
    return "\n".join([f"# {title}", "", WRITTEN_BY, "", *lines]).rstrip() + "\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A table, ready to be followed by a paragraph."""
    told = [head, tuple("---" for _ in head), *rows]
    return [f"| {' | '.join(cell.replace('|', _BAR) for cell in row)} |" for row in told] + [""]


def thread_words(entity: str) -> str:
    """What a thread is called."""
    return THREADS.get(entity, entity.replace("_", " "))


def in_words(day: date) -> str:
    """A day, written out."""
    return f"{day.day} {day:%B %Y}"
