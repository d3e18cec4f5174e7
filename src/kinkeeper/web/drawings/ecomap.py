"""A child's household in the middle, the people and services around it, each tied as it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, pi, sin
from typing import Final, Literal

from kinkeeper.web.drawings.shapes import Box, Line, Point, Words, fitted, wrapped

Place = tuple[float, float]
Bond = Literal["close", "tie", "ended", "struck", "strong", "weak", "strained"]
LINES: Final = {"ended": "union-ended", "weak": "union-unsaid", "strained": "tie"}
Kind = Literal["person", "worker", "service"]

CARD: Final = (172.0, 60.0)
CENTRE: Final = (208.0, 120.0)
LEADING: Final = 17.0
MARGIN: Final = 8.0
CROWD: Final = 10  # more than these stand along a frame
MOST_ACROSS: Final = 5
MOST_LINES: Final = 7  # in the middle
CLEAR: Final = 26.0  # between a card and the middle, so that a line can be seen


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody or something in a child's life: `role` is what it is to the child."""

    name: str
    role: str
    said: str
    kind: Kind = "person"
    bond: Bond = "tie"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A neighbour in its place."""

    neighbour: Neighbour
    box: Box
    names: tuple[Words, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Ecomap:
    """Everything to be drawn, the cards clockwise from the top."""

    width: float
    height: float
    centre: Box
    words: tuple[Words, ...]
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The styles of line that occur."""
        return frozenset(line.kind for line in self.lines)


def ecomap(household: Sequence[str], around: Sequence[Neighbour], lives: str = "") -> Ecomap:
    """The drawing, with where they live in the middle.

    The ring is made as wide as it takes for no two cards to touch.
    """
    where = wrapped(lives, CENTRE[0] * 0.8, 3)
    places = _places(len(around))
    boxes = [_box(x, y, *CARD) for x, y in places]
    centre = _box(
        0, 0, CENTRE[0], max(CENTRE[1], 44 + LEADING * min(len(household) + len(where), MOST_LINES))
    )
    everything = [centre, *boxes]
    left, top = min(b.left for b in everything) - MARGIN, min(b.top for b in everything) - MARGIN
    right, bottom = max(b.right for b in everything), max(b.bottom for b in everything)
    moved = [_moved(box, left, top) for box in boxes]
    middle = _moved(centre, left, top)
    cards = tuple(_card(one, box) for one, box in zip(around, moved, strict=True))
    lines = tuple(line for card in cards for line in _lines(card, middle, moved))
    width, height = round(right - left + MARGIN), round(bottom - top + MARGIN)
    return Ecomap(width, height, middle, _home(household, where, middle), cards, lines)


def _places(count: int) -> list[Place]:
    """The middles of so many cards, clockwise from the top: a ring, or a frame where they are many."""
    return _frame(count) if count > CROWD else _ring(count)


def _ring(count: int) -> list[Place]:
    """Around an ellipse as wide as it takes for no two cards to touch."""
    wide, high = CENTRE[0] / 2 + CARD[0] / 2 + CLEAR, CENTRE[1] / 2 + CARD[1] / 2 + CLEAR + 14
    while True:
        angles = [2 * pi * n / max(count, 1) - pi / 2 for n in range(count)]
        places: list[Place] = [(round(wide * cos(a)), round(high * sin(a))) for a in angles]
        boxes = [_box(x, y, CARD[0] + 12, CARD[1] + 10) for x, y in places]
        boxes.append(_box(0, 0, CENTRE[0] + CLEAR, CENTRE[1] + 44 + CLEAR))
        if not any(one.meets(other) for one, other in combinations(boxes, 2)):
            return places
        wide, high = wide + 8, high + 10


