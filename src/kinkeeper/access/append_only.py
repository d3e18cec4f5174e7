"""Triggers that make a table append-only, for the migrations of this app and of higher ones."""

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
