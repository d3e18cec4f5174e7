"""Filling empty tables: what points at what is checked, and indexed, once for all rows of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from typing import Final

from django.db import connection, models, transaction
from psycopg import sql

_IS_OWNER: Final = """
SELECT bool_and(pg_has_role(current_user, relowner, 'USAGE')) FROM pg_class WHERE oid = ANY(%s::regclass[])
"""
# What to say to take each away, and what to say to put it back. An index of a partition goes with
# that of the whole table and comes with it.
_REFERENCES: Final = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint
WHERE contype = 'f' AND conparentid = 0 AND conrelid = ANY(%s::regclass[])
ORDER BY 1
"""
_INDEXES: Final = """
SELECT format('DROP INDEX %%s', indexrelid::regclass),
       replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT relispartition AND NOT indisunique AND NOT indisexclusion AND indrelid = ANY(%s::regclass[])
ORDER BY 1
"""
# What waits to be checked is checked now: a table with checks that wait may not be altered.
_SETTLE: Final = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


@contextmanager
def filling(filled: Collection[type[models.Model]]) -> Iterator[None]:
    """While these models' tables are filled they have neither references nor indexes; afterwards both.

    Rows are checked as strictly as ever: one that points at nothing is an IntegrityError at the
    end, and undoes all. Each table is locked until the transaction ends, so this is for tables
    that nobody reads yet. Where the role does not own them they are filled as they are, slower.
    """
    tables = [model._meta.db_table for model in filled]
    with transaction.atomic(), _without(tables) if _owned(tables) else nullcontext():
        yield


def _owned(tables: list[str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_IS_OWNER, [tables])
        return bool(cursor.fetchone()[0])


@contextmanager
def _without(tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE)
        taken: list[tuple[str, str]] = []
        for kind in (_INDEXES, _REFERENCES):
            cursor.execute(kind, [tables])
            taken.extend(cursor.fetchall())
        for away, _ in taken:
            cursor.execute(sql.SQL(away))
        yield
        cursor.execute(_SETTLE)
        for _, back in taken:
            cursor.execute(sql.SQL(back))
