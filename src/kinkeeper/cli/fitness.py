"""Whether the database behind the settings is fit to serve real records."""

from typing import Final

from django.db import connection

from kinkeeper.access.database_role import APPEND_ONLY
from kinkeeper.cli import tables

HOW_TO: Final = "docs/how-to/run-in-production.md"


def problems() -> list[str]:
    """Everything that is wrong, each with what to do; empty when fit."""
    return [*_missing_tables(), *_too_powerful()]


def _missing_tables() -> list[str]:
    count = tables.pending()
    return [f"It lacks {count} changes of this release. Run: kinkeeper migrate."] if count else []


def _too_powerful() -> list[str]:
    tables = ", ".join(table for table in APPEND_ONLY if _rewritable(table))
    if not tables:
        return []
    return [
        f"The role of DATABASE_URL could rewrite {tables}. "
        f"Serve with a role that does not own the tables: {HOW_TO}."
    ]


def _rewritable(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [table])
        if cursor.fetchone() == (None,):
            return False
        cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE')", [table])
        return bool(cursor.fetchone() == (True,))
