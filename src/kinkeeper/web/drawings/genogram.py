"""A family drawn in the standard symbols: from who there is to where every line and letter goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kinkeeper.web.drawings import generations, household, ordering, placing, routing
from kinkeeper.web.drawings.family import Family, Member
from kinkeeper.web.drawings.routing import Couple, Link, Rail, Rails
from kinkeeper.web.drawings.shapes import Box, Line, Point, Words, width_of, wrapped
from kinkeeper.web.drawings.unions import Structure, structure

SLOT: Final = 140
SYMBOL: Final = 44
LETTERS: Final = SLOT - 18
LEADING: Final = 17
MARGIN: Final = 12
BELOW: Final = 22  # under the labels of a row, for what runs to the row beneath
TRACKS: Final = {"arch": 12.0, "bar": 14.0, "tie": 20.0}
LEAST: Final = 30.0
AT: Final = 0.25  # how far along its longest stretch a line is struck through, if that is free
STEP: Final = 4.0  # between the other places that are tried
Mark = tuple[float, float, bool]  # a place on a line, and whether the line is level there
Taken = Sequence[Sequence[Box]]  # what is to be kept clear of, the most first


@dataclass(frozen=True, slots=True)
class Symbol:
    """Somebody, where they stand; `names` are the lines beneath, `small` those under the name."""

    member: Member
    x: float
    y: float
    names: tuple[str, ...]
    small: tuple[str, ...]
    subject: bool

    @property
    def box(self) -> Box:
        """The symbol itself."""
        half = SYMBOL / 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)

    @property
    def label(self) -> Box:
        """What is written under it."""
        top, half = self.y + SYMBOL / 2, LETTERS / 2
        lines = len(self.names) + len(self.small)
        return Box(self.x - half, top, self.x + half, top + 4 + LEADING * lines)

    @property
    def title(self) -> tuple[Words, ...]:
        """The name, each line where it stands."""
        top = self.y + SYMBOL / 2
        return tuple(
            Words(text, self.x, top + LEADING * place, "name")
            for place, text in enumerate(self.names, 1)
        )

    @property
    def words(self) -> tuple[Words, ...]:
        """The lines under the name, each where it stands."""
        top = self.y + SYMBOL / 2 + LEADING * (1 + len(self.names))
        return tuple(
            Words(text, self.x, top + LEADING * place, "small")
            for place, text in enumerate(self.small)
        )


@dataclass(frozen=True, slots=True)
class Genogram:
    """Everything to be drawn, the symbols in reading order."""

    width: float
    height: float
    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...]
    words: tuple[Words, ...]
    outlines: tuple[Line, ...]
    marked: frozenset[int]

    @property
    def kinds(self) -> frozenset[str]:
        """The styles of line that occur: what the key has to explain."""
        return frozenset(line.kind for line in (*self.lines, *self.outlines))


def genogram(family: Family) -> Genogram:
    """The drawing; the same family gives the same drawing, in whatever order it is told."""
    found = structure(family, generations.rows(family))
    order = ordering.order(found, family.oldest_first)
    at = placing.place(found, order, SLOT)
    couples, links, rails = routing.lay(found, order, at, SLOT)
    tops, bottom = _tops(found, order, rails)
    symbols = {
        key: _symbol(found, family, key, at[key], tops)
        for row in sorted(order)
        for key in order[row]
    }
    grid = _Grid(tops, rails)
    outlines = tuple(_outlines(family, order, symbols))
    words = (*_said(links, grid), *_homes(outlines))
    people = [box for one in symbols.values() for box in (one.box, one.label)]
    taken = [*people, *map(_room, words)], people
    lines = [line for couple in couples for line in _couple(couple, symbols, grid, taken)]
    lines += [line for link in links for line in _link(link, symbols, grid, taken)]
    around = tuple(line for _, line in outlines)
    drawn = Genogram(0, bottom, tuple(symbols.values()), tuple(lines), words, around, found.marked)
    return _framed(drawn)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where each row and each track lies."""

    tops: Mapping[int, float]
    rails: Rails

    def middle(self, row: int) -> float:
        return self.tops[row] + SYMBOL / 2

    def level(self, rail: Rail) -> float:
        """The height of a level stretch: arches nearest the row, then descent, then other ties."""
        y = self.tops[rail.row] - 10
        for kind, size in TRACKS.items():
            if kind == rail.kind:
                return y - size * self.rails.track_of[rail]
            y -= size * self.rails.tracks(rail.row, kind)
        raise KeyError(rail.kind)


