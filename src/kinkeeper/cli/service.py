"""Brings a command to the database: the embedded server where none is named, then Django."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from kinkeeper.cli import failures
from kinkeeper.config import database_folder, environment
from kinkeeper.config.environment import Environment
from kinkeeper.kernel.errors import KinkeeperError


@contextmanager
def database() -> Iterator[Environment]:
    """The settings, with a database that answers behind them for as long as the block lasts.

    What the embedded server adds to the settings is put into this process's own environment, so
    that Django, gunicorn's workers and other programs we start find it there.
    """
    settings = environment.read()
    if settings.database_url:
        with last_words(settings):
            yield settings
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


def keep_date(settings: Environment) -> None:
    """A demonstration opens on the day its example returns run to, unless another is named."""
    if not settings.production and settings.today is None:
        from kinkeeper.cli.demonstration import TODAY

        os.environ["KINKEEPER_TODAY"] = TODAY.isoformat()


def keep_secret(settings: Environment) -> None:
    """Give a demonstration a secret of its own, the same at every start."""
    if settings.secret_key or settings.production:
        return
    path = settings.data_folder / "secret-key"
    try:
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        os.environ["KINKEEPER_SECRET_KEY"] = _kept(path)
    except OSError as error:
        raise KinkeeperError(
            f"{path} cannot be read or written ({error.strerror}).",
            do="Correct its owner, or set KINKEEPER_DATA_FOLDER to a folder of your own.",
        ) from error


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


def _kept(path: Path) -> str:
    if path.exists():
        return path.read_text(encoding="utf-8")
    secret = secrets.token_urlsafe(48)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret)
    return secret
