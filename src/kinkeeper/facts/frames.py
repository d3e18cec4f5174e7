"""Records as frames, as they stood at a day: one child's or everybody's, for checks and figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

import polars as pl
from django.db import connection

from kinkeeper.chronology.tables import copy_out
from kinkeeper.facts.frame_queries import FRAMES, HELD
from kinkeeper.kernel.periods import financial_year, school_year
from kinkeeper.law.records import Records

# Everybody a record may have been written about who is now one of the people asked for.
SAME_PEOPLE = """
WITH kept AS (
  SELECT DISTINCT coalesce(merged_into_id, id) AS id FROM people_person WHERE id = ANY(%s::uuid[])
)
SELECT id::text, id::text FROM kept
UNION ALL SELECT p.id::text, k.id::text FROM kept k JOIN people_person p ON p.merged_into_id = k.id
"""


def record_frames(
    people: Collection[str] | None = None,
    *,
    as_at: date,
    names: Iterable[str] = tuple(FRAMES),
) -> Records:
    """The named frames for these people (None: for everybody), dates as seen at the end of a day.

    People found to be one and the same count as the one they were merged into.
    """
    whom = None if people is None else same_people(people)
    frames = {name: _frame(name, whom, as_at) for name in names}
    return Records(MappingProxyType(frames), MappingProxyType(missing()))


def same_people(people: Collection[str]) -> Mapping[str, str]:
    """By the id of everyone who is one of these people, the id of who that is now."""
    with connection.cursor() as cursor:
        cursor.execute(SAME_PEOPLE, [list(people)])
        return dict(cursor.fetchall())


def missing() -> dict[str, str]:
    """The kinds of record of which this authority holds none at all, each with that in words."""
    tests = ",".join(f"EXISTS (SELECT 1 FROM {table})" for table, _ in HELD.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {tests}")
        held = cursor.fetchone() or ()
    pairs = zip(HELD.items(), held, strict=True)
    return {name: said for (name, (_, said)), is_held in pairs if not is_held}


def _frame(name: str, whom: Mapping[str, str] | None, as_at: date) -> pl.DataFrame:
    declared = FRAMES[name]
    query = declared.query.format(
        day=_day(as_at),
        year_on=_day(financial_year.of(as_at).start),
        august=_day(school_year.of(as_at).start - timedelta(days=1)),
        of="" if whom is None else f"AND x.person_id = ANY({_ids(whom)})",
        of_child="" if whom is None else f"AND p.id = ANY({_ids(whom.values())})",
    )
    return copy_out(query, declared.schema)


def _day(on: date) -> str:
    return f"DATE '{on.isoformat()}'"


def _ids(people: Iterable[str]) -> str:
    """An array of ids as SQL; what is not an id never gets this far."""
    return f"'{{{','.join(str(UUID(one)) for one in people)}}}'::uuid[]"
