"""Rule by rule, whether two checkers point at the same rows, and why where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.said import of_the_rule, today

Rows = dict[str, set[int]]


@dataclass(frozen=True)
class Compared:
    """One rule of one return: rows both point at, and those only one does; what it raised there."""

    rule: Rule
    both: int
    ours: int
    theirs: int
    raised: str

    @property
    def alike(self) -> bool:
        """Whether they point at the same rows."""
        return not (self.ours or self.theirs or self.raised)

    def __str__(self) -> str:
        if self.raised:
            return f"it raised {self.raised}"
        return f"both {self.both:>5} only here {self.ours:>4} only there {self.theirs:>4}"


@dataclass(frozen=True)
class Twice:
    """One rule, of a return as it is and of the same without the children whose rows are damaged."""

    whole: Compared
    undamaged: Compared

    @property
    def alike(self) -> bool:
        """Whether they point at the same rows of both."""
        return self.whole.alike and self.undamaged.alike

    @property
    def reason(self) -> str:
        """How it is told to differ, and which reading was taken."""
        rule = self.whole.rule
        return " ".join(filter(None, (rule.differs, rule.reading)))

    @property
    def explained(self) -> bool:
        """Whether a difference has a reason; where no row is damaged, damage is none."""
        differs = self.whole.rule.differs
        if not self.undamaged.alike:
            return bool(of_the_rule(differs))
        return self.whole.alike or bool(today(differs))

    @property
    def empty(self) -> bool:
        """Whether neither points at any row of either."""
        return self.alike and not (self.whole.both or self.undamaged.both)

    def __str__(self) -> str:
        told = "" if self.explained else "NOT EXPLAINED  "
        return f"{self.whole.rule.code:<10} {self.whole}; undamaged {self.undamaged}  {told}{self.reason}"


def compare(checked: Checked, theirs: Mapping[str, Any]) -> dict[str, Compared]:
    """Every rule both have and that could be asked here, by its code."""
    held = _ours(checked.judged.found)
    return {
        code: _compared(checked.rules[code], held.get(code, {}), found)
        for code, found in theirs.items()
        if not _left_out(checked, code)
    }


def left_out(checked: Checked, theirs: Mapping[str, Any]) -> dict[str, str]:
    """The rules the other has that are not asked here of such a return, and why."""
    return {code: why for code in theirs if (why := _left_out(checked, code))}


def _left_out(checked: Checked, code: str) -> str:
    if code not in checked.rules:
        return "It is not asked of this year here."
    return checked.judged.not_run.get(code, "")


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
    return Compared(rule, len(here & there), len(here - there), len(there - here), raised)
