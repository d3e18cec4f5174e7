"""A line of months: one accent, the same months of the year before behind it, a limit with its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kinkeeper.web.charts.scales import Scale, from_nought
from kinkeeper.web.charts.shapes import (
    CAPTION,
    LETTER,
    Dot,
    Drawing,
    Path,
    Shape,
    Stroke,
    Words,
    drawn,
    known,
    not_run,
    place,
    shown,
)

WIDTH, HEIGHT = 330.0, 210.0
TOP, BOTTOM, RIGHT = 26.0, 30.0, 44.0
YEAR_BEFORE = "a year before"
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """One month. A value not known is None, with the reason; `so_far` marks a month not yet over."""

    label: str
    value: float | None
    why: str = ""
    so_far: bool = False
    before: float | None = None  # the same month of the year before


@dataclass(frozen=True, slots=True)
class Limit:
    """A line that should not be crossed, with its name; a `target` is something to reach."""

    value: float
    name: str
    target: bool = False


def line(points: Sequence[Point], *, unit: str = "", limit: Limit | None = None) -> Drawing:
    """The chart; a month not known is a gap, and no month known is no chart."""
    values = [known(p.value) for p in points]
    found = [v for v in values if v is not None]
    if not found:
        return not_run(WIDTH, HEIGHT, [p.why for p in reversed(points)])
    before = [known(p.before) for p in points]
    level = [*found, *(v for v in before if v is not None), *([limit.value] if limit else [])]
    up = from_nought(level, HEIGHT - BOTTOM, TOP, top=100.0 if unit == "%" else None)
    along = _along(len(points), max(len(shown(tick, unit)) for tick in up.ticks))
    shapes: list[Shape] = [*_axes(up, unit, along[0]), *_months(points, along)]
    if limit:
        shapes += _limit(limit, up, along[0])
    shapes += _run(before, along, up, "before")
    shapes += _run(values, along, up, "accent")
    shapes += _marks(points, values, along, up)
    shapes += _year_before(values, before, along, up)
    return drawn(WIDTH, HEIGHT, [*shapes, *_ends(values, along, up, unit)])


def _along(count: int, letters: int) -> list[float]:
    """Where each month stands, right of the longest number of the axis."""
    left = max(letters * LETTER + 10, 32.0)
    step = (WIDTH - left - RIGHT) / max(count - 1, 1)
    return [place(left + step * n) for n in range(count)]


def _axes(up: Scale, unit: str, left: float) -> Iterator[Shape]:
    for tick in up.ticks:
        y = up.at(tick)
        yield Stroke(left - 4, y, WIDTH - RIGHT + 4, y, "rule" if tick else "axis")
        yield Words(left - 8, y + 5, shown(tick, unit), "mute", "end")


def _months(points: Sequence[Point], along: Sequence[float]) -> Iterator[Shape]:
    """The first, the middle and the last month are named."""
    y = HEIGHT - BOTTOM
    for n in sorted({0, len(points) // 2, len(points) - 1}):
        yield Stroke(along[n], y, along[n], y + 5, "axis")
        yield Words(along[n], y + 22, points[n].label, "ink", "middle")


def _limit(limit: Limit, up: Scale, left: float) -> Iterator[Shape]:
    y = up.at(limit.value)
    style = "target" if limit.target else "limit"
    yield Stroke(left, y, WIDTH - RIGHT, y, style)
    above = y - 6 if y - 6 - CAPTION > 0 else y + CAPTION
    yield Words(left + 2, place(above), limit.name, style)


def _run(
    values: Sequence[float | None], along: Sequence[float], up: Scale, style: str
) -> Iterator[Shape]:
    """The stretches of months that are known, one after the other."""
    numbered = list(zip(along, values, strict=True))
    for there, some in groupby(numbered, key=lambda one: one[1] is not None):
        points = tuple((x, up.at(v)) for x, v in some if v is not None)
        if there and len(points) > 1:
            yield Path(points, style)


def _marks(
    points: Sequence[Point], values: Sequence[float | None], along: Sequence[float], up: Scale
) -> Iterator[Shape]:
    """A mark a month; hollow where the month is not over."""
    for point, value, x in zip(points, values, along, strict=True):
        if value is not None:
            yield Dot(x, up.at(value), 3.0, "so-far" if point.so_far else "actual")


def _ends(
    values: Sequence[float | None], along: Sequence[float], up: Scale, unit: str
) -> Iterator[Shape]:
    """The first value and the last are written beside their marks."""
    there = [n for n, value in enumerate(values) if value is not None]
    for n in sorted({there[0], there[-1]}):
        value = values[n] or 0.0
        x, y, text = along[n], up.at(value), shown(value, unit)
        if n == there[-1] and x + 8 + len(text) * LETTER <= WIDTH:
            yield Words(x + 8, place(y + 5), text, "strong")
        elif n == there[-1]:
            yield Words(x, _over(y), text, "strong", "end")
        else:
            rises = (values[there[1]] or 0.0) > value
            yield Words(x, _under(y) if rises else _over(y), text)


def _year_before(
    values: Sequence[float | None],
    before: Sequence[float | None],
    along: Sequence[float],
    up: Scale,
) -> Iterator[Shape]:
    """The line of the year before is named beside it, where the two are furthest apart."""
    half = len(YEAR_BEFORE) * LETTER / 2
    first = along[0] + half + 5 * LETTER  # clear of the first value
    far = [
        (abs(up.at(was) - up.at(now)), n, was > now)
        for n in range(len(along))
        if (was := before[n]) is not None and (now := values[n]) is not None
    ]
    inner = [one for one in far if first <= along[one[1]] <= along[-1] - half]
    if far:
        _, n, above = max(inner or far)
        y, x = up.at(before[n] or 0.0), min(max(along[n], first), along[-1] - half)
        yield Words(place(x), _over(y) if above else _under(y), YEAR_BEFORE, "mute", "middle")


def _over(y: float) -> float:
    return place(max(y - 9, CAPTION * 0.75))


def _under(y: float) -> float:
    """Below the mark, out of the way of a line that rises; above it where the axis is too near."""
    return place(y + CAPTION + 1) if y + CAPTION + 6 < HEIGHT - BOTTOM else _over(y)
