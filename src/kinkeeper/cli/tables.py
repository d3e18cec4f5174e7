"""Brings the tables to this release, as the role that owns them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.progress import Progress, TaskID

from kinkeeper.access.database_role import grant_app_role
from kinkeeper.access.partitions import keep_years
from kinkeeper.config import environment
from kinkeeper.config.environment import Environment


def pending() -> int:
    """How many migrations this release has that the database has not."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def there(table: str) -> bool:
    """Whether the database has this table, of whatever release."""
    return table in connection.introspection.table_names()


def migrate(settings: Environment, progress: Progress) -> int:
    """Apply what is missing and leave the serving role exactly its rights; how many were missing."""
    served_by = str(connection.settings_dict["USER"])
    with as_owner(settings):
        count = pending()
        if count:
            _Migrate(progress, progress.add_task("Tables", total=count)).apply()
        keep_years()
        if served_by != connection.settings_dict["USER"]:
            grant_app_role(connection, role=served_by)
    return count


def count(settings: Environment) -> None:
    """Let the server count what was just written, so that it plans its first answers well.

    It would do so by itself within a minute or so; until then a page may take seconds.
    """
    with as_owner(settings), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class _Migrate(DjangoMigrate):
    def __init__(self, progress: Progress, task: TaskID) -> None:
        super().__init__()
        self.progress, self.task = progress, task

    def apply(self) -> None:
        from django.core.management import call_command

        call_command(self, verbosity=0, interactive=False)

    def migration_progress_callback(
        self, action: str, migration: Any | None = None, fake: bool = False
    ) -> None:
        """Move the bar on after each migration."""
        if action == "apply_success":
            self.progress.advance(self.task)


@contextmanager
def as_owner(settings: Environment) -> Iterator[None]:
    """What is asked of the database in the block is asked by the role that owns its tables."""
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(environment.database(settings.database_owner_url))
    connection.settings_dict["OPTIONS"]["connect_timeout"] = 5
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)
