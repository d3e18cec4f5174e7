"""Commands reach their database, and explain when it went away under them."""

from pathlib import Path

import psycopg
import pytest

from kinkeeper.cli import service
from kinkeeper.config import environment
from kinkeeper.config.environment import Environment
from kinkeeper.kernel.errors import KinkeeperError


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Settings whose database is the embedded one of a folder."""
    (tmp_path / "server").mkdir()
    url = f"postgresql://kinkeeper_app@:5432/kinkeeper?host={tmp_path}/server"
    monkeypatch.setenv("DATABASE_URL", url)
    return environment.read({"KINKEEPER_DATA_FOLDER": str(tmp_path), "DATABASE_URL": url})


def last_words(settings: Environment, words: str) -> None:
    """The server writes its last words, and the command loses it."""
    (settings.data_folder / "server" / "server.log").write_text(words)
    with service.last_words(settings):
        raise psycopg.OperationalError("server closed the connection unexpectedly")


def test_a_server_that_died_of_a_full_disk_is_told(embedded: Environment) -> None:
    """The command sees a lost connection; the reader is told of the disk."""
    with pytest.raises(KinkeeperError, match="is full"):
        last_words(embedded, "PANIC: could not write to file: No space left on device\n")


def test_another_death_is_left_as_it_is(embedded: Environment) -> None:
    """A lost connection with no such words is not blamed on the disk."""
    with pytest.raises(psycopg.OperationalError):
        last_words(embedded, "LOG: database system is shut down\n")


def test_a_demonstrations_secret_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    """Without a place for its secret a demonstration does not start."""
    (tmp_path / "secret-key").mkdir()
    settings = environment.read({"KINKEEPER_DATA_FOLDER": str(tmp_path)})
    with pytest.raises(KinkeeperError, match="secret-key"):
        service.keep_secret(settings)
