"""A line as small as a word, without axes: it says which way, and the words beside it say how much."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kinkeeper.web.charts.scales import from_nought
from kinkeeper.web.charts.shapes import Dot, Drawing, Path, Shape, drawn, known, not_run, place

WIDTH, HEIGHT, EDGE = 120.0, 32.0, 4.0


def spark(values: Sequence[float | None], why: str = "") -> Drawing:
    """The line from nought; a value not known is a gap, and fewer than two known are no line."""
    found = [v for value in values if (v := known(value)) is not None]
    if len(found) < 2:
        return not_run(WIDTH, HEIGHT, [why])
    up = from_nought(found, HEIGHT - EDGE, EDGE)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    places = [(place(EDGE + step * n), known(value)) for n, value in enumerate(values)]
    shapes: list[Shape] = []
    for there, some in groupby(places, key=lambda one: one[1] is not None):
        points = tuple((x, up.at(v)) for x, v in some if v is not None)
        if there and len(points) > 1:
            shapes.append(Path(points, "accent"))
    x, last = next((x, v) for x, v in reversed(places) if v is not None)
    return drawn(WIDTH, HEIGHT, [*shapes, Dot(x, up.at(last or 0.0), 3.0, "actual")])
