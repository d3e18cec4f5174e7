"""The rows that are kept of children at fault: those pointed at, and the child's others beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

import polars as pl

from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.view import ID, LAST
from kinkeeper.returns.run_queries import MOST_BESIDE
from kinkeeper.returns.running.findings import (
    ADOPTION,
    Row,
    may_tell_of_adoption,
    next_to_adoption,
    of_adoption,
    row_of,
)
from kinkeeper.returns.running.judging import TABLES

_FAULT: Final = "_at_fault"
_PLACE: Final = "_place"
_FAR: Final = "_far"


def kept_rows(checked: Checked, collection: str, children: Collection[str]) -> Iterator[Row]:
    """Rows of these children in the order of the tables and of each table; no blank ones."""
    every = TABLES[collection]
    for name in (f"{one.id}{last}" for last in ("", LAST) for one in every):
        if name in checked.given.tables:
            yield from _of_table(checked, collection, name, children)


def _of_table(
    checked: Checked, collection: str, name: str, children: Collection[str]
) -> Iterator[Row]:
    """Of last year's tables, those alone in which some row is at fault.

    A row that only rules of adoption point at tells of it as one that none does: it is as those beside.
    """
    found = checked.judged.found.filter(table=name)
    faults, openly = found["id"].unique(), set(found.filter(~of_adoption(checked))["id"])
    held, child = checked.given.numbered(name), checked.child_column
    if child not in held.columns or (name.endswith(LAST) and faults.is_empty()):
        return
    marked = held.filter(pl.col(child).is_in(list(children))).with_columns(
        pl.col(ID).is_in(faults.cast(held.schema[ID]).implode()).alias(_FAULT)
    )
    tells = may_tell_of_adoption(collection, name)
    near = next_to_adoption(checked, name, collection)
    for one in _nearest(marked, child).iter_rows(named=True):
        row = row_of(one, name, child, collection, near)
        section = ADOPTION if tells and one[ID] not in openly else row.section
        yield replace(row, at_fault=one[_FAULT], section=section)


def _nearest(rows: pl.DataFrame, child: str) -> pl.DataFrame:
    """Rows at fault, and of each child's others those nearest to one; the last, where none is."""
    place = pl.int_range(pl.len()).over(child)
    fault = pl.when(_FAULT).then(pl.col(_PLACE))
    before = pl.col(_PLACE) - fault.forward_fill().over(child)
    after = fault.backward_fill().over(child) - pl.col(_PLACE)
    from_end = pl.len().over(child) - pl.col(_PLACE)
    far = pl.coalesce(pl.min_horizontal(before, after), from_end)
    measured = rows.with_columns(place.alias(_PLACE)).with_columns(far.alias(_FAR))
    rank = pl.col(_FAR).rank("ordinal").over(child, _FAULT)
    return measured.filter(pl.col(_FAULT) | (rank <= MOST_BESIDE))
