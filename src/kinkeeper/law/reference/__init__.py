"""The reference pages, printed from the declarations: what is declared is what is documented."""

from __future__ import annotations

from kinkeeper.law.events import RECORDED
from kinkeeper.law.reference.cases import cases
from kinkeeper.law.reference.clocks import clocks
from kinkeeper.law.reference.fields import fields
from kinkeeper.law.reference.levels import levels
from kinkeeper.law.reference.lists import codes, events, sources, working_days
from kinkeeper.law.reference.parts import page
from kinkeeper.law.reference.returns import DOCUMENTED
from kinkeeper.law.reference.rules import differences, rules
from kinkeeper.law.reference.ssd import dataset

__all__ = ["pages"]


def pages(held: frozenset[str] = RECORDED) -> dict[str, str]:
    """Each page by file name, for records that hold these kinds of event."""
    return {
        "clocks.md": page("Clocks", clocks(held)),
        "worked-cases.md": page("Worked cases", cases()),
        "codes.md": page("Code sets", codes()),
        "events.md": page("Kinds of event", events(held)),
        "sources.md": page("Sources", sources()),
        "levels-of-need.md": page("Levels of need", levels()),
        "working-days.md": page("Working days", working_days()),
        "differences.md": page("Where the open tools differ", differences()),
        "ssd-fields.md": page("Standard Safeguarding Dataset: tables and fields", dataset()),
        **_returns(),
    }


def _returns() -> dict[str, str]:
    """The rules and the fields of each return."""
    told = {}
    for of in DOCUMENTED:
        told[f"{of.id}-rules.md"] = page(f"{of.title}: rules", rules(of))
        told[f"{of.id}-fields.md"] = page(f"{of.title}: tables and fields", fields(of))
    return told
