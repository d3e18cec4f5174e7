"""The demonstration city in a database of its own: written once, then copied for each file."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import override_settings
from rich.progress import Progress

from kinkeeper.access.invented import PASSWORD
from kinkeeper.access.services import operator
from kinkeeper.cli import city_authority, demonstration
from kinkeeper.kernel import moment
from kinkeeper.measures.refresh import refresh_measures

SIZE = 0.05
MONDAY = demonstration.TODAY[demonstration.CITY]
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def copied(source: str, name: str) -> Iterator[str]:
    """A database like the source, for as long as the block lasts."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        _leave(cursor, source)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    try:
        yield name
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def working_in(name: str) -> Iterator[None]:
    """Every new connection of this process goes to that database, the live server's too."""
    settings = connection.settings_dict
    before = settings["NAME"]
    connection.close()
    settings["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = before


def write() -> None:
    """The city with its people and its figures, by the path a demonstration takes."""
    with (
        moment.held(MONDAY),
        override_settings(PASSWORD_HASHERS=QUICK),
        Progress(disable=True) as progress,
    ):
        city_authority.make(operator(), progress, password=PASSWORD, size=SIZE)
        refresh_measures()


def _leave(cursor: object, name: str) -> None:
    """A database is copied while nobody is in it; threads of a live server may linger."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND backend_type = 'client backend'",
        [name],
    )
