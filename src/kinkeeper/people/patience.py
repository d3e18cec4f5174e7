"""How long a search may take, and what is said when it did not finish."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from kinkeeper.kernel.errors import KinkeeperError

PATIENCE_MS = 3_000


class SearchFailed(KinkeeperError):  # noqa: N818  named for what happened
    """The search did not finish: whether anybody would have been found is not known."""

    def __init__(self) -> None:
        super().__init__(
            "The search failed. This does not mean that nobody was found.",
            do="Search again. If it fails again, treat the person as possibly known here, and tell "
            "the system administrator.",
        )


@contextmanager
def patience() -> Iterator[None]:
    """Statements inside are cut off after PATIENCE_MS, and any that fail raise SearchFailed."""
    try:
        with _limited(PATIENCE_MS):
            yield
    except DatabaseError as error:
        raise SearchFailed from error


@contextmanager
def _limited(milliseconds: int) -> Iterator[None]:
    """What limit held before holds again afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(milliseconds)])
        yield
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
