"""What refuses to be rewritten and what the serving role has no rights to rewrite are the same."""

from django.db import connection

from kinkeeper.access.database_role import APPEND_ONLY, ENDS_ONLY, MOVES_ONLY

# Triggers of tables themselves: those of their partitions come from them.
_REFUSING = """
    SELECT tgrelid::regclass::text FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname = %s AND tgparentid = 0 AND tgtype & %s > 0 AND tgenabled = 'O'
      AND tgrelid NOT IN (SELECT inhrelid FROM pg_inherits)
"""
UPDATES, TRUNCATES = 16, 32  # bits of pg_trigger.tgtype


def tables(function: str, bit: int) -> set[str]:
    """The tables whose trigger calls this function at such a statement."""
    with connection.cursor() as cursor:
        cursor.execute(_REFUSING, [function, bit])
        return {name for (name,) in cursor.fetchall()}


def test_every_table_with_the_trigger_is_listed_and_the_reverse(db: None) -> None:
    """A new append-only table is taken from the serving role too, or this fails."""
    assert tables("kinkeeper_refuse_change", UPDATES) == set(APPEND_ONLY)
    assert tables("kinkeeper_refuse_rewrite", UPDATES) == set(ENDS_ONLY)
    assert tables("kinkeeper_refuse_but_moved", UPDATES) == set(MOVES_ONLY)


def test_none_of_them_is_emptied(db: None) -> None:
    """Neither of those added to alone, nor of those ended."""
    assert tables("kinkeeper_refuse_change", TRUNCATES) == {*APPEND_ONLY, *ENDS_ONLY, *MOVES_ONLY}
