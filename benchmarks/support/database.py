"""A database of a benchmark's own: the embedded server in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]


@contextmanager
def scratch() -> Iterator[Path]:
    """Django on an empty, migrated database set up as in a first run; the folder it lies in."""
    from kinkeeper.cli import service, tables
    from kinkeeper.cli.progress import bars

    parent = CHECKOUT / ".data"
    parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    os.environ.pop("DATABASE_URL", None)
    os.environ["KINKEEPER_DATA_FOLDER"] = str(folder)
    try:
        with service.django() as settings:
            with bars() as progress:
                tables.migrate(settings, progress)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def rolled_back(work: Callable[[], Any]) -> Callable[[], None]:
    """The work in a transaction that is undone, so that each run starts from the same tables."""

    def run() -> None:
        from django.db import transaction

        with transaction.atomic():
            work()
            transaction.set_rollback(True)

    return run
