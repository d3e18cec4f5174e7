"""How the database is asked by pages: many short questions, each worked out at once in one process.

Starting helpers for a question, or compiling it, takes longer than a page's questions do. Figures
and loads are worked out elsewhere and keep both.
"""

from typing import Any

from django.db.backends.signals import connection_created

AT_ONCE = "SET max_parallel_workers_per_gather = 0; SET jit = off"


def ask_so() -> None:
    """From now on, every connection that this process opens asks so."""
    connection_created.connect(_set, dispatch_uid="short questions")


def _set(*, connection: Any, **_: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(AT_ONCE)
