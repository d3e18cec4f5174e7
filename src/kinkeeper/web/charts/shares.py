"""Shares of one whole: a standing bar, each part named beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinkeeper.web.charts.bars import cut
from kinkeeper.web.charts.scales import apart
from kinkeeper.web.charts.shapes import (
    CAPTION,
    Block,
    Drawing,
    Path,
    Shape,
    Words,
    drawn,
    known,
    not_run,
    place,
    shown,
)

WIDTH, HEIGHT = 330.0, 210.0
BAR, TEXT, EDGE = 44.0, 72.0, 5.0
MOST_LETTERS = int((WIDTH - TEXT) / 7)  # of ordinary words, in which few letters are the widest
STYLES = ("share-1", "share-2", "share-3", "share-4", "share-5", "share-6")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the whole."""

    label: str
    value: float | None
    why: str = ""


def shares(parts: Sequence[Part]) -> Drawing:
    """The chart. A part not known leaves the whole unknown, so that there is none.

    A part of which there is none is not drawn; the table beside has it.
    """
    values = [known(part.value) for part in parts]
    if None in values or not any(values):
        return not_run(WIDTH, HEIGHT, [part.why for part in parts])
    parts = [part for part, value in zip(parts, values, strict=True) if value]
    found = [v for v in values if v]
    room, total = HEIGHT - 2 * EDGE, sum(found)
    heights = [v / total * room for v in found]
    tops = [EDGE + sum(heights[:n]) for n in range(len(heights))]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    places = apart(middles, CAPTION + 3, EDGE + CAPTION / 2, HEIGHT - EDGE)
    shapes: list[Shape] = []
    for n, part in enumerate(parts):
        shapes += _part(n, part, found[n] / total, (tops[n], heights[n]), (middles[n], places[n]))
    return drawn(WIDTH, HEIGHT, shapes)


def _part(
    n: int, part: Part, share: float, block: tuple[float, float], ends: tuple[float, float]
) -> Iterator[Shape]:
    top, height = map(place, block)
    middle, text = map(place, ends)
    yield Block(0, top, BAR, height, STYLES[n % len(STYLES)])
    yield Path(((BAR + 3, middle), (BAR + 14, text), (TEXT - 5, text)), "leader")
    percent = shown(share * 100, "%")
    yield Words(TEXT, place(text + 5), cut(f"{percent} {part.label}", MOST_LETTERS))
