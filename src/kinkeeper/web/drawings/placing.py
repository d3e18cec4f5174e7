"""How far across each person of a row stands: children under their parents, nobody on anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from kinkeeper.web.drawings.bundles import Bundle, bundles
from kinkeeper.web.drawings.ordering import Order
from kinkeeper.web.drawings.unions import Structure, Union

SWEEPS: Final = 24
Across = dict[str, float]
Wishes = dict[str, list[tuple[float, float]]]


def place(found: Structure, order: Order, slot: float) -> Across:
    """The middle of each person, the leftmost at half a slot; two of a row are a slot apart or more."""
    at = {
        key: slot * (place - len(line) / 2)
        for line in order.values()
        for place, key in enumerate(line)
    }
    side_by_side = frozenset(
        union for union in found.unions if _are_neighbours(union, order, found)
    )
    ties = bundles(found)
    for sweep in range(SWEEPS):
        rows = sorted(order) if sweep % 2 == 0 else sorted(order, reverse=True)
        for row in rows:
            wishes = _wishes(order[row], found.unions, side_by_side, at, slot)
            _above(order[row], found, ties, at, wishes)
            at |= _row(order[row], wishes, at, slot)
    left = min(at.values()) - slot / 2
    return {key: round(x - left) for key, x in at.items()}


def _are_neighbours(union: Union, order: Order, found: Structure) -> bool:
    if not union.partners:
        return False
    line = order[found.rows[union.outer]]
    places = [line.index(key) for key in union.partners]
    return max(places) - min(places) <= 1


def _wishes(
    line: Sequence[str], unions: Sequence[Union], near: Collection[Union], at: Across, slot: float
) -> Wishes:
    """Where each person of the row would stand by each union they are of, and how much it matters."""
    wishes: Wishes = defaultdict(list)
    here = set(line)
    for union in unions:
        if union.partners and union.children:
            drop = _middle(union.partners, at) if union in near else _beside(union, at, slot)
            apart = _middle(union.children, at) - drop
            for key in here.intersection(union.children):
                wishes[key].append((at[key] - apart, 2.0))
            for key in here.intersection(union.partners if union in near else (union.outer,)):
                wishes[key].append((at[key] + apart, 1.0))
        if len(union.partners) == 2 and here.issuperset(union.partners):
            one, other = sorted(union.partners, key=lambda key: at[key])
            wishes[one].append((at[other] - slot, 0.5))
            wishes[other].append((at[one] + slot, 0.5))
    return wishes


def _above(
    line: Sequence[str], found: Structure, ties: Sequence[Bundle], at: Across, wishes: Wishes
) -> None:
    """Whose tie is to all children of a couple stands over the outer of the two, or over the children."""
    for tie in ties:
        for union in tie.whole(found.unions) if tie.upper in line else ():
            over = [at[key] for key in union.partners or union.children]
            middle = (min(over) + max(over)) / 2
            outer = min(over) if at[tie.upper] < middle else max(over)
            if not set(line).intersection(union.partners):
                wishes[tie.upper].append((outer if union.partners else middle, 1.0))


def _beside(union: Union, at: Across, slot: float) -> float:
    """Where the line to the children leaves when others stand between the two: beside the outer."""
    outer = at[union.outer]
    return outer + (slot / 2 if _middle(union.partners, at) > outer else -slot / 2)


def _middle(keys: Sequence[str], at: Mapping[str, float]) -> float:
    places = [at[key] for key in keys]
    return (min(places) + max(places)) / 2


def _row(
    line: Sequence[str],
    wishes: Mapping[str, list[tuple[float, float]]],
    at: Across,
    slot: float,
) -> Across:
    """The places nearest to what is wished that keep the order and the distance: least squares."""
    blocks: list[tuple[float, float, int]] = []  # place of the first, weight, how many
    for place, key in enumerate(line):
        asked = wishes.get(key) or [(at[key], 0.05)]
        weight = sum(w for _, w in asked)
        block = (sum(x * w for x, w in asked) / weight - place * slot, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            block = _joined(blocks.pop(), block)
        blocks.append(block)
    starts = [start for start, _, count in blocks for _ in range(count)]
    return {key: starts[place] + place * slot for place, key in enumerate(line)}


def _joined(
    one: tuple[float, float, int], other: tuple[float, float, int]
) -> tuple[float, float, int]:
    weight = one[1] + other[1]
    return (one[0] * one[1] + other[0] * other[1]) / weight, weight, one[2] + other[2]
