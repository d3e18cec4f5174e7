"""Records of everybody as they are, with the columns that the statutory returns are written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import polars as pl
from django.apps import apps
from django.db import connection, transaction

from kinkeeper.chronology.tables import by_whole_tables, column_of, copy_out
from kinkeeper.law.returns.recorded import RECORDED

# Of somebody merged into another the records stay where they were written, and are the other's.
_WHO: Final = "coalesce({who}.merged_into_id, x.{column})"
_JOIN: Final = "JOIN people_person {who} ON {who}.id = x.{column}"
_PEOPLE: Final = ("person_id", "other_id")


def recorded(kinds: Iterable[str] = tuple(RECORDED)) -> dict[str, pl.DataFrame]:
    """A frame of each kind of record, of everybody. Restricted records are among them."""
    with _one_moment(), by_whole_tables():
        return {kind: copy_out(_query(kind), RECORDED[kind]) for kind in kinds}


@contextmanager
def _one_moment() -> Iterator[None]:
    """Every table as of one moment, unless a transaction is under way that has its own."""
    under_way = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not under_way:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _query(kind: str) -> str:
    model = apps.get_model(kind)
    columns, joins = column_of(model), []
    chosen = [f'x."{columns[name]}"' for name in RECORDED[kind]]
    for place, name in enumerate(RECORDED[kind]):
        if name in _PEOPLE:
            who = f"p{place}"
            chosen[place] = _WHO.format(who=who, column=columns[name])
            joins.append(_JOIN.format(who=who, column=columns[name]))
    whole = "WHERE x.merged_into_id IS NULL" if kind == "people.Person" else ""
    if "withdrawn_at" in columns:  # recorded of somebody by mistake, and kept aside
        whole = "WHERE x.withdrawn_at IS NULL"
    return f"SELECT {', '.join(chosen)} FROM {model._meta.db_table} x {' '.join(joins)} {whole}"
