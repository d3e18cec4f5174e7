"""Two people in one draft: what each changed is joined, question by question, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinkeeper.practice.values import Value, digest


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as a page sends it: `was` marks the answer that its box was opened with."""

    question: str
    value: Value
    was: str

    @property
    def touched(self) -> bool:
        """Whether it is another answer than the box was opened with."""
        return digest(self.value) != self.was


@dataclass(frozen=True, slots=True)
class Clash:
    """One question that two people answered at once: what is kept now, and what was typed here."""

    question: str
    kept: Value
    typed: Value


@dataclass(frozen=True, slots=True)
class Joined:
    """What is to be written, and what cannot be joined."""

    changes: Mapping[str, Value]
    clashes: tuple[Clash, ...]


def join(now: Mapping[str, Value], typed: Iterable[Typed]) -> Joined:
    """What comes of what was typed over what is kept now.

    A box nobody touched says nothing. One that was touched is written where the answer kept is
    still the one it was opened with; else somebody else was there first, and both are shown.
    """
    touched = [one for one in typed if one.touched and one.value != now.get(one.question)]
    free = [one for one in touched if digest(now.get(one.question)) == one.was]
    taken = [one for one in touched if digest(now.get(one.question)) != one.was]
    return Joined(
        changes={one.question: one.value for one in free},
        clashes=tuple(Clash(one.question, now.get(one.question), one.value) for one in taken),
    )
