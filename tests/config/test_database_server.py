"""The embedded server starts, shares, survives a kill and explains itself."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from kinkeeper.config import database_folder, database_lease
from kinkeeper.config.database_server import OWNER, Server, embedded_programs
from kinkeeper.kernel.errors import KinkeeperError

HOLD = """
import sys, time
from pathlib import Path
from kinkeeper.config.database_lease import lease
from kinkeeper.config.database_server import Server, embedded_programs
with lease(Server(Path(sys.argv[1]), embedded_programs(), throwaway=True)):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server of this module's own, made once; each test starts and stops it."""
    folder = Path(tempfile.mkdtemp(prefix="kinkeeper test '"))  # a blank and a quote on purpose
    yield Server(folder / "server", embedded_programs(), throwaway=True)
    Server(folder / "server", embedded_programs()).stop()
    shutil.rmtree(folder)


def ask(server: Server, question: str, *, role: str = "kinkeeper_app") -> object:
    """The first value of the answer."""
    with psycopg.connect(server.url(role=role)) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


@contextmanager
def held(server: Server) -> "Iterator[subprocess.Popen[str]]":
    """Another process that leases the server."""
    command = [sys.executable, "-c", HOLD, str(server.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.terminate()


def end(process: "subprocess.Popen[str]", number: int) -> None:
    """Send the signal and wait for the end."""
    process.send_signal(number)
    process.wait(60)


def test_a_lease_starts_and_ends_it(server: Server) -> None:
    """The server runs inside the block, knows letters beyond ASCII, and leaves no trace of running."""
    with database_lease.lease(server):
        assert ask(server, "SELECT lower('ŁÓDŹ') || current_user") == "łódźkinkeeper_app"
    assert not server.running()
    assert not (server.folder / "postmaster.pid").exists()


def test_no_network_port_is_opened(server: Server) -> None:
    """The embedded server is reached through its socket alone."""
    with database_lease.lease(server):
        assert ask(server, "SHOW listen_addresses") == ""


def test_statements_stay_out_of_its_log(server: Server) -> None:
    """A failing statement's values, which may be a child's, are not in the server's log."""
    with database_lease.lease(server), pytest.raises(psycopg.errors.InvalidTextRepresentation):
        ask(server, "SELECT 'Featherstonehaugh'::integer WHERE 'Rosalind' <> ''")
    log = (server.folder / "server.log").read_text()
    assert "Rosalind" not in log


def test_the_serving_role_owns_nothing(server: Server) -> None:
    """The role that serves cannot make or drop a database's tables."""
    with database_lease.lease(server):
        assert ask(server, "SELECT has_schema_privilege('public', 'CREATE')") is False
        assert ask(server, "SELECT has_schema_privilege('public', 'CREATE')", role=OWNER) is True


def test_the_last_one_out_stops_it(server: Server) -> None:
    """Two commands share one server, and the first to end does not take it from the other."""
    with held(server) as other, database_lease.lease(server):
        end(other, signal.SIGINT)
        assert server.running()
    assert not server.running()


def test_alone_is_refused_while_shared(server: Server) -> None:
    """Data cannot be removed under a running service."""
    with held(server) as other:
        with pytest.raises(KinkeeperError, match="is running"), database_lease.alone(server):
            pytest.fail("the lease of the other process was overlooked")
        end(other, signal.SIGINT)


def test_it_takes_over_what_a_killed_command_left(server: Server) -> None:
    """After kill -9 of the command, the orphaned server is used again and then stopped."""
    with held(server) as other:
        end(other, signal.SIGKILL)
    assert server.running()
    with database_lease.lease(server):
        assert ask(server, "SELECT 1") == 1
    assert not server.running()


def test_it_starts_after_the_server_itself_was_killed(server: Server) -> None:
    """After kill -9 of the server its stale files stop nobody."""
    with held(server) as other:
        note = (server.folder / "postmaster.pid").read_text()
        os.kill(int(note.splitlines()[0]), signal.SIGKILL)
        end(other, signal.SIGKILL)
    with database_lease.lease(server):
        assert ask(server, "SELECT 1") == 1


def test_a_stale_number_of_another_program_is_forgotten(server: Server) -> None:
    """A dead server's process number that another program now has does not block the start."""
    note = server.folder / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{server.folder}\n{int(time.time())}\n5432\n")
    with database_lease.lease(server):
        assert ask(server, "SELECT 1") == 1


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    """A checkout deep in the file system still has a database."""
    deep = Server(tmp_path / ("d" * 90) / "server", embedded_programs(), throwaway=True)
    assert len(str(deep.socket_folder)) < 85
    with database_lease.lease(deep):
        assert ask(deep, "SELECT 1") == 1
    shutil.rmtree(deep.socket_folder)


def test_the_shells_own_settings_do_not_move_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PGPORT and the like, set for other servers, change nothing."""
    monkeypatch.setenv("PGPORT", "6000")
    monkeypatch.setenv("PGDATA", "/nowhere")
    with database_lease.lease(server):
        assert ask(server, "SELECT 1") == 1


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """No space left is said in words, with what to do, and leaves no half-made database behind."""
    small = _small_disk(tmp_path)
    server = Server(small / "server", embedded_programs())
    try:
        with pytest.raises(KinkeeperError, match="is full") as caught:
            server.start()
        assert "Free some space" in caught.value.do
        assert not server.initialised
    finally:
        subprocess.run(["/bin/umount", small], check=True)


def _small_disk(folder: Path) -> Path:
    small = folder / "small"
    small.mkdir()
    command = ["/bin/mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(small)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root may make a small disk; the message itself is tested below")
    return small


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("initdb: error: could not write: No space left on device", "is full"),
        ("could not create directory: Read-only file system", "cannot be written to"),
        ("initdb: error: Permission denied", "cannot be written to by this user"),
        (
            "database files are not compatible with server; is not compatible with this version",
            "version",
        ),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)
def test_the_servers_words_are_translated(said: str, told: str) -> None:
    """Every failure of the server has a sentence and something to do."""
    error = database_folder.explain(said, Path("/srv/data"))
    assert told in error.message
    assert "/srv/data" in error.message
    assert error.do
