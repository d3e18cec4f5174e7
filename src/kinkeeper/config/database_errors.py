"""A database that cannot be reached or used, in plain words with what to do."""

from typing import Final

import psycopg
from psycopg import errors

from kinkeeper.kernel.errors import KinkeeperError

ADDRESS: Final = "Correct DATABASE_URL"
SIGNS: Final = (
    ("password authentication failed", "The database refused the password.", f"{ADDRESS}."),
    ("no password supplied", "The database asks for a password.", "Put it into DATABASE_URL."),
    (
        "does not exist",
        "The database or the role in DATABASE_URL does not exist.",
        f"{ADDRESS}, or make them: docs/how-to/run-in-production.md.",
    ),
    (
        "Connection refused",
        "No database answers at the address in DATABASE_URL.",
        "Start the database, or correct DATABASE_URL.",
    ),
    (
        "No such file or directory",
        "No database answers at the socket in DATABASE_URL.",
        "Start the database, or correct DATABASE_URL.",
    ),
    (
        "timeout",
        "The database did not answer in time.",
        "See that it runs and that no firewall stands between, or correct DATABASE_URL.",
    ),
    ("resolve host", "The host in DATABASE_URL is not known.", f"{ADDRESS}."),
    (
        "no pg_hba.conf entry",
        "The database does not let this role in from here.",
        "Allow it in the server's pg_hba.conf, or correct DATABASE_URL.",
    ),
    (
        "too many",
        "The database has no connection to spare.",
        "Raise its max_connections, or lower KINKEEPER_WORKERS and KINKEEPER_THREADS.",
    ),
    ("starting up", "The database is still starting.", "Try again in a minute."),
    ("shutting down", "The database is stopping.", "Start it and try again."),
)


def explain(error: BaseException) -> KinkeeperError | None:
    """The error as something to act on; None when it is no failure of the database."""
    if isinstance(error, errors.DiskFull) or "No space left on device" in _said(error):
        return KinkeeperError(
            "The database's disk is full.",
            do="Free some space on it and try again; nothing that was saved is lost.",
        )
    if isinstance(error, errors.InsufficientPrivilege):
        return KinkeeperError(
            "The database role lacks a right that this needs.",
            do="Name the owner of the tables in DATABASE_OWNER_URL, then: kinkeeper migrate.",
        )
    if isinstance(error, (errors.ReadOnlySqlTransaction,)):
        return KinkeeperError(
            "The database only lets itself be read.", do="Name the primary in DATABASE_URL."
        )
    if isinstance(error, errors.UndefinedTable):
        return KinkeeperError("The database lacks a table.", do="Run: kinkeeper migrate.")
    return _unreachable(error) if isinstance(error, psycopg.OperationalError) else None


def _unreachable(error: psycopg.OperationalError) -> KinkeeperError:
    said = _said(error)
    for sign, message, do in SIGNS:
        if sign in said:
            return KinkeeperError(message, do=do)
    return KinkeeperError(
        "The database cannot be used.", do="Look into the database server's log for the reason."
    )


def _said(error: BaseException) -> str:
    return str(error) if isinstance(error, psycopg.Error) else ""
