"""Lines between people: along rows and through the gaps between them, never through a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinkeeper.web.drawings.bundles import Bundle, bundles
from kinkeeper.web.drawings.family import Tie
from kinkeeper.web.drawings.ordering import Order
from kinkeeper.web.drawings.placing import Across
from kinkeeper.web.drawings.shapes import width_of
from kinkeeper.web.drawings.unions import Structure, Union

PORTS: Final = (9.0, 15.0, 5.0)  # from the middle of a symbol's top, which is descent's own
LANES: Final = (6.0, -6.0, 3.5, -3.5, 8.0, -8.0)  # across the gap between two people


@dataclass(frozen=True, slots=True)
class Rail:
    """A level stretch in the space above a row; `kind` says how near the row it lies."""

    kind: str
    row: int
    left: float
    right: float


@dataclass(slots=True)
class Rails:
    """Level stretches, each on its own track where two would lie on each other."""

    by_row: dict[tuple[int, str], list[list[Rail]]] = field(default_factory=dict)
    track_of: dict[Rail, int] = field(default_factory=dict)

    def lay(self, rail: Rail) -> Rail:
        """Give the stretch the first track that is free all along it."""
        tracks = self.by_row.setdefault((rail.row, rail.kind), [])
        for number, track in enumerate(tracks):
            if all(rail.right < one.left or one.right < rail.left for one in track):
                track.append(rail)
                self.track_of[rail] = number
                return rail
        tracks.append([rail])
        self.track_of[rail] = len(tracks) - 1
        return rail

    def tracks(self, row: int, kind: str) -> int:
        """How many tracks of a kind lie above a row."""
        return len(self.by_row.get((row, kind), ()))


End = tuple[float, Rail | None]  # on the line of brothers and sisters, or on one person's top


@dataclass(frozen=True, slots=True)
class Couple:
    """How a union is drawn: level between neighbours, over an arch, or a stub from one alone."""

    union: Union
    row: int
    drop: float  # where the line to the children leaves
    left: float
    right: float
    arch: Rail | None = None
    bar: Rail | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """How a tie is drawn: the gaps it goes down through, and the stretches between them."""

    numbers: frozenset[int]
    tie: Tie
    upper: str
    start: float
    side: float  # the gap beside the upper person, or their top where both are in one row
    rails: tuple[Rail, ...]
    turns: tuple[float, ...]  # where all of the stretches but the last end
    ends: tuple[End, ...]  # where it comes down from the last, the farthest off first


@dataclass(slots=True)
class Router:
    """Lays every line of one family; what is taken already moves the next one aside."""

    found: Structure
    order: Order
    at: Across
    slot: float
    rails: Rails = field(default_factory=Rails)
    ports: dict[tuple[str, bool], int] = field(default_factory=lambda: defaultdict(int))
    lanes: dict[tuple[int, float], list[float]] = field(default_factory=lambda: defaultdict(list))
    bars: dict[Union, tuple[Rail, float]] = field(default_factory=dict)
    between: set[tuple[int, float]] = field(default_factory=set)  # the gaps between two partners
    on_bar: dict[Rail, int] = field(default_factory=lambda: defaultdict(int))

    def couples(self) -> list[Couple]:
        """Every union, the nearest couples first."""
        wide = {union: self._distance(union) for union in self.found.unions}
        return [
            self._couple(union)
            for union in sorted(wide, key=lambda u: (wide[u], u.partners, u.children))
        ]

    def links(self) -> list[Link]:
        """Every tie that is a line of its own, the nearest first: they lie innermost."""
        return [self._link(one) for one in sorted(bundles(self.found), key=self._span)]

    def _span(self, one: Bundle) -> tuple[int, float, int]:
        down = self.found.rows[one.lower[0]] - self.found.rows[one.upper]
        near = min(abs(self.at[one.upper] - self.at[key]) for key in one.lower)
        return down, near, min(one.numbers)

    def _distance(self, union: Union) -> int:
        if len(union.partners) < 2:
            return 0
        line = self.order[self.found.rows[union.partners[0]]]
        return abs(line.index(union.partners[0]) - line.index(union.partners[1]))

    def _couple(self, union: Union) -> Couple:
        places = [self.at[child] for child in union.children]
        if not union.partners:
            row = self.found.rows[union.children[0]]
            middle = (min(places) + max(places)) / 2
            bar = self.rails.lay(Rail("bar", row, min(places), max(places)))
            self.bars[union] = bar, middle
            return Couple(union, row - 1, middle, middle, middle, None, bar)
        row = self.found.rows[union.partners[0]]
        drop, left, right, arch = self._over(union, row)
        under = self._bar(row, drop, places) if places else None
        if under:
            self.bars[union] = under, drop
        return Couple(union, row, drop, left, right, arch, under)

    def _bar(self, row: int, drop: float, places: Sequence[float]) -> Rail:
        every = (drop, *places)
        return self.rails.lay(Rail("bar", row + 1, min(every), max(every)))

    def _over(self, union: Union, row: int) -> tuple[float, float, float, Rail | None]:
        ends = sorted(union.partners, key=lambda key: self.at[key])
        if len(ends) == 1:
            gap = self._gap_beside(row, self.at[ends[0]], right=True)
            return gap, self.at[ends[0]], gap, None
        left, right = (self.at[key] for key in ends)
        if self._distance(union) == 1:
            return self._middle_gap(row, left, right), left, right, None
        left, right = (
            left + self._port(ends[0], right=True),
            right + self._port(ends[1], right=False),
        )
        arch = self.rails.lay(Rail("arch", row, left, right))
        if not union.children:
            return right, left, right, arch
        outer = self.at[union.outer]
        return self._gap_beside(row, outer, right=union.outer == ends[0]), left, right, arch

    def _middle_gap(self, row: int, left: float, right: float) -> float:
        middle = (left + right) / 2
        self.between.add((row, middle))
        return self._lane(row, middle, (0.0, *LANES))

    def _link(self, one: Bundle) -> Link:
        upper, row, here = one.upper, self.found.rows[one.upper], self.at[one.upper]
        if row == self.found.rows[one.lower[0]]:
            start = here + self._port(upper, right=True)
            end = self.at[one.lower[0]] + self._port(one.lower[0], right=False)
            rails = (self._said(one.tie, row, start, (end,)),)
            return Link(one.numbers, one.tie, upper, start, start, rails, (), ((end, None),))
        side = self._gap_beside(row, here, right=self._leaves_right(one))
        return self._down(one, here, side)

    def _leaves_right(self, one: Bundle) -> bool:
        """Towards where it leads; from above a couple outwards, so as not to run between the two."""
        here = self.at[one.upper]
        places = [self.at[key] for key in one.lower]
        goal = (min(places) + max(places)) / 2
        ends = [self.at[key] for u in one.whole(self.found.unions) for key in u.partners]
        outwards = bool(ends) and min(ends) <= here <= max(ends)
        return here >= goal if outwards else goal >= here

    def _down(self, one: Bundle, here: float, side: float) -> Link:
        rows, x = self.found.rows, side
        places = [self.at[key] for key in one.lower]
        rails, turns = [], []
        for row in range(rows[one.upper] + 1, rows[one.lower[0]]):
            turn = self._gap_near(row, x, min(max(x, min(places)), max(places)))
            rails.append(self.rails.lay(Rail("tie", row, min(x, turn), max(x, turn))))
            turns.append(turn)
            x = turn
        ends = sorted(self._ends(one, x), key=lambda end: (-abs(end[0] - x), end[0]))
        rails.append(self._said(one.tie, rows[one.lower[0]], x, [end for end, _ in ends]))
        return Link(
            one.numbers, one.tie, one.upper, here, side, tuple(rails), tuple(turns), tuple(ends)
        )

    def _ends(self, one: Bundle, x: float) -> Iterator[End]:
        """On each line of brothers and sisters of whom it leads to all, on the top of each other."""
        whole = [u for u in one.whole(self.found.unions) if len(u.children) > 1]
        for union in whole:
            bar, drop = self.bars[union]
            inset = 24 + 10 * (self.on_bar[bar] % 3)
            self.on_bar[bar] += 1
            end = min(max(x, bar.left + inset), bar.right - inset)
            yield end + (12 if abs(end - drop) < 8 else 0), bar
        told = {key for union in whole for key in union.children}
        for key in one.lower:
            if key not in told:
                yield self.at[key] + self._port(key, right=x >= self.at[key]), None

    def _said(self, tie: Tie, row: int, x: float, ends: Sequence[float]) -> Rail:
        """A stretch to every end with room for its word, which stands towards the first."""
        middle, half = (x + ends[0]) / 2, width_of(tie.word) / 2 + 4
        left, right = min(x, *ends, middle - half), max(x, *ends, middle + half)
        return self.rails.lay(Rail("tie", row, left, right))

    def _port(self, key: str, *, right: bool) -> float:
        used = self.ports[key, right]
        self.ports[key, right] += 1
        offset = PORTS[used % len(PORTS)]
        return offset if right else -offset

    def _gap_beside(self, row: int, x: float, *, right: bool) -> float:
        return self._near(row, x + (self.slot / 2 if right else -self.slot / 2), x)

    def _gap_near(self, row: int, x: float, goal: float) -> float:
        places = [self.at[key] for key in self.order[row]]
        gaps = {place + side for place in places for side in (-self.slot / 2, self.slot / 2)}
        far = {gap: abs(gap - x) + abs(gap - goal) for gap in gaps}
        far |= {gap: far[gap] + self.slot for gap in gaps if (row, gap) in self.between}
        return self._near(row, min(sorted(gaps), key=lambda gap: far[gap]), x)

    def _near(self, row: int, gap: float, x: float) -> float:
        """Within a gap on the side that it is come from."""
        return self._lane(row, gap, LANES if x >= gap else [-lane for lane in LANES])

    def _lane(self, row: int, gap: float, lanes: Sequence[float]) -> float:
        used = self.lanes[row, gap]
        free = [lane for lane in lanes if lane not in used]
        used.append(free[0] if free else lanes[len(used) % len(lanes)])
        return gap + used[-1]


def lay(
    found: Structure, order: Order, at: Across, slot: float
) -> tuple[list[Couple], list[Link], Rails]:
    """Every line of a family, and the tracks they take."""
    router = Router(found, order, at, slot)
    couples = router.couples()
    links = router.links()
    return couples, links, router.rails


def height(row: int, rails: Rails, sizes: Mapping[str, float], least: float) -> float:
    """How much room the lines above a row need."""
    return max(least, sum(size * rails.tracks(row, kind) for kind, size in sizes.items()) + 18)
