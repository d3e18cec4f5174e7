"""How the database is asked by pages: many short questions, each worked out at once in one process.

Starting helpers for a question, or compiling it, takes longer than a page's questions do. Figures
and loads are worked out elsewhere and keep both.
"""

from datetime import datetime
from typing import Any

import psycopg
from django.db.backends.signals import connection_created
from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader

AT_ONCE = "SET max_parallel_workers_per_gather = 0; SET jit = off"
MOMENT = psycopg.adapters.types["timestamptz"].oid


def ask_so() -> None:
    """From now on, every connection that this process opens asks so."""
    connection_created.connect(_set, dispatch_uid="short questions")


def _set(*, connection: Any, **_: Any) -> None:
    _read_moments(connection)
    with connection.cursor() as cursor:
        cursor.execute(AT_ONCE)


def _read_moments(connection: Any) -> None:
    class Moments(TimestamptzLoader):
        """Reads a moment with what Python has compiled; a form that it does not know, as Django does."""

        timezone = connection.timezone

        def load(self, data: Buffer) -> datetime:
            try:
                read = datetime.fromisoformat(bytes(data).decode("ascii"))
            except ValueError:
                read = super().load(data)
            return read.astimezone(self.timezone)

    connection.connection.adapters.register_loader(MOMENT, Moments)