def _frame(count: int) -> list[Place]:
    """Along the four sides of a rectangle, so that every line runs clear to its card."""
    across, down = CARD[0] + 12, CARD[1] + 12
    level = min(MOST_ACROSS, max(2, round(count / 4)))
    right = (count - 2 * level + 1) // 2
    left = count - 2 * level - right
    side = level * across / 2 + CARD[0] / 2 + 24
    top = max(right * down, CENTRE[1] + 44) / 2 + CARD[1] / 2 + CLEAR
    row = [(n - (level - 1) / 2) * across for n in range(level)]
    return [
        *((x, -top) for x in row),
        *((side, (n - (right - 1) / 2) * down) for n in range(right)),
        *((x, top) for x in reversed(row)),
        *((-side, ((left - 1) / 2 - n) * down) for n in range(left)),
    ]


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _moved(box: Box, left: float, top: float) -> Box:
    return Box(box.left - left, box.top - top, box.right - left, box.bottom - top)


def _card(one: Neighbour, box: Box) -> Card:
    names = wrapped(one.name, CARD[0] - 16, 2)
    roles = wrapped(one.role, CARD[0] - 14, 3 - len(names))
    first = (box.top + box.bottom) / 2 - LEADING * (len(names) + len(roles) - 1) / 2 + 5
    middle = (box.left + box.right) / 2
    lines = [Words(text, middle, first + LEADING * n) for n, text in enumerate((*names, *roles))]
    return Card(one, box, tuple(lines[: len(names)]), tuple(lines[len(names) :]))


def _home(household: Sequence[str], where: Sequence[str], middle: Box) -> tuple[Words, ...]:
    x, shown = (middle.left + middle.right) / 2, list(household[: MOST_LINES - 1 - len(where)])
    more = len(household) - len(shown)
    lines = [*shown, *([f"and {more} more"] if more else []), *where]
    first = (middle.top + middle.bottom) / 2 - LEADING * (len(lines) - 1) / 2 + 5
    room = CENTRE[0] * 0.8
    return tuple(
        Words(fitted(text, room), x, first + LEADING * place, "small" if place else "name")
        for place, text in enumerate(lines)
    )


def _lines(card: Card, middle: Box, boxes: Sequence[Box]) -> tuple[Line, ...]:
    """From the edge of the middle to a side of the card, straight and past every other card."""
    bond = card.neighbour.bond
    start, end = _clear(card.box, middle, boxes)
    if bond in ("close", "strong"):
        return Line("kept", (start, end)), Line("kept-within", (start, end))
    if bond == "struck":
        return Line("tie-plain", (start, end)), *_struck(start, end)
    return (Line(LINES.get(bond, "tie-plain"), (start, end)),)


def _clear(to: Box, middle: Box, boxes: Sequence[Box]) -> tuple[Point, Point]:
    """The shortest line to the middle of a side that runs through nobody's card."""
    x, y, centre = (to.left + to.right) / 2, (to.top + to.bottom) / 2, _centre(middle)
    sides = (Point(x, to.top), Point(to.right, y), Point(x, to.bottom), Point(to.left, y))
    nearest = sorted(sides, key=lambda one: hypot(one.x - centre.x, one.y - centre.y))
    lines = [(_on_edge(middle, end), end) for end in nearest]
    return next((one for one in lines if not any(box.crossed(*one) for box in boxes)), lines[0])


def _on_edge(of: Box, towards: Point) -> Point:
    """Where a line from its middle leaves the ellipse within a box."""
    centre = _centre(of)
    dx, dy = towards.x - centre.x, towards.y - centre.y
    share = 1 / hypot(2 * dx / (of.right - of.left), 2 * dy / (of.bottom - of.top))
    return Point(round(centre.x + dx * share, 1), round(centre.y + dy * share, 1))


def _centre(of: Box) -> Point:
    return Point((of.left + of.right) / 2, (of.top + of.bottom) / 2)


def _struck(start: Point, end: Point) -> tuple[Line, Line]:
    """Two short bars across the middle."""
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    length = hypot(end.x - start.x, end.y - start.y) or 1
    along, across = (end.x - start.x) / length, (end.y - start.y) / length

    def bar(shift: float) -> Line:
        ends = [
            (
                x + along * (shift + 2 * way) - across * 8 * way,
                y + across * (shift + 2 * way) + along * 8 * way,
            )
            for way in (-1, 1)
        ]
        return Line("struck", tuple(Point(round(px, 1), round(py, 1)) for px, py in ends))

    return bar(-3), bar(3)
