"""Pages ask the database in one process, and have nothing compiled for them."""

from django.db import connection
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
