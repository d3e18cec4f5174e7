"""What a chart is made of. Styles are names of classes; colours and dashes belong to the style sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
LETTER = 7.7  # the widest common letter of the captions, in the drawing's units
CAPTION = 17.0  # the height of a line of captions


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: str
    kind: Literal["stroke"] = "stroke"


@dataclass(frozen=True, slots=True)
class Path:
    """A line through several points."""

    points: tuple[tuple[float, float], ...]
    style: str
    kind: Literal["path"] = "path"

    @property
    def d(self) -> str:
        """As SVG spells it."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    style: str
    kind: Literal["block"] = "block"


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark at a place."""

    x: float
    y: float
    r: float
    style: str
    kind: Literal["dot"] = "dot"


@dataclass(frozen=True, slots=True)
class Words:
    """A caption; `y` is its baseline."""

    x: float
    y: float
    text: str
    style: str = "ink"
    anchor: Anchor = "start"
    kind: Literal["words"] = "words"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the room it takes at most."""
        wide = len(self.text) * LETTER
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - CAPTION * 0.75, left + wide, self.y + CAPTION * 0.25


Shape = Stroke | Path | Block | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart. `not_run` says why there is none; then it has no shapes at all."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = ()
    not_run: str = ""

    @property
    def words(self) -> tuple[Words, ...]:
        """Its captions."""
        return tuple(s for s in self.shapes if isinstance(s, Words))


def known(value: float | None) -> float | None:
    """The value, unless it is none at all or not a number; what is not known is never nought."""
    return None if value is None or not math.isfinite(value) else float(value)


def drawn(width: float, height: float, shapes: Iterable[Shape]) -> Drawing:
    """A drawing with its places rounded, so that the page stays light."""
    return Drawing(width, height, tuple(shapes))


def not_run(width: float, height: float, reasons: Sequence[str]) -> Drawing:
    """No drawing, and why."""
    why = next((reason for reason in reasons if reason), "Nothing is recorded to draw.")
    return Drawing(width, height, (), why)


def place(value: float) -> float:
    """A place to a tenth of a unit."""
    return round(value, 1)


def shown(value: float, unit: str = "") -> str:
    """A number as a chart writes it: 1,204, 7.5, 40%."""
    whole = abs(value - round(value)) < 0.05 or abs(value) >= 1000
    text = f"{value:,.0f}" if whole or unit == "%" else f"{value:,.1f}"
    return f"{text}{unit}"
