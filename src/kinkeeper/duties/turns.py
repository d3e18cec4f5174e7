"""Whose turn it is: two transactions never work out the same child's duties and findings at once.

A turn is taken before anything is read, so that whoever comes second reads what the first wrote;
it ends with the transaction. People are taken in one order, so that no two wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db import connection

_EVERYBODY: Final = 0x44555459
# A merged person's duties are those of who they are now, so that one is taken too.
_THESE: Final = """
SELECT pg_advisory_xact_lock_shared(%s);
SELECT pg_advisory_xact_lock(hashtextextended(id::text, 0)) FROM (
  SELECT unnest(%s::uuid[]) AS id
  UNION SELECT merged_into_id FROM people_person
  WHERE id = ANY(%s::uuid[]) AND merged_into_id IS NOT NULL
  ORDER BY 1) AS people
"""


def take(people: Collection[str] | None) -> None:
    """Wait until nobody else is at work on these people (None: on anybody), until the commit."""
    with connection.cursor() as cursor:
        if people is None:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_EVERYBODY])
        else:
            given = sorted(people)
            cursor.execute(_THESE, [_EVERYBODY, given, given])
