"""Turns what went wrong into a sentence and an exit code; only a defect shows a traceback."""

import errno
import sys
from collections.abc import Iterator
from typing import Final

import click

from kinkeeper.kernel.errors import KinkeeperError

SYSTEM: Final = {
    errno.ENOSPC: ("The disk is full.", "Free some space and start again; nothing is lost."),
    errno.EDQUOT: ("Your share of the disk is full.", "Free some space and start again."),
    errno.EROFS: ("The disk cannot be written to.", "Set KINKEEPER_DATA_FOLDER to another disk."),
}


def tell(error: Exception) -> int:
    """Print what happened and what to do; the exit code, or the error again when it is a defect."""
    known = explain(error)
    if known is None:
        raise error
    click.secho(known.message, fg="red", err=True)
    if known.do:
        click.echo(known.do, err=True)
    return known.exit_code


def explain(error: BaseException) -> KinkeeperError | None:
    """The error as something to act on, found anywhere among its causes."""
    for each in _causes(error):
        if isinstance(each, KinkeeperError):
            return each
        if isinstance(each, OSError) and each.errno in SYSTEM:
            message, do = SYSTEM[each.errno]
            return KinkeeperError(
                f"{message} ({each.filename})" if each.filename else message, do=do
            )
        if "psycopg" in sys.modules and (said := _database(each)):
            return said
    return None


def is_unreachable(error: BaseException) -> bool:
    """Whether the database went away or was never there."""
    if "psycopg" not in sys.modules:
        return False
    import psycopg

    return any(isinstance(each, psycopg.OperationalError) for each in _causes(error))


def _database(error: BaseException) -> KinkeeperError | None:
    from kinkeeper.config import database_errors

    return database_errors.explain(error)


def _causes(error: BaseException) -> Iterator[BaseException]:
    following: BaseException | None = error
    while following is not None:
        yield following
        following = following.__cause__ or following.__context__
