"""A worker beside the pages: started with them, started again when it dies, gone when they are.

The pages' own process forks and collects its children, so a small process of its own keeps the worker.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from kinkeeper.config.environment import Environment

Ready = Callable[[], None]
PAUSE: Final = 5.0  # seconds before a worker that died is followed by another
GRACE: Final = 20.0  # seconds the job in hand has to end; it is found again if it does not
_JOBS: Final = (sys.executable, "-m", "kinkeeper.cli", "jobs")


@contextmanager
def worker(settings: Environment) -> Iterator[None]:
    """A worker for as long as this block lasts, unless the settings place it apart."""
    if settings.jobs != "here":
        yield
        return
    ours = os.getpid()
    keeper = subprocess.Popen([*_JOBS, "--keep-beside", str(ours)], stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        if os.getpid() == ours:  # not in what was forked for the pages
            _end(keeper, GRACE + PAUSE)


def keep(parent: int) -> None:
    """Keep a worker running while `parent` does, or until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    while not _over(stop, parent):
        child = subprocess.Popen([*_JOBS, "--beside", str(os.getpid())], stdin=subprocess.DEVNULL)
        while child.poll() is None and not _over(stop, parent):
            stop.wait(0.5)
        if child.poll() is None:
            _end(child, GRACE)
        else:
            stop.wait(PAUSE)


def _over(stop: threading.Event, parent: int) -> bool:
    return stop.is_set() or os.getppid() != parent


def _end(process: "subprocess.Popen[bytes]", grace: float) -> None:
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
