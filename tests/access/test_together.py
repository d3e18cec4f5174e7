"""Migrations that are one step."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.models import CASCADE, BigAutoField, CharField, CheckConstraint, ForeignKey, Index, Q

from kinkeeper.access.together import Together

TABLES = ("access_doll", "access_house")
SAYS = """
SELECT attrelid::regclass::text, attname || ' ' || format_type(atttypid, atttypmod), attnotnull::text
  FROM pg_attribute WHERE attrelid = ANY(%(tables)s::regclass[]) AND attnum > 0
UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE conrelid = ANY(%(tables)s::regclass[])
UNION ALL SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  FROM pg_index WHERE indrelid = ANY(%(tables)s::regclass[]) ORDER BY 1, 2, 3
"""
KEY: tuple[str, Any] = ("id", BigAutoField(primary_key=True))
STEPS = [
    operations.CreateModel("House", [KEY, ("name", CharField(max_length=20))]),
    operations.CreateModel("Doll", [KEY]),
    operations.AddField("doll", "house", ForeignKey("access.House", CASCADE, null=True)),
    operations.AddField("doll", "best", ForeignKey("access.Doll", CASCADE, null=True)),
    operations.AddIndex("doll", Index(fields=["best", "house"], name="doll_best")),
    operations.AddConstraint(
        "house", CheckConstraint(condition=~Q(name=""), name="house_is_called")
    ),
]


def _applied(kind: type[Migration]) -> list[tuple[Any, ...]]:
    """What the database says of the tables after a migration of this kind; then it is undone."""
    migration = kind("9999_dolls", "access")
    vars(migration)["operations"] = STEPS
    state = MigrationLoader(connection).project_state(("access", "0001_initial"))
    rendered = len(state.apps.get_models())
    with connection.schema_editor() as editor:
        after = migration.apply(state.clone(), editor)
    assert len(after.apps.get_models()) == rendered + 2
    with connection.cursor() as cursor:
        cursor.execute(SAYS, {"tables": list(TABLES)})
        said: list[tuple[Any, ...]] = cursor.fetchall()
    with connection.schema_editor() as editor:
        migration.unapply(state, editor)
    return said


@pytest.mark.django_db
def test_the_tables_are_as_one_step_after_another_makes_them() -> None:
    """Every column, constraint and index is the same."""
    one_by_one = _applied(Migration)
    assert _applied(Together) == one_by_one
    assert {"doll_best", "house_is_called"} <= {name for _, name, _ in one_by_one}


def test_a_migration_that_runs_code_is_not_one_step() -> None:
    """It is refused before anything is done."""
    migration = Together("9999_dolls", "access")
    vars(migration)["operations"] = [operations.RunPython(operations.RunPython.noop)]
    state = MigrationLoader(None).project_state(("access", "0001_initial"))
    with pytest.raises(TypeError, match="cannot be one step"):
        migration.apply(state, connection.schema_editor())
