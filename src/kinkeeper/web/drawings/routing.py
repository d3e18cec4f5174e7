"""Lines between people: along rows and through the gaps between them, never through a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

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

    number: int
    tie: Tie
    start: float
    side: float  # the gap beside the upper person, or their top where both are in one row
    rails: tuple[Rail, ...]
    turns: tuple[float, ...]


@dataclass(slots=True)
class Router:
    """Lays every line of one family; what is taken already moves the next one aside."""

    found: Structure
    order: Order
    at: Across
    slot: float
    rails: Rails = field(default_factory=Rails)
    ports: dict[tuple[str, bool], int] = field(default_factory=lambda: defaultdict(int))
    lanes: dict[tuple[int, float], int] = field(default_factory=lambda: defaultdict(int))

    def couples(self) -> list[Couple]:
        """Every union, the nearest couples first."""
        wide = {union: self._distance(union) for union in self.found.unions}
        return [
            self._couple(union)
            for union in sorted(wide, key=lambda u: (wide[u], u.partners, u.children))
        ]

    def links(self) -> list[Link]:
        """Every tie that is a line of its own, the nearest first: they lie innermost."""
        near = sorted(self.found.loose, key=lambda one: self._span(one[1]))
        return [self._link(number, tie) for number, tie in near]

    def _span(self, tie: Tie) -> tuple[int, float]:
        down = abs(self.found.rows[tie.one] - self.found.rows[tie.other])
        return down, abs(self.at[tie.one] - self.at[tie.other])

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
            return Couple(union, row - 1, middle, middle, middle, None, bar)
        row = self.found.rows[union.partners[0]]
        drop, left, right, arch = self._over(union, row)
        under = self._bar(row, drop, places) if places else None
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
        used = self.lanes[row, middle]
        self.lanes[row, middle] += 1
        return middle + (LANES[(used - 1) % len(LANES)] if used else 0)

    def _link(self, number: int, tie: Tie) -> Link:
        upper, lower = sorted((tie.one, tie.other), key=lambda k: (self.found.rows[k], self.at[k]))
        row, last = self.found.rows[upper], self.found.rows[lower]
        here, goal = self.at[upper], self.at[lower]
        if row == last:
            start = here + self._port(upper, right=True)
            end = goal + self._port(lower, right=False)
            return Link(number, tie, start, start, (self._said(tie, row, start, end),), (end,))
        side = self._gap_beside(row, here, right=goal >= here)
        return self._down(number, tie, (here, side), (row, last), (goal, lower))

    def _down(
        self,
        number: int,
        tie: Tie,
        start: tuple[float, float],
        rows: tuple[int, int],
        goal: tuple[float, str],
    ) -> Link:
        rails, turns, x = [], [], start[1]
        for row in range(rows[0] + 1, rows[1] + 1):
            if row == rows[1]:
                turn = goal[0] + self._port(goal[1], right=x >= goal[0])
            else:
                turn = self._gap_near(row, x, goal[0])
            rail = Rail("tie", row, min(x, turn), max(x, turn))
            rails.append(self._said(tie, row, x, turn) if row == rows[1] else self.rails.lay(rail))
            turns.append(turn)
            x = turn
        return Link(number, tie, start[0], start[1], tuple(rails), tuple(turns))

    def _said(self, tie: Tie, row: int, x: float, turn: float) -> Rail:
        """A stretch with room for its word."""
        middle, half = (x + turn) / 2, width_of(tie.word) / 2 + 4
        left, right = min(x, turn, middle - half), max(x, turn, middle + half)
        return self.rails.lay(Rail("tie", row, left, right))

    def _port(self, key: str, *, right: bool) -> float:
        used = self.ports[key, right]
        self.ports[key, right] += 1
        offset = PORTS[used % len(PORTS)]
        return offset if right else -offset

    def _gap_beside(self, row: int, x: float, *, right: bool) -> float:
        return self._lane(row, x + (self.slot / 2 if right else -self.slot / 2))

    def _gap_near(self, row: int, x: float, goal: float) -> float:
        places = [self.at[key] for key in self.order[row]]
        gaps = {place + side for place in places for side in (-self.slot / 2, self.slot / 2)}
        return self._lane(row, min(sorted(gaps), key=lambda gap: abs(gap - x) + abs(gap - goal)))

    def _lane(self, row: int, gap: float) -> float:
        used = self.lanes[row, gap]
        self.lanes[row, gap] += 1
        return gap + LANES[used % len(LANES)]


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
