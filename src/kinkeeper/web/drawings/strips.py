"""Years from left to right, what lasted as bars, what happened as marks: several strands on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from kinkeeper.web.drawings.shapes import Box, Words, fitted, in_whole_words, width_of

WIDTH: Final = 840.0
NAMES: Final = 104.0  # for the names of the strands, left of the axis
EDGE: Final = 16.0  # right of today, for the points of what goes on
HEAD: Final = 26.0
BAR: Final = 26.0
GAP: Final = 4.0
LANE_GAP: Final = 14.0
APART: Final = 26.0  # between the middles of two marks: a finger's width
LEAST_DAYS: Final = 365
LEAST_LETTERS: Final = 5

MarkKind = Literal["event", "turn", "missing"]


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted. `ended_on` None goes on; a start not known is drawn torn."""

    words: str
    said: str
    started_on: date
    ended_on: date | None
    start_known: bool = True
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day."""

    said: str
    on: date
    kind: MarkKind = "event"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One strand; `empty` are the words where there is nothing to draw."""

    name: str
    spans: Sequence[Span] = ()
    marks: Sequence[Mark] = ()
    empty: str = "Nothing recorded"


@dataclass(frozen=True, slots=True)
class Bar:
    """A span as it is drawn; `points` go around it."""

    span: Span
    box: Box
    points: tuple[tuple[float, float], ...]
    words: str

    @property
    def path(self) -> str:
        """As SVG writes it."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points) + "Z"


@dataclass(frozen=True, slots=True)
class Dot:
    """One mark, or several that lie too close to be told apart: then `count` says how many."""

    x: float
    y: float
    kind: MarkKind
    said: str
    url: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A year."""

    left: float
    right: float
    name: str
    shaded: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One strand as it is drawn: bars and marks in order of time."""

    name: str
    top: float
    bottom: float
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything to be drawn."""

    width: float
    height: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    today: float
    first: date


@dataclass(frozen=True, slots=True)
class Axis:
    """Days as places."""

    first: date
    last: date

    def at(self, on: date) -> float:
        """Where a day lies; what is outside is put at the end."""
        inside = min(max(on, self.first), self.last)
        share = (inside - self.first).days / max((self.last - self.first).days, 1)
        return round(NAMES + share * (WIDTH - EDGE - NAMES), 1)


def strip(lanes: Sequence[Lane], today: date) -> Strip:
    """Every strand on one axis, up to today; what is dated later is not drawn."""
    begun = [_until(lane, today) for lane in lanes]
    axis = _axis(begun, today)
    rows, y = [], HEAD
    for lane in begun:
        row = _row(lane, axis, y)
        rows.append(row)
        y = row.bottom + LANE_GAP
    columns = tuple(_columns(axis))
    return Strip(WIDTH, round(y - LANE_GAP / 2), columns, tuple(rows), axis.at(today), axis.first)


def _until(lane: Lane, today: date) -> Lane:
    spans = sorted(
        (span for span in lane.spans if span.started_on <= today),
        key=lambda s: (s.started_on, s.ended_on or date.max, s.said),
    )
    marks = sorted((m for m in lane.marks if m.on <= today), key=lambda m: (m.on, m.said))
    return Lane(lane.name, tuple(spans), tuple(marks), lane.empty)


def _axis(lanes: Iterable[Lane], today: date) -> Axis:
    days = [one for lane in lanes for one in _days(lane)]
    latest = today - timedelta(days=LEAST_DAYS)
    return Axis(min([*days, latest]), today)


def _days(lane: Lane) -> Iterator[date]:
    yield from (span.started_on for span in lane.spans)
    yield from (mark.on for mark in lane.marks)


