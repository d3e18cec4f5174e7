"""The outline around people who live together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kinkeeper.web.drawings.ordering import Order
from kinkeeper.web.drawings.shapes import Box, Point

Cell = tuple[int, int]


def outline(
    members: Iterable[str], order: Order, boxes: Mapping[str, Box]
) -> list[tuple[Point, ...]]:
    """Closed lines around the members and nobody else: one for each part that hangs together."""
    inside = set(members)
    runs = {row: list(_runs(line, inside, boxes)) for row, line in order.items()}
    parts = [box for found in runs.values() for box in found]
    for upper, lower in zip(sorted(runs), sorted(runs)[1:], strict=False):
        parts += _corridors(runs[upper], runs[lower])
    return _traced(parts)


def _runs(line: Sequence[str], inside: set[str], boxes: Mapping[str, Box]) -> Iterable[Box]:
    run: list[Box] = []
    for key in (*line, ""):
        if key in inside:
            run.append(boxes[key])
        elif run:
            yield Box(run[0].left, run[0].top, run[-1].right, run[-1].bottom)
            run = []


def _corridors(upper: Sequence[Box], lower: Sequence[Box]) -> Iterable[Box]:
    """The space between two rows where members stand above members."""
    for above in upper:
        for below in lower:
            left, right = max(above.left, below.left), min(above.right, below.right)
            if left < right:
                yield Box(left, above.bottom, right, below.top)


def _traced(parts: Sequence[Box]) -> list[tuple[Point, ...]]:
    """Around the union of rectangles: its edges on the grid they make, followed to closed lines."""
    xs = sorted({x for box in parts for x in (box.left, box.right)})
    ys = sorted({y for box in parts for y in (box.top, box.bottom)})
    filled = {
        (i, j)
        for i in range(len(xs) - 1)
        for j in range(len(ys) - 1)
        if any(_holds(box, xs[i], ys[j]) for box in parts)
    }
    ahead = _edges(filled)
    loops = []
    while ahead:
        loops.append(_loop(ahead))
    return [tuple(Point(xs[i], ys[j]) for i, j in _corners(loop)) for loop in loops]


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x < box.right and box.top <= y < box.bottom


def _edges(filled: set[Cell]) -> dict[Cell, list[Cell]]:
    """Each edge between inside and outside, walked with the inside on the right."""
    ahead: dict[Cell, list[Cell]] = {}
    for i, j in sorted(filled):
        sides = (
            ((i, j - 1), (i, j), (i + 1, j)),
            ((i + 1, j), (i + 1, j), (i + 1, j + 1)),
            ((i, j + 1), (i + 1, j + 1), (i, j + 1)),
            ((i - 1, j), (i, j + 1), (i, j)),
        )
        for beside, start, end in sides:
            if beside not in filled:
                ahead.setdefault(start, []).append(end)
    return ahead


def _loop(ahead: dict[Cell, list[Cell]]) -> list[Cell]:
    start = at = min(ahead)
    walked = []
    while True:
        walked.append(at)
        following = ahead[at].pop()
        if not ahead[at]:
            del ahead[at]
        at = following
        if at == start:
            return walked


def _corners(loop: Sequence[Cell]) -> list[Cell]:
    """Where the line turns; points along a straight stretch are left out."""
    around = [loop[-1], *loop, loop[0]]
    return [
        here
        for before, here, after in zip(around, around[1:], around[2:], strict=False)
        if (before[0] == here[0]) != (here[0] == after[0])
    ]