def _tops(found: Structure, order: ordering.Order, rails: Rails) -> tuple[dict[int, float], float]:
    tops, y = {}, float(MARGIN)
    for row in sorted(order):
        y += routing.height(row, rails, TRACKS, LEAST)
        tops[row] = y
        lines = max(sum(map(len, _label(found, key))) for key in order[row])
        y += SYMBOL + 4 + LEADING * lines + BELOW
    return tops, y


def _label(found: Structure, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    member = found.members[key]
    small = [line for line in (member.under, *found.marks.get(key, ())) if line]
    names = wrapped(member.name, LETTERS, 2)
    return names, tuple(line for text in small for line in wrapped(text, LETTERS, 2))


def _symbol(
    found: Structure, family: Family, key: str, x: float, tops: Mapping[int, float]
) -> Symbol:
    names, small = _label(found, key)
    y = tops[found.rows[key]] + SYMBOL / 2
    return Symbol(found.members[key], x, y, names, small, key == family.subject)


def _couple(
    couple: Couple, symbols: Mapping[str, Symbol], grid: _Grid, taken: Taken
) -> Iterator[Line]:
    union = couple.union
    if union.partners:
        level = _level(couple, grid)
        kind = {"together": "union", "ended": "union-ended", "unsaid": "union-unsaid"}[union.bond]
        yield Line(kind, level, union.tells)
        if union.no_contact:
            yield from _struck(level, taken)
    if couple.bar:
        yield from _descent(couple, couple.bar, symbols, grid)


def _level(couple: Couple, grid: _Grid) -> tuple[Point, ...]:
    """Side to side at the height of the symbols, or over an arch where others stand between."""
    half, middle = SYMBOL / 2, grid.middle(couple.row)
    if couple.arch is None:
        end = couple.right - (half if len(couple.union.partners) == 2 else 0)
        return Point(couple.left + half, middle), Point(end, middle)
    top, y = grid.tops[couple.row], grid.level(couple.arch)
    left, right = couple.left, couple.right
    return Point(left, top), Point(left, y), Point(right, y), Point(right, top)


def _descent(
    couple: Couple, bar: Rail, symbols: Mapping[str, Symbol], grid: _Grid
) -> Iterator[Line]:
    y = grid.level(bar)
    union = couple.union
    if union.partners:
        start = grid.level(couple.arch) if couple.arch else grid.middle(couple.row)
        yield Line("descent", (Point(couple.drop, start), Point(couple.drop, y)), union.tells)
    if bar.left < bar.right:
        tells = frozenset() if union.partners else union.tells
        yield Line("descent", (Point(bar.left, y), Point(bar.right, y)), tells)
    for child in union.children:
        symbol = symbols[child]
        yield Line("descent", (Point(symbol.x, y), Point(symbol.x, symbol.box.top)))


def _link(link: Link, symbols: Mapping[str, Symbol], grid: _Grid, taken: Taken) -> Iterator[Line]:
    tie = link.tie
    points = list(_start(link, symbols[link.upper]))
    x = link.side
    for rail, turn in zip(link.rails, (*link.turns, None), strict=True):
        y = grid.level(rail)
        points.append(Point(x, y))
        if turn is not None:
            points.append(Point(turn, y))
            x = turn
    kind = "kept" if tie.kind == "kept_with" else "tie-ended" if tie.ended else "tie"
    first, *others = _forked(link, points, grid)
    yield Line(kind, first, link.numbers)
    yield from (Line(kind, one) for one in others)
    if kind == "kept":
        yield Line("kept-within", first)
    if tie.no_contact:  # before it forks, so that it is said of every end
        yield from _struck(points if others else first, taken)


def _forked(link: Link, trunk: Sequence[Point], grid: _Grid) -> Iterator[tuple[Point, ...]]:
    """The whole line to the end farthest off, then what leads to each of the others."""
    x, y = trunk[-1].x, trunk[-1].y
    left = right = x
    start = tuple(trunk)
    for end, bar in link.ends:
        foot = Point(end, grid.level(bar) if bar else grid.tops[link.rails[-1].row])
        beyond = end < left or end > right
        yield (*(start if beyond or start == tuple(trunk) else ()), Point(end, y), foot)
        left, right = min(left, end), max(right, end)
        start = (Point(x, y),)


def _start(link: Link, upper: Symbol) -> Iterable[Point]:
    if link.side == link.start:
        return (Point(link.start, upper.box.top),)
    edge = upper.box.right if link.side > link.start else upper.box.left
    y = upper.y + 12
    return Point(edge, y), Point(link.side, y)


def _struck(points: Sequence[Point], taken: Taken) -> Iterator[Line]:
    """Two short bars across a line, where they touch neither a person nor a word: no contact.

    Where there is no such place, one where they touch no person.
    """
    marks = list(_marks(points))
    free = (
        mark
        for boxes in taken
        for mark in marks
        if not any(_around(mark).meets(box) for box in boxes)
    )
    x, y, level = next(free, marks[0])
    for shift in (-3, 3):
        if level:
            yield Line("struck", (Point(x + shift - 3, y + 7), Point(x + shift + 3, y - 7)))
        else:
            yield Line("struck", (Point(x - 7, y + shift + 3), Point(x + 7, y + shift - 3)))


def _marks(points: Sequence[Point]) -> Iterator[Mark]:
    """Where a line may be struck through, the best first: its longest stretch, then along each."""
    stretches = sorted(pairwise(points), key=lambda two: -_length(*two))
    one, other = stretches[0]
    yield _along(one, other, AT)
    for one, other in stretches:
        steps = int(_length(one, other) / STEP)
        yield from (_along(one, other, step / steps) for step in range(1, steps))


def _length(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _along(one: Point, other: Point, far: float) -> Mark:
    """A place on a stretch, and whether that is level."""
    x, y = one.x + (other.x - one.x) * far, one.y + (other.y - one.y) * far
    return x, y, one.y == other.y


def _around(mark: Mark) -> Box:
    """The room that the two bars take, and a hair around them."""
    x, y, level = mark
    across, down = (7, 8) if level else (8, 7)
    return Box(x - across, y - down, x + across, y + down)


def _room(one: Words) -> Box:
    """The room that a line of small text takes."""
    left, right = _ends(one)
    return Box(left, one.y - LEADING + 4, right, one.y + 4)


def _said(links: Iterable[Link], grid: _Grid) -> Iterator[Words]:
    """The word of each tie that is a line of its own, on its last stretch."""
    for link in links:
        x = link.turns[-1] if link.turns else link.side
        y = grid.level(link.rails[-1])
        yield Words(link.tie.word, (x + link.ends[0][0]) / 2, y - 4, "tie-word")


def _outlines(
    family: Family, order: ordering.Order, symbols: Mapping[str, Symbol]
) -> Iterator[tuple[str, Line]]:
    """The line around each household, with its name."""
    for number, (name, members) in enumerate(family.homes):
        inset = 1 + 4 * (number % 3)
        boxes = {key: _home(one, order, symbols, inset) for key, one in symbols.items()}
        points = household.outline(members, order, boxes, 2 * (8 - inset / 2))
        yield name, Line("household", (*points, points[0]))


def _home(one: Symbol, order: ordering.Order, symbols: Mapping[str, Symbol], inset: float) -> Box:
    """The room a member takes in an outline: as deep as the deepest label of the row."""
    row = next(line for line in order.values() if one.member.key in line)
    deep = max(symbols[key].label.bottom for key in row)
    half = SLOT / 2 - inset
    return Box(one.x - half, one.box.top - 10 + inset, one.x + half, deep + 8 - inset)


def _homes(outlines: Iterable[tuple[str, Line]]) -> Iterator[Words]:
    for name, outline in outlines:
        bottom = max(point.y for point in outline.points)
        left = min(point.x for point in outline.points if point.y == bottom)
        yield Words(name, left + 4, bottom + 15, "home-word", "start")


def _framed(drawn: Genogram) -> Genogram:
    """Wide and high enough for everything; moved right where a word or line runs off the left."""
    xs = [point.x for line in (*drawn.lines, *drawn.outlines) for point in line.points]
    xs += [edge for word in drawn.words for edge in _ends(word)]
    xs += [edge for symbol in drawn.symbols for edge in (symbol.x - SLOT / 2, symbol.x + SLOT / 2)]
    shift = MARGIN - min(xs)
    return Genogram(
        width=round(max(xs) + shift + MARGIN),
        height=round(max([drawn.height, *(word.y + MARGIN for word in drawn.words)])),
        symbols=tuple(_moved_symbol(symbol, shift) for symbol in drawn.symbols),
        lines=tuple(_moved(line, shift) for line in drawn.lines),
        words=tuple(Words(w.text, w.x + shift, w.y, w.kind, w.anchor) for w in drawn.words),
        outlines=tuple(_moved(line, shift) for line in drawn.outlines),
        marked=drawn.marked,
    )


def _ends(word: Words) -> tuple[float, float]:
    width = width_of(word.text)
    left = word.x if word.anchor == "start" else word.x - width / 2
    return left, left + width


def _moved_symbol(one: Symbol, by: float) -> Symbol:
    return Symbol(one.member, one.x + by, one.y, one.names, one.small, one.subject)


def _moved(line: Line, by: float) -> Line:
    return Line(line.kind, tuple(Point(p.x + by, p.y) for p in line.points), line.tells)
