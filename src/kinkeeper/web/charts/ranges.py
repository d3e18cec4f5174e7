"""A dot in its range: the lowest and highest as a thin line, the middle half thick, the mean a dot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinkeeper.web.charts.bars import MOST_LETTERS, cut
from kinkeeper.web.charts.scales import Scale, from_nought
from kinkeeper.web.charts.shapes import (
    Block,
    Dot,
    Drawing,
    Shape,
    Stroke,
    Words,
    drawn,
    known,
    not_run,
    place,
    shown,
)

WIDTH, ROW, FOOT, LEFT, RIGHT = 330.0, 46.0, 26.0, 8.0, 22.0
HEAD = 20.0  # the name of the limit


@dataclass(frozen=True, slots=True)
class Range:
    """One spread: lowest, lower quarter, upper quarter, highest, and the mean."""

    label: str
    low: float | None
    lower: float | None
    upper: float | None
    high: float | None
    mean: float | None
    why: str = ""

    @property
    def numbers(self) -> tuple[float, ...]:
        """All five, or nothing where one is not known."""
        found = [known(v) for v in (self.low, self.lower, self.upper, self.high, self.mean)]
        there = tuple(v for v in found if v is not None)
        return there if len(there) == len(found) else ()


def ranges(rows: Sequence[Range], *, limit: tuple[float, str] | None = None) -> Drawing:
    """The chart; a row not known is said in words, and no row known is no chart."""
    numbers = [number for row in rows for number in row.numbers]
    if not numbers:
        return not_run(WIDTH, ROW, [row.why for row in rows])
    head = HEAD if limit else 0.0
    height = head + ROW * len(rows) + FOOT
    along = from_nought([*numbers, *([limit[0]] if limit else [])], LEFT, WIDTH - RIGHT)
    tops = [head + ROW * n for n in range(len(rows))]
    shapes: list[Shape] = []
    for tick in along.ticks:
        shapes += [
            Stroke(along.at(tick), t + 21, along.at(tick), t + ROW - 4, "rule") for t in tops
        ]
        shapes.append(Words(along.at(tick), height - 6, shown(tick), "mute", "middle"))
    if limit:
        shapes += _limit(limit, along, tops)
    for row, top in zip(rows, tops, strict=True):
        shapes += _range(row, top, along)
    return drawn(WIDTH, height, shapes)


def _limit(limit: tuple[float, str], along: Scale, tops: Sequence[float]) -> Iterator[Shape]:
    """Its name over it, on the side where there is room."""
    x = along.at(limit[0])
    yield from (Stroke(x, top + 19, x, top + ROW - 2, "limit") for top in tops)
    yield Words(x, 14, limit[1], "limit", "end" if x > WIDTH / 2 else "start")


def _range(row: Range, top: float, along: Scale) -> Iterator[Shape]:
    if not row.numbers:
        yield Words(LEFT, top + 15, cut(row.label, MOST_LETTERS))
        yield Words(LEFT, top + 36, cut(f"Not run: {row.why}", MOST_LETTERS), "mute")
        return
    low, lower, upper, high, mean = row.numbers
    y = top + 31
    yield Words(LEFT, top + 15, cut(f"{row.label}: mean {shown(mean)}", MOST_LETTERS))
    yield Stroke(along.at(low), y, along.at(high), y, "span")
    yield Block(along.at(lower), y - 4, place(along.at(upper) - along.at(lower)), 8, "half")
    yield Dot(along.at(mean), y, 5, "mean")
