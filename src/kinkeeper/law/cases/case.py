"""What a worked case is: what happened to a child, and what fell due. Tests run it; the manual prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Case:
    """One worked case, as text tables of `|` cells.

    An event is `day | kind | key in under | detail`; an instance is
    `clock | step | due | plan by | a return counts to | what became of it`; a state is
    `day | clock | step | state`. A plan-by day left out is the due day itself.
    """

    title: str
    events: str
    instances: str
    states: str = ""
    born_on: date | None = None

    @staticmethod
    def rows(table: str) -> list[list[str]]:
        """The cells of a table, line by line."""
        lines = [line for line in table.splitlines() if line.strip()]
        return [[cell.strip() for cell in line.split("|")] for line in lines]
