"""Databases made once a session, and copied or rolled back by whoever tests over them."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

Fill = Callable[[], None]


class Common:
    """What one worker has made is copied by the others, for as long as its maker goes on.

    A copy that nobody works in is kept for that. Whoever asks while it is being made waits for it.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder, self._stack = folder, ExitStack()

    def made(self, what: str, name: str, make: Callable[[], object]) -> None:
        """The database of this name: a copy of what there is of it, or made here and kept for others."""
        if self._folder is None:
            make()
            return
        with self._turn():
            note = self._folder / what
            if note.exists():
                _copy(note.read_text(), name)
                return
            make()
            kept = f"{name}_kept"
            self._stack.enter_context(copied(name, kept))
            note.write_text(kept)
            self._stack.callback(note.unlink)

    def end(self) -> None:
        """Take away what was kept for others; who comes later makes it again."""
        if self._folder is not None:
            with self._turn():
                self._stack.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        assert self._folder is not None
        with (self._folder / "turn.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Prepared:
    """Databases by the function that filled them; each is made when it is first asked for."""

    def __init__(self, empty: str, common: Common, blocker: Any, stack: ExitStack) -> None:
        self._empty, self._common, self._blocker, self._stack = empty, common, blocker, stack
        self._made: dict[Fill, str] = {}

    def __call__(self, fill: Fill) -> str:
        """The name of the database that this function has filled. Nothing is committed to it after."""
        if fill not in self._made:
            name = f"{self._empty}_{fill.__name__}"
            what = f"{fill.__module__}.{fill.__qualname__}"
            with self._blocker.unblock():
                self._stack.enter_context(dropped(name))
                self._common.made(what, name, lambda: self._fill(fill, name))
            self._made[fill] = name
        return self._made[fill]

    def _fill(self, fill: Fill, name: str) -> None:
        _copy(self._empty, name)
        with working_in(name):
            fill()
            connection.cursor().execute("ANALYZE")

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
    with dropped(name):
        _copy(source, name)
        yield name


@contextmanager
def dropped(name: str) -> Iterator[None]:
    """After the block there is no such database, however far it came."""
    try:
        yield
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            _drop(cursor, name)


def _copy(source: str, name: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        _leave(cursor, source)
        _drop(cursor, name)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


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
