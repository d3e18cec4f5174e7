"""`kinkeeper jobs` and the worker beside the pages, as the person who keeps the service meets them."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from kinkeeper.cli import beside, fitness
from kinkeeper.cli.main import cli
from kinkeeper.config import environment
from kinkeeper.config.health import health

ALIVE = "import time; print('up', flush=True); time.sleep(600)"


def ends(condition: Callable[[], bool]) -> bool:
    """Whether it comes true within a minute: a busy machine may start a program slowly."""
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


def is_gone(number: int) -> bool:
    """Whether no process has this number, or only a dead one."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{number}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def waiting(db: None) -> None:
    """A job that has waited for five minutes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'tidy', '{}')"
        )
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '5 minutes'")


@pytest.mark.usefixtures("waiting")
def test_check_says_that_nobody_works() -> None:
    """What is the matter and what to do; it keeps nobody from starting."""
    (said,) = fitness.idle()
    assert said == "1 job waits, and no worker is running. Start one: kinkeeper jobs."
    assert said not in fitness.problems(environment.read({}))


@pytest.mark.usefixtures("waiting")
def test_the_monitor_learns_that_nobody_works(rf: object) -> None:
    """In words, with 200: pages are served all the same."""
    answer = health(rf.get("/health/"))  # type: ignore[attr-defined]
    assert answer.status_code == 200
    assert answer.content == b"ok, but 1 job waits, and no worker is running."


def test_help_names_what_it_does() -> None:
    """The command is listed, and what only `run` uses is not shown."""
    said = CliRunner().invoke(cli, ["jobs", "--help"]).output
    assert "--once" in said
    assert "beside" not in said


def program(noted: Path, does: str) -> str:
    """A program that notes its number, then does this."""
    return f"import os; open({str(noted)!r}, 'a').write(f'{{os.getpid()}}\\n'); {does}"


def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let another program stand in for the worker's keeper; where it notes its number."""
    noted = tmp_path / "workers"
    monkeypatch.setattr(beside, "_JOBS", (sys.executable, "-c", program(noted, ALIVE)))
    return noted


def test_a_worker_ends_with_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left running once the block is over."""
    noted = instead(tmp_path, monkeypatch)
    with beside.worker(environment.read({})):
        assert ends(noted.exists)
    assert is_gone(int(noted.read_text()))


def test_a_worker_apart_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the settings say so, the pages are served alone."""
    noted = instead(tmp_path, monkeypatch)
    with beside.worker(environment.read({"KINKEEPER_JOBS": "apart"})):
        pass
    assert not noted.exists()


KEEPER = """
import os, sys
from kinkeeper.cli import beside
beside.PAUSE = 0.1
beside._JOBS = (sys.executable, "-c", sys.argv[1])
beside.keep(os.getppid())
"""
PAGES = """
import subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1], sys.argv[2]])
"""


def test_a_worker_that_dies_is_followed_by_another(tmp_path: Path) -> None:
    """Whatever killed it; and told to stop, its keeper ends in order."""
    noted = tmp_path / "workers"
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER, program(noted, "os.abort()")])
    assert ends(lambda: noted.exists() and len(noted.read_text().split()) > 2)
    keeper.terminate()
    assert keeper.wait(60) == 0


def test_a_worker_does_not_outlive_the_pages(tmp_path: Path) -> None:
    """Killed outright they cannot say good-bye: their absence is enough."""
    noted = tmp_path / "workers"
    pages = subprocess.Popen([sys.executable, "-c", PAGES, KEEPER, program(noted, ALIVE)])
    assert ends(lambda: noted.exists() and noted.read_text().endswith("\n"))
    pages.kill()
    pages.wait()
    assert ends(lambda: is_gone(int(noted.read_text())))
