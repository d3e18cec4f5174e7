"""Triggers that keep what was written, for the migrations of this app and of higher ones."""

from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation

_FUNCTION = """
CREATE OR REPLACE FUNCTION kinkeeper_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$
"""


def refusing_function() -> Operation:
    """The function that every append-only table's triggers call."""
    return RunSQL(_FUNCTION, "DROP FUNCTION kinkeeper_refuse_change()")


def append_only(table: str) -> Operation:
    """From now on `table` refuses UPDATE, DELETE and TRUNCATE, whoever asks."""
    row, whole = f"{table}_no_change", f"{table}_no_truncate"
    call = "EXECUTE FUNCTION kinkeeper_refuse_change()"
    return RunSQL(
        [
            f'CREATE TRIGGER {row} BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW {call}',
            f'CREATE TRIGGER {whole} BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {call}',
        ],
        [f'DROP TRIGGER {row} ON "{table}"', f'DROP TRIGGER {whole} ON "{table}"'],
    )


# Two records found to be one are joined: that is the one thing that may come over a kept row.
_MOVES_ONLY = """
CREATE OR REPLACE FUNCTION kinkeeper_refuse_but_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - TG_ARGV[0] IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV[0] THEN
        RAISE EXCEPTION '% is kept as it was written: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""


def moving_function() -> Operation:
    """The function that the triggers of every table whose rows may only move call."""
    return RunSQL(_MOVES_ONLY, "DROP FUNCTION kinkeeper_refuse_but_moved()")


def moves_only(table: str, column: str = "person_id") -> Operation:
    """From now on rows of `table` stay as written, but for whom they are about when records merge."""
    row, gone, whole = f"{table}_no_rewrite", f"{table}_no_delete", f"{table}_no_truncate"
    refuse = "EXECUTE FUNCTION kinkeeper_refuse_change()"
    return RunSQL(
        [
            f'CREATE TRIGGER {row} BEFORE UPDATE ON "{table}" FOR EACH ROW'
            f" EXECUTE FUNCTION kinkeeper_refuse_but_moved('{column}')",
            f'CREATE TRIGGER {gone} BEFORE DELETE ON "{table}" FOR EACH ROW {refuse}',
            f'CREATE TRIGGER {whole} BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refuse}',
        ],
        [f'DROP TRIGGER {name} ON "{table}"' for name in (row, gone, whole)],
    )


# An end that is still to come may be brought forward; one that has come stands.
_ENDS_ONLY = """
CREATE OR REPLACE FUNCTION kinkeeper_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD); becomes jsonb := to_jsonb(NEW); ends text := TG_ARGV[0];
BEGIN
    IF was - TG_ARGV::text[] IS DISTINCT FROM becomes - TG_ARGV::text[] THEN
        RAISE EXCEPTION '% may be ended, never rewritten', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF was ->> ends IS NOT NULL AND was IS DISTINCT FROM becomes AND ((was ->> ends)::timestamptz <= now()
            OR (becomes ->> ends)::timestamptz > (was ->> ends)::timestamptz OR becomes ->> ends IS NULL) THEN
        RAISE EXCEPTION '% has ended: its end stands', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""


def ending_function() -> Operation:
    """The function that the triggers of every table that may only be ended call."""
    return RunSQL(_ENDS_ONLY, "DROP FUNCTION kinkeeper_refuse_rewrite()")


def ends_only(table: str, *columns: str) -> Operation:
    """From now on rows of `table` stay, and only these columns, the end first, are ever written."""
    row, gone, whole = f"{table}_no_rewrite", f"{table}_no_delete", f"{table}_no_truncate"
    ends = ", ".join(f"'{column}'" for column in columns)
    refuse = "EXECUTE FUNCTION kinkeeper_refuse_change()"
    return RunSQL(
        [
            f'CREATE TRIGGER {row} BEFORE UPDATE ON "{table}" FOR EACH ROW'
            f" EXECUTE FUNCTION kinkeeper_refuse_rewrite({ends})",
            f'CREATE TRIGGER {gone} BEFORE DELETE ON "{table}" FOR EACH ROW {refuse}',
            f'CREATE TRIGGER {whole} BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refuse}',
        ],
        [f'DROP TRIGGER {name} ON "{table}"' for name in (row, gone, whole)],
    )
