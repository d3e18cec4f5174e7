"""Databases made once a session, and copied or rolled back by whoever tests over them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection

Fill = Callable[[], None]


class Prepared:
    """Databases by the function that filled them; each is made when it is first asked for."""

    def __init__(self, empty: str, blocker: Any, stack: ExitStack) -> None:
        self._empty, self._blocker, self._stack = empty, blocker, stack
        self._made: dict[Fill, str] = {}

    def __call__(self, fill: Fill) -> str:
        """The name of the database that this function has filled. Nothing is committed to it after."""
        if fill not in self._made:
            with self._blocker.unblock():
                name = f"{self._empty}_{fill.__name__}"
                self._stack.enter_context(copied(self._empty, name))
                with working_in(name):
                    fill()
                    connection.cursor().execute("ANALYZE")
            self._made[fill] = name
        return self._made[fill]

    @contextmanager
    def opened(self, fill: Fill) -> Iterator[None]:
        """Work in it, and leave it as it was: for a test whose transaction is rolled back."""
        name = self(fill)
        with self._blocker.unblock(), working_in(name):
            yield

    @contextmanager
    def a_copy(self, fill: Fill) -> Iterator[None]:
        """Work in a copy of it, that is thrown away: for tests that commit."""
        name = self(fill)
        with (
            self._blocker.unblock(),
            copied(name, f"{self._empty}_open") as copy,
            working_in(copy),
        ):
            yield


@contextmanager
def copied(source: str, name: str) -> Iterator[str]:
    """A database like the source, for as long as the block lasts."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        _leave(cursor, source)
        _drop(cursor, name)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    try:
        yield name
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            _drop(cursor, name)


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


def _drop(cursor: Any, name: str) -> None:
    """Without force: that would want to end the server's own vacuuming too, which is not ours to end."""
    _leave(cursor, name)
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _leave(cursor: Any, name: str) -> None:
    """A database is copied while nobody is in it; threads of a live server may linger."""
    cursor.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND usename = current_user AND backend_type = 'client backend'",
        [name],
    )
