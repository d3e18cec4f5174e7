"""Small numbers in two directions at once: kinds by places, with the totals of both.

A table is a mapping of (kind, place) to a number; TOTAL stands for all kinds, or all places. A number
kept back must be able to be another, all that is shown being as it is. Each number lies in one row and
one column, so that one can change where a round of changes leads through others kept back.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from functools import lru_cache

from kinkeeper.measures.suppress import SMALLEST_SHOWN, small

TOTAL = "total"
Cell = tuple[Hashable, Hashable]
Table = Mapping[Cell, int]
Arc = tuple[Hashable, Hashable]


def with_totals(parts: Table) -> dict[Cell, int]:
    """The table with the totals of its rows and columns."""
    found = dict(parts)
    for (kind, place), number in parts.items():
        for cell in ((kind, TOTAL), (TOTAL, place), (TOTAL, TOTAL)):
            found[cell] = found.get(cell, 0) + number
    return found


def crossed(parts: Table, also: Collection[Hashable] = ()) -> frozenset[Cell]:
    """Of a table without totals, what to keep back, totals too; `also`: places whose total is."""
    return _crossed(tuple(parts.items()), frozenset(also))


@lru_cache(maxsize=512)
def _crossed(parts: tuple[tuple[Cell, int], ...], also: frozenset[Hashable]) -> frozenset[Cell]:
    table = with_totals(dict(parts))
    first = {cell for cell in table if _tells(table, cell)}
    hidden = _with_columns(table, first | {(TOTAL, place) for place in also} & table.keys())
    while (more := _next(table, hidden)) is not None:
        hidden = _with_columns(table, hidden | {more})
    return frozenset(hidden)


def solved(table: Table, hidden: Collection[Cell]) -> list[Cell]:
    """What of the kept back can be no other number than it is."""
    arcs = {cell: list(_arcs(table, cell)) for cell in hidden}
    return [cell for cell in hidden if not any(_round(arcs, cell, arc) for arc in arcs[cell])]


def _tells(table: Table, cell: Cell) -> bool:
    """Small by itself, or so few are of another kind in the same place."""
    kind, place = cell
    return small(table[cell]) or (kind != TOTAL and small(table[TOTAL, place] - table[cell]))


def _with_columns(table: Table, hidden: Collection[Cell]) -> set[Cell]:
    """Where the total of a place is kept back, no share of it is shown."""
    shut = {place for kind, place in hidden if kind == TOTAL}
    return {cell for cell in table if cell in hidden or cell[1] in shut or TOTAL in shut}


def _next(table: Table, hidden: Collection[Cell]) -> Cell | None:
    """What to keep back next; None where nothing more can be worked back."""
    for total, line in _lines(table):
        if total in hidden:
            continue
        back = [cell for cell in line if cell in hidden]
        few = len(back) == 1 or sum(table[cell] for cell in back) < SMALLEST_SHOWN
        if back and few and len(back) < len(line):
            return min((c for c in line if c not in hidden), key=lambda c: _cost(table, c))
    for kind, place in solved(table, sorted(hidden, key=str)):
        beside = [c for c in table if c not in hidden and (c[0] == kind or c[1] == place)]
        if found := beside or [c for c in table if c not in hidden]:
            return min(found, key=lambda cell: _cost(table, cell))
    return None


def _lines(table: Table) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each total with its parts; first the kinds of all places, so that fewer places are drawn in."""
    kinds = dict.fromkeys(kind for kind, _ in table)
    places = dict.fromkeys(place for _, place in table)
    for place in sorted(places, key=lambda one: one != TOTAL):
        parts = [(kind, place) for kind in kinds if kind != TOTAL and (kind, place) in table]
        yield (TOTAL, place), parts
    for kind in kinds:
        parts = [(kind, place) for place in places if place != TOTAL and (kind, place) in table]
        yield (kind, TOTAL), parts


def _cost(table: Table, cell: Cell) -> tuple[int, bool, int, str]:
    """Parts before totals, of those what is not nought, and of those the smallest."""
    totals = 2 * (cell[0] == TOTAL) + (cell[1] == TOTAL)
    return totals, not table[cell], table[cell], str(cell)


def _arcs(table: Table, cell: Cell) -> Iterator[Arc]:
    """How the cell could change: one more, and where it is not nought one less."""
    row, column = ("row", cell[0]), ("column", cell[1])
    more = (row, column) if (cell[0] == TOTAL) == (cell[1] == TOTAL) else (column, row)
    yield more
    if table[cell]:
        yield more[::-1]


def _round(arcs: Mapping[Cell, list[Arc]], cell: Cell, change: Arc) -> bool:
    """Whether other cells can make up for the change."""
    others = [arc for other, found in arcs.items() if other != cell for arc in found]
    start, end = change[1], change[0]
    reached, grew = {start}, True
    while grew and end not in reached:
        new = {head for tail, head in others if tail in reached} - reached
        reached, grew = reached | new, bool(new)
    return end in reached
