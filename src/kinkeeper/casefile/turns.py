"""One at a time for what is sent under one id: sent twice at the same moment, the second waits and sees."""

from uuid import UUID

from django.db import connection


def take_turn(key: UUID) -> None:
    """Wait until nobody else writes under this id, until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"casefile {key}"])
