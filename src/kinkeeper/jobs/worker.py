"""Does jobs until told to stop."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Final

import structlog
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import (
    close_db_connections,
    close_db_connections_async,
)
from procrastinate.contrib.django.django_connector import DjangoConnector

from kinkeeper.jobs.lock import held_while_running
from kinkeeper.jobs.watch import Watch
from kinkeeper.kernel.errors import KinkeeperError

LOOKS: Final = 5.0  # seconds between two looks
_log: Final = structlog.get_logger(__name__)


def work(*, ready: Callable[[], None] = lambda: None, beside: int | None = None) -> None:
    """Work until SIGTERM or Ctrl-C, finishing the job in hand, or until process `beside` is gone."""
    asyncio.run(_until_stopped(ready, beside))


def work_off() -> None:
    """Do the jobs that wait, then stop."""
    _look_once(Watch())
    asyncio.run(_work(wait=False))


async def _work(*, wait: bool) -> None:
    """A worker on connections of its own; what deferred jobs and looks after them keeps Django's."""
    working = app.with_connector(DjangoConnector().get_worker_connector())
    await _let_go()
    async with working.open_async():
        await working.run_worker_async(
            wait=wait,
            install_signal_handlers=False,
            listen_notify=wait,
            task_middleware=[close_db_connections, close_db_connections_async, held_while_running],
        )


async def _until_stopped(ready: Callable[[], None], beside: int | None) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    parts = [asyncio.create_task(part) for part in (
        _work(wait=True), _look(), _orphaned(beside), stop.wait()
    )]  # fmt: skip
    ready()
    done, rest = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
    for part in rest:
        part.cancel()
    await asyncio.gather(*rest, return_exceptions=True)  # the worker ends the job in hand first
    for part in done:
        part.result()
    if not stop.is_set() and parts[0] in done:
        raise KinkeeperError(
            "The worker stopped by itself: it lost the database.",
            do="See that the database answers; jobs that were under way are found again.",
        )


async def _look() -> None:
    """Look for what nobody looks after; a look that fails is told, and followed by another."""
    watch, look = Watch(), sync_to_async(_look_once, thread_sensitive=False)
    while True:
        try:
            await look(watch)
        except Exception:  # noqa: BLE001  one look is no reason to leave the jobs
            _log.exception("look_failed")
        await _let_go()
        await asyncio.sleep(LOOKS)


async def _let_go() -> None:
    """Close what hourly jobs are sent through, for a connection kept for an hour may have broken."""
    await sync_to_async(connections.close_all)()


def _look_once(watch: Watch) -> None:
    close_old_connections()
    try:
        watch.look()
    finally:
        if not connection.in_atomic_block:  # each look may be on another thread
            connection.close()


async def _orphaned(beside: int | None) -> None:
    """Return once the process that started this one is gone."""
    while beside is None or os.getppid() == beside:  # noqa: ASYNC110  the system tells nobody
        await asyncio.sleep(1)
