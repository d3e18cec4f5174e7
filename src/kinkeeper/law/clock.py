"""What a clock is: a declared duty with a time. Running one is the engine's work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import polars as pl

from kinkeeper.kernel.dated import Dated
from kinkeeper.kernel.offsets import Direction, Offset
from kinkeeper.law.citation import Citation
from kinkeeper.law.events import EVENTS
from kinkeeper.law.vocabulary import BadDeclarationError

Check = Literal["T", "S", "K", "N"]
Local = Literal["no", "tighten_only", "yes"]
MARKS: dict[str, str] = {
    "T": "text read",
    "S": "consistent secondary source read",
    "K": "named source, not re-read: unverified",
    "N": "practice norm, unsourced: unverified",
}


@dataclass(frozen=True, eq=False)
class Start:
    """An event that opens an instance, and which of its kind count.

    `where` is a Polars condition over the event's own columns (`detail`, `age` in whole years
    at the event, `nth` of its kind in its thread, `first_on` the first day another start of
    the clock opened the thread).
    """

    kind: str
    where: pl.Expr | None = field(default=None, repr=False)
    words: str = ""

    @property
    def condition(self) -> str:
        """`where` as text; the same text for the same condition."""
        return "" if self.where is None else str(self.where)


@dataclass(frozen=True)
class Steps:
    """Which steps of a ladder a clock keeps: `first` and `last` count from one; `last` None is for ever."""

    first: int = 1
    last: int | None = 1

    def __post_init__(self) -> None:
        if self.first < 1 or (self.last is not None and self.last < self.first):
            raise BadDeclarationError(
                f"Steps {self.first} to {self.last} are not steps of a ladder."
            )


@dataclass(frozen=True)
class Pause:
    """Two events of a thread between which law lets a clock stand still."""

    begins: str
    ends: str


@dataclass(frozen=True, kw_only=True)
class Waivable:
    """That law lets somebody waive a duty: when, which roles, and by what authority.

    With `at_most`, the duty may only be put off, to a day no later than that long after it was due.
    """

    when: str
    by: tuple[str, ...]
    law: Citation
    check: Check
    at_most: Offset | None = None

    def __post_init__(self) -> None:
        if not self.by:
            raise BadDeclarationError(f"“{self.when}” can be waived by nobody.")


ONCE = Steps(1, 1)
ALWAYS = Steps(1, None)
Ladder = tuple[Offset, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Clock:
    """A declared duty with a time, as `docs/explanation/clocks.md` describes.

    `within` is a dated ladder: the offset of step 1, 2, ... as the rule stood on the anchor's date;
    the last offset serves every later step. A step after the first is counted from the event
    that met the step before. `per` is the thread that ties start, meeting and end together.
    """

    id: str
    area: str
    title: str
    starts: tuple[Start, ...]
    per: str
    within: Dated[Ladder]
    met_by: tuple[str, ...]
    owner: str
    escalates: str
    law: Citation
    check: Check
    local: Local
    anchor: str
    meets: str
    ends_with: tuple[str, ...] = ()
    steps: Steps = ONCE
    reanchors_on: tuple[str, ...] = ()
    pauses_on: tuple[Pause, ...] = ()
    waivable: Waivable | None = None
    from_start: Offset | None = None
    until_start: Offset | None = None
    reports_as: tuple[int | None, ...] = ()
    escalates_to: tuple[str, ...] = ()  # roles whose holders are shown it once its time has passed
    apart: bool = False  # of the authority and of no child: counted on a page of its own
    warn: int = 5  # working days before it is due
    in_2014: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        if not self.starts or not self.met_by:
            raise BadDeclarationError(
                f"Clock {self.id} needs something that starts it and something that meets it."
            )
        for kind in self._own_kinds():
            if EVENTS[kind].level(self.per) is None:
                raise BadDeclarationError(
                    f"Clock {self.id} is kept per {self.per}, which {kind} does not belong to."
                )
        for kind in self.ends_with:
            self.end_entity(kind)
        if unknown := set(self.reanchors_on) - {s.kind for s in self.starts}:
            raise BadDeclarationError(
                f"Clock {self.id} re-anchors on {unknown}, which does not start it."
            )
        if self.waivable and self.repeats and not self.waivable.at_most:
            raise BadDeclarationError(
                f"Clock {self.id} comes round again: it can be put off, never waived for good."
            )
        if self.pauses_on and not self._counts_days_onwards():
            raise BadDeclarationError(
                f"Clock {self.id} cannot pause: only days counted onwards stand still."
            )

    def _own_kinds(self) -> tuple[str, ...]:
        """The kinds that must belong to the thread the clock is kept by."""
        paused = (kind for pause in self.pauses_on for kind in (pause.begins, pause.ends))
        return (*(s.kind for s in self.starts), *self.met_by, *self.reanchors_on, *paused)

    def _counts_days_onwards(self) -> bool:
        early = (Direction.BEFORE, Direction.BY)
        return not any(
            o.direction in early or o.needs_time or o.needs_term_dates
            for _, ladder in self.in_force
            for o in ladder or ()
        )

    @property
    def repeats(self) -> bool:
        """Whether meeting one step opens the next."""
        return self.steps.last != 1

    def end_entity(self, kind: str) -> str:
        """The narrowest thread that every start and this end share."""
        shared = set.intersection(*(set(EVENTS[s.kind].entities) for s in self.starts))
        choices = [e for e in EVENTS[kind].entities if e in shared]
        if not choices:
            raise BadDeclarationError(
                f"Clock {self.id} cannot end with {kind}: they share no thread."
            )
        return choices[0]

    @property
    def sections(self) -> frozenset[str]:
        """The sections of the record that must be open to read of this duty: those of its starts."""
        told = {EVENTS[start.kind].section for start in self.starts}
        return frozenset(section for section in told if section)

    @property
    def in_force(self) -> tuple[tuple[date, Ladder | None], ...]:
        """Each version: the date from which it stands, and its ladder (None: not in force)."""
        return self.within.steps
