"""The years of the tables kept by year: made ahead of need, and wherever rows came before them."""

from __future__ import annotations

from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from kinkeeper.kernel.moment import now

BACK, AHEAD = 2, 2  # the years kept ready on either side of this one
FIRST, LAST = 1900, 2200  # rows of any other year stay in the default part

_DEFAULT_PARTS: Final = """
SELECT p.partdefid::regclass::text, a.attname FROM pg_partitioned_table p
JOIN pg_class c ON c.oid = p.partrelid AND c.relnamespace = 'public'::regnamespace
JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
WHERE p.partdefid <> 0
"""
_YEARS: Final = """
SELECT DISTINCT extract(year FROM "{at}" AT TIME ZONE 'UTC')::int FROM {table}
WHERE isfinite("{at}")
"""


def ensure_years(first: int, last: int, *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Every table kept by year has a part for each of these years; how many had to be made.

    Call it before the transaction writes: rows just written cannot be moved to their year.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT public.kinkeeper_ensure_years(%s, %s)", [first, last])
        return int(cursor.fetchone()[0])


def keep_years(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> int:
    """This year and those around it are ready, and every year that rows came for; how many are new."""
    this = now().year
    with transaction.atomic(using=using):
        made = ensure_years(this - BACK, this + AHEAD, using=using)
        return made + sum(ensure_years(y, y, using=using) for y in sorted(_unready(using)))


def _unready(using: str) -> set[int]:
    """The years of rows that lie in a default part, for want of one of their own."""
    found: set[int] = set()
    with connections[using].cursor() as cursor:
        cursor.execute(_DEFAULT_PARTS)
        for table, at in cursor.fetchall():
            cursor.execute(_YEARS.format(table=table, at=at))
            found |= {year for (year,) in cursor.fetchall() if FIRST <= year <= LAST}
    return found
