"""Bundles from the database: one child's facts, or everybody's, as known at a moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import polars as pl

from kinkeeper.chronology.announce import announced_kinds
from kinkeeper.chronology.tables import Select, by_whole_tables, copy_out, fetch_several
from kinkeeper.facts.kept import SINCE, kept_from, kept_since
from kinkeeper.facts.waivers import WAIVED, WAIVED_OF_THESE
from kinkeeper.kernel.periods import Period
from kinkeeper.law.bundle import EVENT_SCHEMA, PERSON_SCHEMA, WAIVER_SCHEMA, Bundle
from kinkeeper.law.derived import DERIVED, with_derived
from kinkeeper.law.events import UNRETURNED
from kinkeeper.law.returns.windows import covered_from, spans

# A merged person's events stay where they were written; readers follow `merged_into`, and so does
# a thread that is the person.
TOLD = """
e.id, coalesce(p.merged_into_id, p.id), e.kind,
  CASE WHEN e.key = e.person_id THEN coalesce(p.merged_into_id, p.id) ELSE e.key END,
  e.under, e.happened_on, e.happened_at, e.detail
"""
EVERYBODY = f"""
SELECT {TOLD} FROM chronology_event e JOIN people_person p ON p.id = e.person_id
WHERE NOT e.withdrawn AND e.recorded_at <= %s
AND NOT EXISTS (SELECT 1 FROM chronology_event c WHERE c.corrects_id = e.id AND c.recorded_at <= %s)
"""
OF_THESE = "id = ANY(%s::uuid[]) OR merged_into_id = ANY(%s::uuid[])"
# Corrections are looked up once, by what they correct: the events are kept by year, and each
# look-up goes through every year. One may be of another person than the event it corrects.
SOME = f"""
WITH p AS MATERIALIZED (SELECT id, merged_into_id FROM people_person WHERE {OF_THESE}),
e AS MATERIALIZED (
    SELECT id, person_id, kind, key, under, happened_on, happened_at, detail, withdrawn
    FROM chronology_event WHERE person_id = ANY(ARRAY(SELECT id FROM p)) AND recorded_at <= %s)
SELECT {TOLD} FROM e JOIN p ON p.id = e.person_id
WHERE NOT e.withdrawn AND e.id NOT IN (
    SELECT c.corrects_id FROM chronology_event c
    WHERE c.corrects_id = ANY(ARRAY(SELECT id FROM e)) AND c.recorded_at <= %s)
"""
PEOPLE = "SELECT id, born_on, died_on FROM people_person WHERE merged_into_id IS NULL"
YEARS = Select(
    "SELECT DISTINCT kind, year_ended FROM returns_loadfile WHERE year_ended IS NOT NULL",
    {"collection": pl.String(), "year": pl.Int64()},
)
ALWAYS = "infinity"


def bundle(people: Collection[str] | None = None, *, known_at: datetime | None = None) -> Bundle:
    """What is known of these people (None: of everybody), as it was known at `known_at` (None: now)."""
    known = ALWAYS if known_at is None else known_at
    if people is None:
        with by_whole_tables():
            told = [copy_out(s.query, s.schema, s.params) for s in _of_everybody(known)]
            told += fetch_several([SINCE, YEARS])
    else:
        told = fetch_several([*_of_these(list(people), known), SINCE, YEARS])
    found, events, waivers, kept, loaded = told
    since = kept_since(kept)
    return Bundle(
        events=with_derived(events, found),
        people=found,
        held=_held(since),
        covered_from=speak_from(loaded) | since,
        waivers=waivers,
    )


def _of_everybody(known: datetime | str) -> list[Select]:
    """People, events and waivers."""
    return [
        Select(PEOPLE, PERSON_SCHEMA),
        Select(EVERYBODY, EVENT_SCHEMA, [known, known]),
        Select(WAIVED, WAIVER_SCHEMA, [known]),
    ]


def _of_these(people: list[str], known: datetime | str) -> list[Select]:
    """The same of these people, and of those merged into them."""
    return [
        Select(f"{PEOPLE} AND id = ANY(%s::uuid[])", PERSON_SCHEMA, [people]),
        Select(SOME, EVENT_SCHEMA, [people, people, known, known]),
        Select(WAIVED + WAIVED_OF_THESE, WAIVER_SCHEMA, [known, people, people]),
    ]


def speak_from(loaded: pl.DataFrame) -> dict[str, date]:
    """By event kind, the first day the loaded returns speak of, from what `YEARS` found."""
    return covered_from(_years(loaded))


def spoken_of() -> dict[str, Period]:
    """By collection, the days of which the loaded returns speak without a gap, to the newest."""
    return spans(_years(fetch_several([YEARS])[0]))


def _years(loaded: pl.DataFrame) -> dict[str, set[int]]:
    """By collection, the years loaded."""
    years: dict[str, set[int]] = {}
    for collection, year in loaded.iter_rows():
        years.setdefault(collection, set()).add(year)
    return years


def recordable_kinds() -> frozenset[str]:
    """The event kinds that records here can provide, and those that follow from them."""
    return announced_kinds() | frozenset(DERIVED)


def held_kinds() -> frozenset[str]:
    """Those of them that are in use: what no return brings is held once somebody has recorded it."""
    return _held(kept_from())


def _held(since: Collection[str]) -> frozenset[str]:
    return recordable_kinds() - (UNRETURNED - set(since))
