"""Brings a command to the database: the embedded server where none is named, then Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from kinkeeper.cli import failures, kept
from kinkeeper.config import database_folder, environment
from kinkeeper.config.environment import Environment


@contextmanager
def database() -> Iterator[Environment]:
    """The settings, with a database that answers behind them for as long as the block lasts.

    What the embedded server adds to the settings is put into this process's own environment, so
    that Django, gunicorn's workers and other programs we start find it there.
    """
    settings = environment.read()
    if settings.database_url:
        with last_words(settings):
            keep_date(settings)
            yield environment.read()
        return
    from kinkeeper.config import database_lease, database_server

    server = database_server.Server(
        settings.data_folder / "server", database_server.embedded_programs()
    )
    with database_lease.lease(server), last_words(settings):
        os.environ["DATABASE_URL"] = server.url(role=database_server.APP)
        os.environ["DATABASE_OWNER_URL"] = server.url(role=database_server.OWNER)
        os.environ.pop("DATABASE_URL_FILE", None)
        keep_secret(settings)
        keep_date(settings)
        yield environment.read()


@contextmanager
def django() -> Iterator[Environment]:
    """As `database`, with Django set up."""
    with database() as settings:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.config.settings")
        import django as framework

        framework.setup()
        yield settings


def is_embedded(settings: Environment) -> bool:
    """Whether the database is the embedded one of the data folder, not one that was named."""
    from kinkeeper.config import database_server

    folder = settings.data_folder / "server"
    server = database_server.Server(folder, database_server.embedded_programs())
    return settings.database_url in ("", server.url(role=database_server.APP))


def keep_date(settings: Environment) -> None:
    """A demonstration opens on the day of what it shows, unless another is named."""
    if settings.production or settings.today is not None:
        return
    from kinkeeper.cli.demonstration import today

    opens = today(settings.data_folder)
    if opens is not None:
        os.environ["KINKEEPER_TODAY"] = opens.isoformat()


def keep_secret(settings: Environment) -> None:
    """Give a demonstration a secret of its own, the same at every start."""
    if settings.secret_key or settings.production:
        return
    made = kept.secret(settings.data_folder, kept.SECRET_KEY, strength=48)
    os.environ["KINKEEPER_SECRET_KEY"] = made


@contextmanager
def last_words(settings: Environment) -> Iterator[None]:
    """An embedded server that died of a full disk says so in its log alone; tell it from there."""
    try:
        yield
    except Exception as error:
        folder = settings.data_folder / "server"
        log = database_folder.tail(folder / "server.log", 3000)
        ours = quote(str(folder)) in os.environ.get("DATABASE_URL", "")
        if ours and database_folder.FULL in log and failures.is_unreachable(error):
            raise database_folder.explain(database_folder.FULL, folder) from error
        raise
