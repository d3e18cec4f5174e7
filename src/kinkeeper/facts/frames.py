"""Records as frames, as they stood at a day: one child's or everybody's, for checks and figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

import polars as pl
from django.db import connection

from kinkeeper.chronology.tables import Select, by_whole_tables, copy_out, fetch_several
from kinkeeper.facts.bundles import YEARS, speak_from
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


IS_HELD = Select(
    f"SELECT {','.join(f'EXISTS (SELECT 1 FROM {table})' for table, _ in HELD.values())}",
    dict.fromkeys(HELD, pl.Boolean()),
)
SamePeople = Mapping[str, str]


def record_frames(
    people: Collection[str] | SamePeople | None = None,
    *,
    as_at: date,
    names: Iterable[str] = tuple(FRAMES),
) -> Records:
    """The named frames for these people (None: for everybody), dates as seen at the end of a day.

    People found to be one and the same count as the one they were merged into; what
    `same_people` has said of them already is not asked again.
    """
    if people is None:
        return _of_everybody(names, as_at)
    whom = people if isinstance(people, Mapping) else same_people(people)
    return _of_few(names, whom, as_at)


def same_people(people: Collection[str]) -> SamePeople:
    """By the id of everyone who is one of these people, the id of who that is now."""
    with connection.cursor() as cursor:
        cursor.execute(SAME_PEOPLE, [list(people)])
        return dict(cursor.fetchall())


def _of_everybody(names: Iterable[str], as_at: date) -> Records:
    with by_whole_tables():
        frames = {n: copy_out(_query(n, None, as_at), FRAMES[n].schema) for n in names}
        return _records(frames, *fetch_several([IS_HELD, YEARS]))


def _of_few(names: Iterable[str], whom: SamePeople, as_at: date) -> Records:
    """The same rows, fetched in one exchange with the server: COPY takes longer to begin."""
    asked = tuple(names)
    selects = [Select(_query(name, whom, as_at), FRAMES[name].schema) for name in asked]
    held, years, *frames = fetch_several([IS_HELD, YEARS, *selects])
    return _records(dict(zip(asked, frames, strict=True)), held, years)


def _records(
    frames: Mapping[str, pl.DataFrame], held: pl.DataFrame, years: pl.DataFrame
) -> Records:
    """The frames, and the kinds of record of which this authority holds none at all, in words."""
    is_held = held.row(0, named=True)
    missing = {name: said for name, (_, said) in HELD.items() if not is_held[name]}
    return Records(frames, missing, speak_from(years))


def _query(name: str, whom: SamePeople | None, as_at: date) -> str:
    return FRAMES[name].query.format(
        day=_day(as_at),
        year_on=_day(financial_year.of(as_at).start),
        august=_day(school_year.of(as_at).start - timedelta(days=1)),
        of="" if whom is None else f"AND x.person_id = ANY({_ids(whom)})",
        of_child="" if whom is None else f"AND p.id = ANY({_ids(whom.values())})",
    )


def _day(on: date) -> str:
    return f"DATE '{on.isoformat()}'"


def _ids(people: Iterable[str]) -> str:
    """An array of ids as SQL; what is not an id never gets this far."""
    return f"'{{{','.join(str(UUID(one)) for one in people)}}}'::uuid[]"
