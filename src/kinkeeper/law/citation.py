"""How a source is cited: the source once, the paragraph at each use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Force = Literal[
    "statute",
    "regulation",
    "court rules",
    "statutory guidance",
    "national minimum standard",
    "statutory return",
    "data standard",
    "local procedure",
    "practice norm",
]


@dataclass(frozen=True)
class Source:
    """An act, regulation, guidance, return specification or named local procedure.

    `since` and `until` are the years in which it stood, where that matters.
    """

    id: str
    title: str
    force: Force
    since: int | None = None
    until: int | None = None

    def at(self, where: str = "", *, also: str = "") -> Citation:
        """Cite a place in this source; `also` names a second source or what was read of it."""
        return Citation(source=self, where=where, also=also)


@dataclass(frozen=True)
class Citation:
    """A source and the place in it."""

    source: Source
    where: str = ""
    also: str = ""

    def __str__(self) -> str:
        place = f"{self.source.title}, {self.where}" if self.where else self.source.title
        return f"{place} ({self.also})" if self.also else place
