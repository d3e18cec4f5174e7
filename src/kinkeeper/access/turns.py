"""One at a time: who would do something to a thing waits until whoever is at it has committed."""

from uuid import UUID

from django.db import connection


def take_turn(of: str, thing: UUID | str) -> None:
    """Wait for the turn at this thing, until the commit.

    For what is not there yet, and for rows that the serving role may only add, which it has no right
    to lock. `of` says what for; things of another kind have turns of their own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{of} {thing}"])
