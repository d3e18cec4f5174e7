"""Bars from nought: a name above each, its number at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinkeeper.web.charts.scales import Scale, from_nought
from kinkeeper.web.charts.shapes import (
    LETTER,
    Block,
    Drawing,
    Shape,
    Stroke,
    Words,
    drawn,
    known,
    not_run,
    shown,
)

WIDTH, ROW, THICK, LEFT = 330.0, 44.0, 18.0, 2.0
MOST_LETTERS = int((WIDTH - LEFT) / LETTER)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a value not known is None, with the reason written in its place."""

    label: str
    value: float | None
    why: str = ""
    late: bool = False


def bars(rows: Sequence[Bar], *, unit: str = "") -> Drawing:
    """The chart; a bar not known is said in words, and no bar known is no chart."""
    values = [v for row in rows if (v := known(row.value)) is not None]
    height = ROW * len(rows) + 4
    if not values:
        return not_run(WIDTH, ROW, [row.why for row in rows])
    widest = max(len(shown(value, unit)) for value in values)
    along = from_nought(values, LEFT, WIDTH - 10 - widest * LETTER)
    shapes: list[Shape] = [Stroke(LEFT, 0, LEFT, height, "axis")]
    for n, row in enumerate(rows):
        shapes += _bar(row, ROW * n, along, unit)
    return drawn(WIDTH, height, shapes)


def _bar(row: Bar, top: float, along: Scale, unit: str) -> Iterator[Shape]:
    value = known(row.value)
    yield Words(LEFT + 6, top + 15, cut(row.label, MOST_LETTERS))
    if value is None:
        yield Words(LEFT + 6, top + 36, cut(f"Not run: {row.why}", MOST_LETTERS), "mute")
        return
    end = along.at(value)
    style = "late" if row.late else "accent"
    yield Block(LEFT, top + 22, max(end - LEFT, 0.0), THICK, style)
    yield Words(max(end, LEFT) + 6, top + 36, shown(value, unit), "strong")


def cut(text: str, most: int) -> str:
    """The text, ended with dots where there is no room for it; the table beside has it whole."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
