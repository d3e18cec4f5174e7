"""The reference pages, printed from the declarations: what is declared is what is documented."""

from __future__ import annotations

from kinkeeper.law.events import RECORDED
from kinkeeper.law.reference.cases import cases
from kinkeeper.law.reference.clocks import clocks
from kinkeeper.law.reference.lists import codes, events, sources, working_days
from kinkeeper.law.reference.parts import page

__all__ = ["pages"]


def pages(held: frozenset[str] = RECORDED) -> dict[str, str]:
    """Each page by file name, for records that hold these kinds of event."""
    return {
        "clocks.md": page("Clocks", clocks(held)),
        "worked-cases.md": page("Worked cases", cases()),
        "codes.md": page("Code sets", codes()),
        "events.md": page("Kinds of event", events(held)),
        "sources.md": page("Sources", sources()),
        "working-days.md": page("Working days", working_days()),
    }
