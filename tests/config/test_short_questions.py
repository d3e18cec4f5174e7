"""Pages ask the database in one process, and have nothing compiled for them."""

import pytest
from django.db import DataError, connection
from django.db.backends.signals import connection_created

from kinkeeper.config import short_questions


def test_a_connection_that_is_opened_asks_so(db: None) -> None:
    """Whichever database it is; what is set here ends with the test's transaction."""
    short_questions.ask_so()
    try:
        connection_created.send(sender=type(connection), connection=connection)
        with connection.cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
            cursor.execute("SHOW max_parallel_workers_per_gather")
            assert cursor.fetchone() == ("0",)
    finally:
        connection_created.disconnect(dispatch_uid="short questions")


MOMENTS = (
    "'2026-03-29 01:30:00+00'", "'2026-07-01 12:00:00.000001+00'", "'0001-01-01 00:00:00+00'",
    "'9999-12-31 23:59:59.999999+00'", "'2026-01-01 00:00:00+05:30'", "NULL",
)  # fmt: skip
ASKED = f"SELECT {', '.join(f'{one}::timestamptz' for one in MOMENTS)}"


def test_moments_are_read_as_django_reads_them(db: None) -> None:
    """To the microsecond, in the same time zone; what Python cannot hold is refused as before."""
    with connection.cursor() as cursor:
        before = cursor.execute(ASKED).fetchone()
    short_questions._read_moments(connection)
    with connection.cursor() as cursor:
        after = cursor.execute(ASKED).fetchone()
        assert [repr(one) for one in after] == [repr(one) for one in before]
        cursor.execute("SELECT 'infinity'::timestamptz")
        with pytest.raises(DataError):
            cursor.fetchone()
