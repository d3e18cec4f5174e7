"""The command line is quick to help and plain when something fails."""

import errno
import subprocess
import sys

import click
import psycopg
import pytest

from kinkeeper.cli import failures, main
from kinkeeper.kernel.errors import BadInput, KinkeeperError

PROBE = """
import sys
from click.testing import CliRunner
from kinkeeper.cli.main import cli
outcome = CliRunner().invoke(cli, ["--help"])
assert outcome.exit_code == 0, outcome.output
heavy = {"django", "polars", "psycopg", "numpy", "rich"} & set(sys.modules)
assert not heavy, heavy
print(outcome.output)
"""


@pytest.fixture(scope="module")
def help_text() -> str:
    """What a person sees who asks for help, in a process that loads nothing heavy."""
    command = [sys.executable, "-c", PROBE]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_help_starts_nothing_heavy(help_text: str) -> None:
    """Asking for help does not import Django, the database driver or Polars."""
    assert "Commands:" in help_text


def test_help_lists_every_installed_command(help_text: str) -> None:
    """Each command that is there is told with one line; what people never call is not."""
    context = click.Context(main.cli)
    names = set(main.cli.list_commands(context))
    assert {"run", "reset", "migrate", "check", "doctor", "audit", "duties"} <= names
    assert all(f"\n  {name}" in help_text for name in names - main.HIDDEN)
    assert "prepare" not in help_text


@pytest.mark.parametrize("name", sorted(main.COMMANDS))
def test_every_command_of_the_table_can_be_called(name: str) -> None:
    """A command's module holds it under the name it is called by."""
    found = main.cli.get_command(click.Context(main.cli), name)
    assert found is not None
    assert found.name == name


def test_an_unknown_command_is_told() -> None:
    """A mistyped command ends with a code and no traceback."""
    command = [sys.executable, "-m", "kinkeeper.cli", "rum"]
    outcome = subprocess.run(command, check=False, capture_output=True, text=True)
    assert outcome.returncode == 2
    assert "No such command" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_known_failure_has_words_and_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Our own errors say what happened and what to do, and keep their exit code."""
    code = failures.tell(BadInput("is not a date", file="a.csv", row=3, do="Correct it."))
    assert code == 2
    assert capsys.readouterr().err == "a.csv, row 3: is not a date\nCorrect it.\n"


def test_a_full_disk_is_told_wherever_it_is_met() -> None:
    """No space left on our own disk is found among the causes of any failure."""
    outer = RuntimeError("while writing")
    outer.__cause__ = OSError(errno.ENOSPC, "No space left on device", "/srv/data/x")
    known = failures.explain(outer)
    assert known is not None
    assert known.message == "The disk is full. (/srv/data/x)"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (psycopg.errors.DiskFull("could not extend file"), "disk is full"),
        (psycopg.OperationalError("could not write: No space left on device"), "disk is full"),
        (psycopg.errors.InsufficientPrivilege("permission denied"), "lacks a right"),
        (psycopg.errors.ReadOnlySqlTransaction("read-only"), "only lets itself be read"),
        (psycopg.errors.UndefinedTable("relation"), "lacks a table"),
        (psycopg.OperationalError("FATAL: password authentication failed"), "the password"),
        (psycopg.OperationalError("connection timeout expired"), "in time"),
        (psycopg.OperationalError("failed to resolve host 'db'"), "not known"),
        (psycopg.OperationalError("FATAL: sorry, too many clients"), "no connection to spare"),
        (psycopg.OperationalError("FATAL: something new"), "cannot be used"),
    ],
)
def test_a_database_failure_is_told(error: psycopg.Error, told: str) -> None:
    """Each failure of the database has a sentence of its own and something to do."""
    known = failures.explain(error)
    assert isinstance(known, KinkeeperError)
    assert told in known.message
    assert known.do


def test_a_defect_stays_a_defect() -> None:
    """What nobody foresaw is not dressed up as the reader's mistake."""
    with pytest.raises(ZeroDivisionError):
        failures.tell(ZeroDivisionError("ours"))
