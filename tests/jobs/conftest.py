"""Somebody who sends files, and a worker that does what waits."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from kinkeeper.access.who import Who, who_is
from kinkeeper.jobs.send import send
from kinkeeper.jobs.tasks import load_received

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CENSUS = next((EXAMPLES / "cin").glob("*.xml"))

SendFiles = Callable[..., UUID]


@pytest.fixture
def analyst(granted: Callable[..., Any]) -> Who:
    """Somebody who may load files."""
    return who_is(granted("performance_analyst").id)


@pytest.fixture
def sent(analyst: Who) -> SendFiles:
    """`sent(*paths)` or `sent(name=content)`: files as the browser sends them; the id of their load."""

    def files(*paths: Path, by: Who = analyst, **contents: bytes) -> UUID:
        named = [
            (path.name, path.read_bytes()) for path in paths or (() if contents else (CENSUS,))
        ]
        both = [*named, *((name.replace("_", "."), text) for name, text in contents.items())]
        return send(files=[SimpleUploadedFile(*one) for one in both], by=by)

    return files


def carry_out(load_id: UUID) -> None:
    """What a worker would do, in the test's own transaction."""
    load_received(load_id=str(load_id))


def jobs(status: str = "") -> list[Any]:
    """The jobs there are: id, task, status, attempts."""
    query = "SELECT id, task_name, status, attempts FROM procrastinate_jobs"
    with connection.cursor() as cursor:
        cursor.execute(f"{query} WHERE %s IN ('', status::text) ORDER BY id", [status])
        return list(cursor.fetchall())


def in_a_thread(work: Callable[[], None]) -> None:
    """Run it where no event loop is under way and no transaction is open."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(60)
    assert not failed, failed
