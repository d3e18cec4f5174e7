"""Whether the process that took a job is alive: it holds a lock that ends when it does.

A heartbeat is a guess, late by half a minute, about a process that may only be slow. The lock is the
database's own word: it is let go when the job ends or its connection does, however that came about.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from procrastinate import JobContext
from procrastinate.worker import Worker

_CLASS: Final = 0x4A4F4253
_DEAD: Final = """
    SELECT j.id, j.attempts FROM procrastinate_jobs j
    WHERE j.status = 'doing' AND NOT EXISTS (
        SELECT 1 FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.classid = %s AND l.objid = j.id AND l.objsubid = 2
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
    ORDER BY j.id
"""


def held_while_running(call_next: Callable[[], Any], context: JobContext, _worker: Worker) -> Any:
    """Run the job under its lock; wait where an earlier run of it has not ended yet."""
    with holding(context.job.id or 0):
        return call_next()


@contextmanager
def holding(job_id: int) -> Iterator[None]:
    """Hold the lock of a job on this thread's connection, past the ends of its transactions."""
    _ask("SELECT pg_advisory_lock(%s, %s)", job_id)
    try:
        yield
    finally:
        if connection.is_usable():  # a connection that broke has let go already
            _ask("SELECT pg_advisory_unlock(%s, %s)", job_id)


def alone() -> bool:
    """Whether no other worker looks just now; so until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, 0)", [_CLASS])
        return bool(cursor.fetchone() == (True,))


def unheld() -> dict[int, int]:
    """Jobs that are said to run and that nobody runs, each with how often it was tried before."""
    with connection.cursor() as cursor:
        cursor.execute(_DEAD, [_CLASS])
        return dict(cursor.fetchall())


def _ask(query: str, job_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, [_CLASS, job_id])
