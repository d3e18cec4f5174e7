"""Rule by rule, whether two checkers point at the same rows, and why where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.rule import Rule

Rows = dict[str, set[int]]


@dataclass(frozen=True)
class Compared:
    """One rule: rows both point at, rows only one does, and our reason where they differ."""

    code: str
    both: int
    ours: int
    theirs: int
    raised: str
    reason: str

    @property
    def alike(self) -> bool:
        """Whether they point at the same rows."""
        return not (self.ours or self.theirs or self.raised)

    @property
    def explained(self) -> bool:
        """Whether a difference has a reason."""
        return self.alike or bool(self.reason)

    def __str__(self) -> str:
        told = f"{self.code:<10} both {self.both:>6}  only here {self.ours:>5}  only there {self.theirs:>5}"
        lost = f"; it raised {self.raised}" if self.raised else ""
        return f"{told}  {self.reason or 'NOT EXPLAINED'}{lost}"


def compare(checked: Checked, theirs: Mapping[str, Any]) -> list[Compared]:
    """Every rule both have and that could be asked here."""
    held = _ours(checked.judged.found)
    return [
        _compared(checked.rules[code], held.get(code, {}), found)
        for code, found in theirs.items()
        if code in checked.rules and code not in checked.judged.not_run
    ]


def _ours(found: pl.DataFrame) -> dict[str, Rows]:
    held: dict[str, Rows] = {}
    for (code, table), rows in found.drop_nulls().group_by("rule", "table"):
        held.setdefault(str(code), {})[str(table)] = set(rows["id"])
    return held


def _compared(rule: Rule, ours: Rows, found: Any) -> Compared:
    raised = found if isinstance(found, str) else ""
    theirs: Rows = {} if raised else {table: set(rows) for table, rows in found.items()}
    here = {(table, row) for table, rows in ours.items() for row in rows}
    there = {(table, row) for table, rows in theirs.items() for row in rows}
    reason = rule.differs or rule.reading
    return Compared(
        rule.code, len(here & there), len(here - there), len(there - here), raised, reason
    )
