"""What a drawing is made of. A template prints these; nothing here knows a colour or a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CHARACTER: Final = (
    7.1  # the mean width of a letter at 14 px; measured for the served font, rounded up
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way across."""
        return (self.left + self.right) / 2

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def crossed(self, one: Point, other: Point) -> bool:
        """Whether a straight line between two places runs through it."""
        enters, leaves = 0.0, 1.0
        for start, end, low, high in (
            (one.x, other.x, self.left, self.right),
            (one.y, other.y, self.top, self.bottom),
        ):
            if start == end:
                if not low < start < high:
                    return False
                continue
            near, far = sorted(((low - start) / (end - start), (high - start) / (end - start)))
            enters, leaves = max(enters, near), min(leaves, far)
        return enters < leaves


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A run of straight strokes. `tells` names the facts it stands for; `kind` is its style."""

    kind: str
    points: tuple[Point, ...]
    tells: frozenset[int] = frozenset()

    @property
    def path(self) -> str:
        """As SVG writes it."""
        head, *rest = self.points
        return f"M{_at(head)}" + "".join(f"L{_at(point)}" for point in rest)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `anchor` is where it is held: start, middle or end."""

    text: str
    x: float
    y: float
    kind: str = ""
    anchor: str = "middle"


def _at(point: Point) -> str:
    return f"{point.x:g} {point.y:g}"


def width_of(text: str) -> float:
    """How wide a line of text will be, at most and about."""
    return len(text) * CHARACTER


def fitted(text: str, width: float) -> str:
    """The text, cut with an ellipsis where it would run past the width."""
    most = int(width / CHARACTER)
    return text if len(text) <= most else f"{text[: max(most - 1, 1)].rstrip(' ,-')}…"


def in_whole_words(text: str, width: float) -> str:
    """As many whole words as fit, so that who speaks what they see is understood; none is none."""
    if width_of(text) <= width:
        return text
    kept = text[: max(int(width / CHARACTER), 0)].rpartition(" ")[0].rstrip(" ,-")
    return f"{kept}…" if kept else ""


def wrapped(text: str, width: float, lines: int) -> tuple[str, ...]:
    """The text over so many lines at most, broken between words or after a hyphen."""
    found: list[str] = []
    for word in text.replace("-", "- ").split():
        joined = _joined(found[-1], word) if found else ""
        if found and (width_of(joined) <= width or len(found) == lines):
            found[-1] = joined
        else:
            found.append(word)
    return tuple(fitted(line, width) for line in found)


def _joined(line: str, word: str) -> str:
    return f"{line}{word}" if line.endswith("-") else f"{line} {word}"
