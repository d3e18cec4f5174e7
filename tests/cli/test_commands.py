"""Migrating, checking and resetting, each as a command of its own against a real server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from kinkeeper.cli import kept
from kinkeeper.config.database_lease import lease
from kinkeeper.config.database_server import APP, SUPERUSER, Server, embedded_programs

KINKEEPER = [sys.executable, "-m", "kinkeeper.cli"]


def call(*arguments: str, typed: str = "", **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a command as a person does, with these settings only."""
    ours = ("KINKEEPER_", "DATABASE_", "DJANGO_", "PYTEST_")
    others = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [*KINKEEPER, *arguments],
        env={**others, **variables},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def database(test_server: str) -> Iterator[dict[str, str]]:
    """An empty database of this module's own: settings for its owner and for the serving role."""
    parts = urlsplit(test_server)
    name = sql.Identifier(f"kinkeeper_commands_{os.getpid()}")
    owner = parts._replace(path=f"/{name.as_string().strip(chr(34))}").geturl()
    with psycopg.connect(test_server, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        app = owner.replace("kinkeeper_owner@", "kinkeeper_app@")
        yield {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner}
        server.execute(sql.SQL("DROP DATABASE {}").format(name))


@pytest.fixture(scope="module")
def migrated(database: dict[str, str]) -> dict[str, str]:
    """The same, brought to this release."""
    outcome = call("migrate", **database)
    assert outcome.returncode == 0, outcome.stderr
    return database


@pytest.mark.slow
def test_an_empty_database_is_not_fit(database: dict[str, str]) -> None:
    """Before migrating, `check` says what is missing and how to get it."""
    outcome = call("doctor", **database)
    assert outcome.returncode == 1
    assert "kinkeeper migrate" in outcome.stderr


@pytest.mark.slow
def test_a_migrated_database_is_fit(migrated: dict[str, str]) -> None:
    """After it, all is well for the serving role."""
    outcome = call("doctor", **migrated)
    assert outcome.returncode == 0, outcome.stderr
    assert "cannot rewrite its history" in outcome.stdout
    assert "operating-system user" not in outcome.stdout


@pytest.mark.slow
def test_serving_as_the_owner_is_not_fit(migrated: dict[str, str]) -> None:
    """A role that could rewrite the audit is refused, and the tables are named."""
    outcome = call("doctor", DATABASE_URL=migrated["DATABASE_OWNER_URL"])
    assert outcome.returncode == 1
    assert "access_auditentry" in outcome.stderr


@pytest.mark.slow
def test_migrating_needs_the_owner(database: dict[str, str]) -> None:
    """The serving role cannot migrate, and is told whose address is missing."""
    outcome = call("migrate", DATABASE_URL=database["DATABASE_URL"])
    assert outcome.returncode == 0 or "DATABASE_OWNER_URL" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that asks the serving role for a password."""
    folder: Path = tmp_path_factory.mktemp("guarded")
    server = Server(folder / "server", embedded_programs(), throwaway=True)
    with lease(server), psycopg.connect(server.url(role=SUPERUSER), autocommit=True) as admin:
        admin.execute(f"ALTER ROLE {APP} PASSWORD 'right'")
        rules = f"local all {APP} scram-sha-256\nlocal all all peer map=kinkeeper\n"
        (server.folder / "pg_hba.conf").write_text(rules)
        admin.execute("SELECT pg_reload_conf()")
        yield server.url()


@pytest.mark.parametrize(("password", "told"), [(":wrong", "the password"), ("", "a password")])
def test_a_wrong_password_is_told(guarded: str, password: str, told: str) -> None:
    """A password that is wrong or missing is told without being repeated."""
    outcome = call("doctor", DATABASE_URL=guarded.replace(f"{APP}@", f"{APP}{password}@"))
    assert outcome.returncode == 1
    assert told in outcome.stderr
    assert "wrong" not in outcome.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a database in it, and with a secret."""
    with lease(Server(tmp_path / "server", embedded_programs())):
        kept.secret(tmp_path, kept.SECRET_KEY, strength=48)
    assert (tmp_path / "server" / "PG_VERSION").exists()
    return tmp_path


def test_reset_asks_and_keeps(folder: Path) -> None:
    """Without a yes nothing is removed."""
    outcome = call("reset", typed="n\n", KINKEEPER_DATA_FOLDER=str(folder))
    assert outcome.returncode != 0
    assert "every record" in outcome.stdout
    assert (folder / "server" / "PG_VERSION").exists()


def test_reset_removes_after_a_yes(folder: Path) -> None:
    """With it, the database and the secret are gone."""
    outcome = call("reset", typed="y\n", KINKEEPER_DATA_FOLDER=str(folder))
    assert outcome.returncode == 0, outcome.stderr
    assert not (folder / "server").exists()
    assert not (folder / "secret-key").exists()


def test_reset_finds_nothing(tmp_path: Path) -> None:
    """Removing what is not there is no failure."""
    assert "nothing to remove" in call("reset", KINKEEPER_DATA_FOLDER=str(tmp_path)).stdout


def test_reset_leaves_other_servers_alone() -> None:
    """A database we did not make is not ours to remove."""
    outcome = call("reset", "--yes", DATABASE_URL="postgresql://db.example.gov.uk/kinkeeper")
    assert outcome.returncode == 1
    assert "not ours" in outcome.stderr
