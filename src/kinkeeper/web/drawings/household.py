"""The outline around people who live together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kinkeeper.web.drawings.ordering import Order
from kinkeeper.web.drawings.shapes import Box, Point

Cell = tuple[int, int]
STRIP: Final = 8  # under a row that nothing else of the household is joined to


def outline(
    members: Iterable[str], order: Order, boxes: Mapping[str, Box], passage: float
) -> tuple[Point, ...]:
    """One closed line around the members and nobody else, wherever they stand.

    Between two rows runs a bar that every part hangs on; through a row in which none of them stands
    the line passes in a gap between two people, `passage` wide.
    """
    inside = set(members)
    used = [row for row, line in order.items() if inside.intersection(line)]
    rows = [order[row] for row in sorted(order) if min(used) <= row <= max(used)]
    middle = sum(boxes[key].middle for key in inside) / len(inside)
    runs = [
        list(_runs(line, inside, boxes)) or [_passage(line, boxes, middle, passage)]
        for line in rows
    ]
    parts = [box for found in runs for box in found]
    hung = runs[0]
    for lower in runs[1:]:
        parts += _joined(hung, lower)
        hung = [min(lower, key=lambda box: (abs(box.middle - middle), box.left))]
    if len(runs) == 1 and len(runs[0]) > 1:
        first, last = runs[0][0], runs[0][-1]
        parts.append(Box(first.left, first.bottom, last.right, first.bottom + STRIP))
    return _traced(parts)


def _runs(line: Sequence[str], inside: set[str], boxes: Mapping[str, Box]) -> Iterable[Box]:
    run: list[Box] = []
    for key in (*line, ""):
        if key in inside:
            run.append(boxes[key])
        elif run:
            yield Box(run[0].left, run[0].top, run[-1].right, run[-1].bottom)
            run = []


def _passage(line: Sequence[str], boxes: Mapping[str, Box], middle: float, wide: float) -> Box:
    """A way through a row of others: in the gap nearest to where the members stand."""
    there = [boxes[key] for key in line]
    gaps = [there[0].left, *((a.right + b.left) / 2 for a, b in pairwise(there)), there[-1].right]
    gap = min(gaps, key=lambda x: (abs(x - middle), x))
    return Box(gap - wide / 2, there[0].top, gap + wide / 2, there[0].bottom)


def _joined(upper: Sequence[Box], lower: Sequence[Box]) -> Iterable[Box]:
    """The bar between two rows, and what of both hangs on it."""
    top, bottom = upper[0].bottom, lower[0].top
    every = (*upper, *lower)
    half = (top + bottom) / 2
    yield Box(min(box.left for box in every), half, max(box.right for box in every), bottom)
    yield from (Box(box.left, top, box.right, half) for box in upper)


def _traced(parts: Sequence[Box]) -> tuple[Point, ...]:
    """Around rectangles that hang together without a hole: their edges, followed to a closed line."""
    xs = sorted({x for box in parts for x in (box.left, box.right)})
    ys = sorted({y for box in parts for y in (box.top, box.bottom)})
    filled = {
        (i, j)
        for i in range(len(xs) - 1)
        for j in range(len(ys) - 1)
        if any(_holds(box, xs[i], ys[j]) for box in parts)
    }
    return tuple(Point(xs[i], ys[j]) for i, j in _corners(_loop(_edges(filled))))


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
