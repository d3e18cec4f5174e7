"""Records as they are, with the columns that the statutory returns are written from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

import polars as pl
from django.apps import apps
from django.db import connection, transaction

from kinkeeper.access.record import Record
from kinkeeper.chronology.tables import Select, by_whole_tables, column_of, copy_out, fetch_several
from kinkeeper.law.returns.recorded import RECORDED, nothing_recorded

# Of somebody merged into another the records stay where they were written, and are the other's.
_WHO: Final = "coalesce({who}.merged_into_id, x.{column})"
_JOIN: Final = "JOIN people_person {who} ON {who}.id = x.{column}"
_PEOPLE: Final = ("person_id", "other_id")
_THESE: Final = (
    "{column} IN (SELECT id FROM people_person"
    " WHERE id = ANY(%s::uuid[]) OR merged_into_id = ANY(%s::uuid[]))"
)


def recorded(kinds: Iterable[str] = tuple(RECORDED)) -> dict[str, pl.DataFrame]:
    """A frame of each kind of record, of everybody. Restricted records are among them."""
    with _one_moment(), by_whole_tables():
        return {kind: copy_out(_query(kind), RECORDED[kind]) for kind in kinds}


def recorded_of(people: Collection[UUID]) -> dict[str, pl.DataFrame]:
    """The same of these people alone; what is of nobody, such as teams, has no rows."""
    whose = {kind: of for kind in RECORDED if (of := _of_these(kind))}
    told = [
        Select(_query(kind, of), RECORDED[kind], [list(people)] * 2) for kind, of in whose.items()
    ]
    with _one_moment():
        return nothing_recorded() | dict(zip(whose, fetch_several(told), strict=True))


def _of_these(kind: str) -> str:
    """The rows of a kind that are about some people, as a condition; "" where they are about nobody."""
    if kind == "people.Person":
        return _THESE.format(column="x.id")
    model = apps.get_model(kind)
    path = model.reached_by if issubclass(model, Record) else ""
    if path == "person_id":
        return _THESE.format(column="x.person_id")
    if not isinstance(path, str) or not path:
        return ""
    parent = model._meta.get_field(path.partition("__")[0])
    table = parent.related_model._meta.db_table
    return (
        f"x.{parent.column} IN (SELECT id FROM {table} WHERE {_THESE.format(column='person_id')})"
    )


@contextmanager
def _one_moment() -> Iterator[None]:
    """Every table as of one moment, unless a transaction is under way that has its own."""
    under_way = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not under_way:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _query(kind: str, *some: str) -> str:
    """The rows of a kind; of somebody merged none, and none that was recorded by mistake and kept aside."""
    model = apps.get_model(kind)
    columns, joins = column_of(model), []
    chosen = [f'x."{columns[name]}"' for name in RECORDED[kind]]
    for place, name in enumerate(RECORDED[kind]):
        if name in _PEOPLE:
            who = f"p{place}"
            chosen[place] = _WHO.format(who=who, column=columns[name])
            joins.append(_JOIN.format(who=who, column=columns[name]))
    aside = ["x.merged_into_id IS NULL"] if kind == "people.Person" else []
    if "withdrawn_at" in columns:
        aside = ["x.withdrawn_at IS NULL"]
    told = f"SELECT {', '.join(chosen)} FROM {model._meta.db_table} x {' '.join(joins)}"
    where = " AND ".join([*aside, *some])
    return f"{told} WHERE {where}" if where else told
