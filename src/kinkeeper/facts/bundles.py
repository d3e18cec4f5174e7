"""Bundles from the database: one child's facts, or everybody's, as known at a moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import polars as pl

from kinkeeper.chronology.announce import announced_kinds
from kinkeeper.chronology.tables import copy_out
from kinkeeper.law.bundle import EVENT_SCHEMA, PERSON_SCHEMA, Bundle
from kinkeeper.law.derived import DERIVED, with_derived

# A merged person's events stay where they were written; readers follow `merged_into`.
EVENTS_QUERY = """
SELECT e.id, coalesce(p.merged_into_id, p.id), e.kind, e.key, e.under, e.happened_on, e.happened_at, e.detail
FROM chronology_event e JOIN people_person p ON p.id = e.person_id
WHERE NOT e.withdrawn {of_people} {known}
AND NOT EXISTS (SELECT 1 FROM chronology_event c WHERE c.corrects_id = e.id {corrected})
"""
PEOPLE_QUERY = """
SELECT p.id, p.born_on, p.died_on FROM people_person p WHERE p.merged_into_id IS NULL {of_people}
"""
OF_THESE = """AND e.person_id IN (
    SELECT id FROM people_person WHERE id = ANY(%s::uuid[]) OR merged_into_id = ANY(%s::uuid[]))"""


def bundle(people: Collection[str] | None = None, *, known_at: datetime | None = None) -> Bundle:
    """What is known of these people (None: of everybody), as it was known at `known_at` (None: now)."""
    found = _people(people)
    events = with_derived(_events(people, known_at), found)
    return Bundle(events=events, people=found, held=held_kinds())


def held_kinds() -> frozenset[str]:
    """The event kinds that records here can provide, and those that follow from them."""
    return announced_kinds() | frozenset(DERIVED)


def _events(people: Collection[str] | None, known_at: datetime | None) -> pl.DataFrame:
    params: list[object] = [] if people is None else [list(people), list(people)]
    known = corrected = ""
    if known_at is not None:
        known, corrected = "AND e.recorded_at <= %s", "AND c.recorded_at <= %s"
        params += [known_at, known_at]
    query = EVENTS_QUERY.format(
        of_people="" if people is None else OF_THESE, known=known, corrected=corrected
    )
    return copy_out(query, EVENT_SCHEMA, params)


def _people(people: Collection[str] | None) -> pl.DataFrame:
    if people is None:
        return copy_out(PEOPLE_QUERY.format(of_people=""), PERSON_SCHEMA)
    return copy_out(
        PEOPLE_QUERY.format(of_people="AND p.id = ANY(%s::uuid[])"), PERSON_SCHEMA, [list(people)]
    )
