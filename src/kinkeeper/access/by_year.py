"""Turns a table into one kept by year, for the migrations of this app and of higher ones.

Years are made by a function of the database that acts as its owner: the role that serves may ask
for a year, and can make nothing else with it.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import StateApps

# Rows that came before their year was made lie in the default part; they move as it is made.
_ADD_YEAR: Final = """
CREATE FUNCTION public.kinkeeper_add_year(parent regclass, year integer)
RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    name text; at text; others regclass; part text; strays boolean;
    first text := quote_literal(year || '-01-01 00:00:00+00');
    after text := quote_literal(year + 1 || '-01-01 00:00:00+00');
    span text;
BEGIN
    SELECT c.relname, a.attname, p.partdefid::regclass INTO STRICT name, at, others
    FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
    WHERE c.oid = parent;
    part := format('public.%I', name || '_' || year);
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
    span := format('%1$I >= %2$s AND %1$I < %3$s', at, first, after);
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %s)', others, span) INTO strays;
    IF strays THEN
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', others);
        EXECUTE format('WITH moved AS (DELETE FROM %s WHERE %s RETURNING *)'
            ' INSERT INTO %s SELECT * FROM moved', others, span, part);
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', others);
    END IF;
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%s) TO (%s)',
        parent, part, first, after);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %s FOR EACH STATEMENT'
        ' EXECUTE FUNCTION public.kinkeeper_refuse_change()', name || '_no_truncate', part);
    RETURN true;
END $$
"""
_ENSURE_YEARS: Final = """
CREATE FUNCTION public.kinkeeper_ensure_years(first integer, last integer)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept regclass; made integer := 0;
BEGIN
    IF first < 1900 OR last > 2200 OR last < first THEN
        RAISE EXCEPTION 'no table is kept for the years % to %', first, last;
    END IF;
    PERFORM pg_advisory_xact_lock(1262834002);
    FOR kept IN
        SELECT p.partrelid::regclass FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
        WHERE c.relnamespace = 'public'::regnamespace AND p.partdefid <> 0 ORDER BY c.relname
    LOOP
        FOR year IN first..last LOOP
            made := made + public.kinkeeper_add_year(kept, year)::integer;
        END LOOP;
    END LOOP;
    RETURN made;
END $$
"""
_OWNER_ONLY: Final = "REVOKE ALL ON FUNCTION public.{} FROM PUBLIC"
_YEARS_BEFORE: Final = """
SELECT public.kinkeeper_add_year('"{table}"', year) FROM (
    SELECT DISTINCT extract(year FROM "{at}" AT TIME ZONE 'UTC')::int AS year
    FROM "{table}_before" WHERE isfinite("{at}")) AS years
WHERE year BETWEEN 1900 AND 2200
"""
_INDEXES: Final = """
SELECT pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisprimary ORDER BY indexrelid
"""
_FOREIGN_KEYS: Final = """
SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
    conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname
"""
_SEQUENCE: Final = "SELECT pg_get_serial_sequence(%s, 'id')"
_GO_ON: Final = "SELECT setval('{sequence}', max(id)) FROM \"{table}\""


def year_functions() -> Operation:
    """The functions that make the parts of tables kept by year."""
    names = ("kinkeeper_ensure_years(integer, integer)", "kinkeeper_add_year(regclass, integer)")
    return RunSQL(
        [_ADD_YEAR, _ENSURE_YEARS, *map(_OWNER_ONLY.format, names)],
        [f"DROP FUNCTION public.{name}" for name in names],
    )


def by_year(table: str, at: str) -> RunPython:
    """From now on `table` is kept by the year of its column `at`; its rows and indexes stay.

    Its key is `id` with that column, its triggers are to be made again, and it must be pointed at
    by no foreign key. It is not undone.
    """
    return RunPython(partial(_convert, table=table, at=at))


def _convert(_: StateApps | None, editor: BaseDatabaseSchemaEditor, *, table: str, at: str) -> None:
    with editor.connection.cursor() as cursor:
        after = [
            row[0] for query in (_INDEXES, _FOREIGN_KEYS) for row in _rows(cursor, query, table)
        ]
        for statement in (*_moved(table, at), *after, *_kept_whole(table)):
            cursor.execute(statement)
        _keep_counting(cursor, table)


def _rows(cursor: Any, query: str, table: str) -> list[tuple[str, ...]]:
    cursor.execute(query, [table])
    return list(cursor.fetchall())


def _moved(table: str, at: str) -> tuple[str, ...]:
    """The same table, in parts; the names of its indexes are free again."""
    return (
        f'ALTER TABLE "{table}" RENAME TO "{table}_before"',
        f'CREATE TABLE "{table}" (LIKE "{table}_before" INCLUDING DEFAULTS INCLUDING CONSTRAINTS'
        f' INCLUDING IDENTITY) PARTITION BY RANGE ("{at}")',
        f'CREATE TABLE "{table}_other" PARTITION OF "{table}" DEFAULT',
        _YEARS_BEFORE.format(table=table, at=at),
        f'INSERT INTO "{table}" TABLE "{table}_before"',
        f'DROP TABLE "{table}_before"',
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_pkey" PRIMARY KEY (id, "{at}")',
    )


def _kept_whole(table: str) -> tuple[str, ...]:
    """Emptying a part is refused part by part; a year's own guard is made with the year."""
    return (
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}_other"'
        " FOR EACH STATEMENT EXECUTE FUNCTION kinkeeper_refuse_change()",
    )


def _keep_counting(cursor: Any, table: str) -> None:
    """Ids go on from the last one, where the database gives them."""
    cursor.execute(_SEQUENCE, [table])
    (sequence,) = cursor.fetchone()
    if sequence is None:
        return
    cursor.execute(_GO_ON.format(sequence=sequence, table=table))
    if sequence != f"public.{table}_id_seq":
        cursor.execute(f'ALTER SEQUENCE {sequence} RENAME TO "{table}_id_seq"')
