"""One at a time: who would do something to a thing waits until whoever is at it has committed."""

from uuid import UUID

from django.db import connection


def take_turn(of: str, thing: UUID) -> None:
    """Wait for the turn at this thing, until the commit.

    For rows that the serving role may only add: it has no right to lock them. `of` says what for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{of} {thing}"])
