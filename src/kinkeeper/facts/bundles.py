"""Bundles from the database: one child's facts, or everybody's, as known at a moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import polars as pl
from django.db import connection

from kinkeeper.chronology.announce import announced_kinds
from kinkeeper.chronology.tables import copy_out, fetch
from kinkeeper.law.bundle import EVENT_SCHEMA, PERSON_SCHEMA, Bundle
from kinkeeper.law.derived import DERIVED, with_derived
from kinkeeper.law.returns.windows import covered_from

# A merged person's events stay where they were written; readers follow `merged_into`.
EVERYBODY = """
SELECT e.id, coalesce(p.merged_into_id, p.id), e.kind, e.key, e.under, e.happened_on, e.happened_at, e.detail
FROM chronology_event e JOIN people_person p ON p.id = e.person_id
WHERE NOT e.withdrawn AND e.recorded_at <= %s
AND NOT EXISTS (SELECT 1 FROM chronology_event c WHERE c.corrects_id = e.id AND c.recorded_at <= %s)
"""
# The join is lateral so that the server looks corrections up one by one, whatever it has counted.
SOME = """
SELECT e.id, e.person_id, e.kind, e.key, e.under, e.happened_on, e.happened_at, e.detail
FROM chronology_event e LEFT JOIN LATERAL (
    SELECT 1 AS corrected FROM chronology_event c
    WHERE c.corrects_id = e.id AND c.recorded_at <= %s LIMIT 1) AS c ON true
WHERE c.corrected IS NULL AND NOT e.withdrawn AND e.recorded_at <= %s AND e.person_id = ANY(%s::uuid[])
"""
PEOPLE_QUERY = "SELECT id, merged_into_id, born_on, died_on FROM people_person"
OF_THESE = "WHERE id = ANY(%s::uuid[]) OR merged_into_id = ANY(%s::uuid[])"
FOUND = {"child": pl.String(), "into": pl.String(), "born_on": pl.Date(), "died_on": pl.Date()}
YEARS = "SELECT DISTINCT kind, year_ended FROM returns_loadfile WHERE year_ended IS NOT NULL"
ALWAYS = "infinity"


def bundle(people: Collection[str] | None = None, *, known_at: datetime | None = None) -> Bundle:
    """What is known of these people (None: of everybody), as it was known at `known_at` (None: now)."""
    found = _people(people)
    kept = found.filter(pl.col("into").is_null()).select(PERSON_SCHEMA.names())
    told = _events(None if people is None else found, known_at)
    return Bundle(
        events=with_derived(told, kept),
        people=kept,
        held=held_kinds(),
        covered_from=speak_from(),
    )


def speak_from() -> dict[str, date]:
    """By event kind, the first day the loaded returns speak of."""
    years: dict[str, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(YEARS)
        for collection, year in cursor.fetchall():
            years.setdefault(collection, set()).add(year)
    return covered_from(years)


def held_kinds() -> frozenset[str]:
    """The event kinds that records here can provide, and those that follow from them."""
    return announced_kinds() | frozenset(DERIVED)


def _events(people: pl.DataFrame | None, known_at: datetime | None) -> pl.DataFrame:
    """Events neither withdrawn nor corrected at that moment."""
    known = ALWAYS if known_at is None else known_at
    if people is None:
        return copy_out(EVERYBODY, EVENT_SCHEMA, [known, known])
    told = fetch(SOME, EVENT_SCHEMA, [known, known, people["child"].to_list()])
    merged = people.filter(pl.col("into").is_not_null())
    return told.with_columns(pl.col("child").replace(merged["child"], merged["into"]))


def _people(people: Collection[str] | None) -> pl.DataFrame:
    """The people, and those merged into them: `into` says into whom."""
    if people is None:
        return copy_out(PEOPLE_QUERY, FOUND)
    return fetch(f"{PEOPLE_QUERY} {OF_THESE}", FOUND, [list(people), list(people)])
