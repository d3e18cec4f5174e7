"""`kinkeeper run` starts, ends and refuses as a person at a terminal meets it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from kinkeeper.cli.run import _see_port_free
from kinkeeper.config import environment
from kinkeeper.kernel.errors import KinkeeperError

KINKEEPER = [sys.executable, "-m", "kinkeeper.cli"]
READY = "Kinkeeper is at"
ONE_WORKER = {"KINKEEPER_WORKERS": "1"}  # each loads every page before it answers
PATIENCE = 300  # seconds that anything here may take on a busy machine


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def port() -> int:
    """One of them."""
    return free_port()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A data folder for this module, so that only the first start fills it."""
    made = Path(tempfile.mkdtemp(prefix="kinkeeper-run-"))
    yield made
    shutil.rmtree(made)


def variables(folder: Path, port: int, **more: str) -> dict[str, str]:
    """The shell's environment without settings of its own, and with these."""
    ours = ("KINKEEPER_", "DATABASE_", "DJANGO_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "KINKEEPER_DATA_FOLDER": str(folder), "KINKEEPER_PORT": str(port), **more}


def refused(*arguments: str, folder: Path, port: int = 8000, **more: str) -> str:
    """What a command says that must fail, without a traceback."""
    outcome = subprocess.run(
        [*KINKEEPER, *arguments],
        env=variables(folder, port, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert outcome.returncode not in (0, -6, -11)
    assert "Traceback" not in outcome.stderr
    return outcome.stderr


class Running:
    """A service that was started and is up."""

    def __init__(self, folder: Path, port: int, **more: str) -> None:
        self.port, self.log = port, folder / "terminal"
        with self.log.open("w") as terminal:
            self.process = subprocess.Popen(
                [*KINKEEPER, "run"],
                env=variables(folder, port, **more),
                stdout=terminal,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while READY not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                self.process.wait()
                pytest.fail(self.log.read_text())
            time.sleep(0.1)

    def get(self, path: str) -> HTTPResponse:
        """The answer to a request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def end(self, number: int) -> int:
        """Signal everything this start began, as a terminal does; the exit code."""
        os.killpg(self.process.pid, number)
        return self.process.wait(PATIENCE)


def clean(folder: Path) -> bool:
    """Whether nothing runs on the folder."""
    return not (folder / "server" / "postmaster.pid").exists()


@dataclass(frozen=True)
class Ended:
    """What was seen of a service that was started, asked for a page and ended."""

    page: HTTPResponse
    code: int
    clean: bool
    secret: str

    @classmethod
    def by(cls, number: int, running: Running, folder: Path) -> "Ended":
        """Ask, then end it by this signal; nothing is left running when no answer comes."""
        try:
            page = running.get("/health/")
        finally:
            code = running.end(number)
        return cls(page, code, clean(folder), (folder / "secret-key").read_text())


@pytest.fixture(scope="module")
def first(folder: Path) -> Ended:
    """The first start, which fills the folder, ended by Ctrl-C."""
    return Ended.by(signal.SIGINT, Running(folder, free_port()), folder)


@pytest.fixture(scope="module")
def second(first: Ended, folder: Path) -> Ended:
    """A start that was killed, and the one after it, ended as an init system does."""
    Running(folder, free_port(), **ONE_WORKER).end(signal.SIGKILL)
    return Ended.by(signal.SIGTERM, Running(folder, free_port(), **ONE_WORKER), folder)


@pytest.mark.slow
def test_it_serves_until_ctrl_c_and_leaves_the_folder_clean(first: Ended) -> None:
    """A first start ends in pages; Ctrl-C ends it with nothing left running."""
    assert first.page.status == 200
    assert first.page.headers["Cache-Control"] == "no-store"
    assert first.code == 0
    assert first.clean


@pytest.mark.slow
def test_it_starts_again_after_kill_9(second: Ended) -> None:
    """After kill -9 of the command, whatever it left behind needs no repair by hand."""
    assert second.page.status == 200
    assert second.clean


@pytest.mark.slow
def test_a_secret_is_made_once_and_kept_private(first: Ended, second: Ended, folder: Path) -> None:
    """A demonstration's sessions outlive its restarts, and its key is its user's alone."""
    assert second.secret == first.secret
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_taken_port_is_told(folder: Path) -> None:
    """A port in use is named, with how to choose another."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        said = refused("run", folder=folder, port=taken)
    assert f"Port {taken}" in said
    assert "KINKEEPER_PORT=" in said


def test_an_address_of_another_machine_is_told() -> None:
    """It is the address that is wrong, not the port that is taken."""
    with pytest.raises(KinkeeperError, match="not an address of this machine"):
        _see_port_free(replace(environment.read({}), address="192.0.2.1"))


def test_wrong_settings_are_told(folder: Path) -> None:
    """Production without its settings lists them and does not start."""
    said = refused("run", folder=folder, KINKEEPER_MODE="production")
    assert "3 settings are wrong" in said


@pytest.mark.parametrize("command", ["run", "doctor", "migrate"])
def test_an_unreachable_database_is_told(folder: Path, port: int, command: str) -> None:
    """A database that does not answer is told, with what to correct."""
    url = f"postgresql://me:secret@127.0.0.1:{port}/kinkeeper"
    said = refused(command, folder=folder, port=port, DATABASE_URL=url)
    assert "No database answers" in said
    assert "secret" not in said


def test_a_missing_database_is_told(folder: Path, test_server: str) -> None:
    """A database that does not exist on a server that answers is told."""
    said = refused(
        "doctor", folder=folder, DATABASE_URL=test_server.replace("/kinkeeper?", "/nowhere?")
    )
    assert "does not exist" in said


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A data folder where none can be is told with the setting to change."""
    (tmp_path / "file").write_text("in the way")
    said = refused("run", folder=tmp_path / "file")
    assert "KINKEEPER_DATA_FOLDER" in said


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A folder that this user cannot write to: root meets that on a read-only disk alone."""
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    if os.geteuid() != 0:
        yield shut
        return
    mount = ["/bin/mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(shut)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this root may not mount a read-only disk")
    yield shut
    subprocess.run(["/bin/umount", str(shut)], check=True)


def test_a_folder_that_cannot_be_written_is_told(unwritable: Path) -> None:
    """A read-only data folder is told with the setting to change."""
    said = refused("run", folder=unwritable / "data")
    assert "cannot be written to" in said
    assert "KINKEEPER_DATA_FOLDER" in said


def test_a_folder_where_none_can_be_is_told() -> None:
    """So is one in a place that takes no folders at all."""
    assert "KINKEEPER_DATA_FOLDER" in refused("run", folder=Path("/proc/kinkeeper"))
