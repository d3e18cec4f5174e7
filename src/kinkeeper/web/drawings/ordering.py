"""The order of people along each row: couples side by side, the eldest left, few lines crossing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kinkeeper.web.drawings.unions import Structure, Union

Order = dict[int, list[str]]
# What each breach of the custom costs. Crossing lines mislead most.
CROSSING, COUPLE_APART, OUT_OF_AGE, SIBLINGS_APART, MAN_RIGHT = 12.0, 7.0, 4.0, 3.0, 1.0
HOME_PARTED, HOME_REACH, REACH, LOOSE = 1.5, 0.5, 0.3, 0.1
ROUNDS = 6


def order(found: Structure, oldest_first: Sequence[str]) -> Order:
    """Each row from left to right; the same family always in the same order."""
    rows = _first(found, oldest_first)
    for _ in range(ROUNDS):
        moved = [_better(row, rows, found) for row in sorted(rows)]
        if not any(moved):
            break
    return rows


def _first(found: Structure, oldest_first: Sequence[str]) -> Order:
    """A fair start: down the tree, each couple beside each other and its children in order."""
    rows: Order = {row: [] for row in sorted(set(found.rows.values()))}
    placed: set[str] = set()
    rank = {key: place for place, key in enumerate(oldest_first)}
    unions = sorted(found.unions, key=lambda u: _seniority(u, found, rank))
    for union in unions:
        for key in (*_man_first(union, found), *union.children):
            if key not in placed:
                placed.add(key)
                rows[found.rows[key]].append(key)
    for key in sorted(found.members, key=lambda one: (rank.get(one, len(rank)), one)):
        if key not in placed:
            rows[found.rows[key]].append(key)
    return rows


def _seniority(union: Union, found: Structure, rank: Mapping[str, int]) -> tuple[int, int]:
    keys = (*union.partners, *union.children)
    return min(found.rows[key] for key in keys), min(rank.get(key, len(rank)) for key in keys)


def _man_first(union: Union, found: Structure) -> list[str]:
    return sorted(union.partners, key=lambda key: (found.members[key].shape != "square", key))


def _better(row: int, rows: Order, found: Structure) -> bool:
    """Move one person at a time to wherever it is best; whether anything moved."""
    near = [u for u in found.unions if row in _rows_of(u, found)]
    best, moved = _cost(near, rows, found), False
    for key in list(rows[row]):
        for line in list(_moves(rows[row], key)):
            before, rows[row] = rows[row], line
            cost = _cost(near, rows, found)
            if cost < best - 1e-9:
                best, moved = cost, True
            else:
                rows[row] = before
    return moved


def _rows_of(union: Union, found: Structure) -> set[int]:
    return {found.rows[key] for key in (*union.partners, *union.children)}


def _moves(line: Sequence[str], key: str) -> Iterator[list[str]]:
    rest = [one for one in line if one != key]
    for place in range(len(line)):
        moved = [*rest[:place], key, *rest[place:]]
        if moved != list(line):
            yield moved


def _cost(unions: Sequence[Union], rows: Order, found: Structure) -> float:
    at = {
        key: place - (len(line) - 1) / 2 for line in rows.values() for place, key in enumerate(line)
    }
    own = sum(_own(union, at, found) for union in unions)
    own += sum(_home(home, at, found) for home in found.homes)
    own += LOOSE * sum(abs(at[tie.one] - at[tie.other]) for _, tie in found.loose)
    return own + CROSSING * _crossings(unions, at, found)


def _own(union: Union, at: Mapping[str, float], found: Structure) -> float:
    cost = 0.0
    if len(union.partners) == 2:
        one, other = union.partners
        cost += COUPLE_APART * (abs(at[one] - at[other]) - 1)
        left = min(union.partners, key=lambda key: at[key])
        shapes = found.members[one].shape, found.members[other].shape
        cost += MAN_RIGHT * (
            set(shapes) == {"square", "circle"} and found.members[left].shape == "circle"
        )
    places = [at[child] for child in union.children]
    if places:
        cost += SIBLINGS_APART * (max(places) - min(places) - len(places) + 1)
        cost += OUT_OF_AGE * sum(one > two for one, two in pairwise(places))
    return cost + REACH * _reach(union, at)


def _home(home: frozenset[str], at: Mapping[str, float], found: Structure) -> float:
    """People who live together stand together, row under row."""
    rows: dict[int, list[float]] = {}
    for key in sorted(home):
        rows.setdefault(found.rows[key], []).append(at[key])
    parted = sum(max(places) - min(places) - len(places) + 1 for places in rows.values())
    middles = [sum(places) / len(places) for _, places in sorted(rows.items())]
    reach = sum(abs(one - other) for one, other in pairwise(middles))
    return HOME_PARTED * parted + HOME_REACH * reach


def _reach(union: Union, at: Mapping[str, float]) -> float:
    if not (union.partners and union.children):
        return 0.0
    return abs(_drop(union, at) - _middle(union.children, at))


def _drop(union: Union, at: Mapping[str, float]) -> float:
    """Where the line to the children leaves: between neighbours, else beside the outer of the two."""
    middle, outer = _middle(union.partners, at), at[union.outer]
    return middle if abs(middle - outer) <= 0.5 else outer + (0.5 if middle > outer else -0.5)


def _middle(keys: Sequence[str], at: Mapping[str, float]) -> float:
    return sum(at[key] for key in keys) / len(keys)


def _crossings(unions: Sequence[Union], at: Mapping[str, float], found: Structure) -> int:
    drops = [
        (found.rows[child], _drop(union, at), at[child])
        for union in unions
        if union.partners
        for child in union.children
    ]
    return sum(
        (a - c) * (b - d) < 0
        for i, (row, a, b) in enumerate(drops)
        for low, c, d in drops[:i]
        if low == row
    )
