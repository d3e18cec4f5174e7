"""The serving role may add to history and never rewrite it."""

import pytest
from django.db import ProgrammingError, connection

from kinkeeper.access.database_role import APPEND_ONLY


def run(statement: str) -> None:
    """Run a statement on the test's connection."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_history_cannot_be_rewritten(as_app_role: None, table: str, statement: str) -> None:
    """The database itself refuses, whatever the code above it tries."""
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(statement.format(table))


def test_it_cannot_change_tables(as_app_role: None) -> None:
    """Nor can it switch off what guards them."""
    with pytest.raises(ProgrammingError, match="must be owner"):
        run("ALTER TABLE access_auditentry DISABLE TRIGGER ALL")