def _columns(axis: Axis) -> Iterator[Column]:
    years = range(axis.first.year, axis.last.year + 1)
    room = width_of("2000") + 2
    every = 1 + int(len(years) * (width_of("2000") + 10) / (WIDTH - EDGE - NAMES))
    for year in years:
        left, right = axis.at(date(year, 1, 1)), axis.at(date(year + 1, 1, 1))
        fits = year % every == 0 and (every > 1 or right - left > room) and left + room < WIDTH
        yield Column(left, right, str(year) if fits else "", year % 2 == 0)


def _row(lane: Lane, axis: Axis, top: float) -> Row:
    levels = _levels(lane.spans, axis)
    bars = tuple(
        _bar(span, axis, top + level * (BAR + GAP))
        for span, level in zip(lane.spans, levels, strict=True)
    )
    under = top + (max(levels) + 1) * (BAR + GAP) if levels else top
    dots = tuple(_dots(lane.marks, axis, under + BAR / 2))
    bottom = max(top + BAR, under - GAP if not dots else under + BAR)
    words = [Words(fitted(lane.name, NAMES - 6), 0, top + 18, "lane", "start")]
    if not (bars or dots):
        words.append(Words(lane.empty, NAMES + 8, top + 18, "small", "start"))
    return Row(lane.name, top, bottom, bars, dots, tuple(words))


def _levels(spans: Sequence[Span], axis: Axis) -> list[int]:
    """Below each other where they ran at the same time; a bar takes its first free level."""
    ends: list[float] = []
    levels = []
    for span in spans:
        left, right = _ends(span, axis)
        level = next((n for n, end in enumerate(ends) if end <= left + 0.05), len(ends))
        ends[level : level + 1] = [right]
        levels.append(level)
    return levels


def _ends(span: Span, axis: Axis) -> tuple[float, float]:
    left = axis.at(span.started_on)
    ended = span.ended_on if span.ended_on and span.ended_on <= axis.last else None
    right = axis.at(ended) if ended else WIDTH - 2
    return left, max(right, left + 4)


def _bar(span: Span, axis: Axis, top: float) -> Bar:
    left, right = _ends(span, axis)
    goes_on = span.ended_on is None or span.ended_on > axis.last
    points = tuple(_around(left, right, top, torn=not span.start_known, goes_on=goes_on))
    room = min(right, axis.at(axis.last)) - left - 12
    words = in_whole_words(span.words, room) if room >= width_of("m" * LEAST_LETTERS) else ""
    return Bar(span, Box(left, top, right, top + BAR), points, words)


def _around(
    left: float, right: float, top: float, *, torn: bool, goes_on: bool
) -> Iterator[tuple[float, float]]:
    """A bar that goes on ends in a point; one whose start is not known begins in a notch."""
    bottom, middle = top + BAR, top + BAR / 2
    point = min(10.0, (right - left) / 2) if goes_on else 0
    notch = min(6.0, (right - left) / 3) if torn else 0
    yield left, top
    yield right - point, top
    if goes_on:
        yield right, middle
    yield right - point, bottom
    yield left, bottom
    if torn:
        yield left + notch, top + BAR * 3 / 4
        yield left, middle
        yield left + notch, top + BAR / 4


def _dots(marks: Sequence[Mark], axis: Axis, y: float) -> Iterator[Dot]:
    near: list[Mark] = []
    for mark in marks:
        if near and axis.at(mark.on) - axis.at(near[0].on) >= APART:
            yield _dot(near, axis, y)
            near = []
        near.append(mark)
    if near:
        yield _dot(near, axis, y)


def _dot(near: Sequence[Mark], axis: Axis, y: float) -> Dot:
    first = near[0]
    if len(near) == 1:
        return Dot(axis.at(first.on), y, first.kind, first.said, first.url)
    kinds = {mark.kind for mark in near}
    kind: MarkKind = next(one for one in ("missing", "turn", "event") if one in kinds)
    said = f"{len(near)} events: " + "; ".join(mark.said for mark in near)
    return Dot(axis.at(first.on), y, kind, said, near[-1].url, len(near))
