"""Filling empty tables: without references and indexes on the way, with all of them in the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import polars as pl
import pytest
from django.db import IntegrityError, connection, transaction

from kinkeeper.access.database_role import ROLE
from kinkeeper.chronology.filling import filling
from kinkeeper.chronology.models import Event
from kinkeeper.chronology.save import save_rows
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())
FILLED = (Person, HelpEpisode, Event)
SAID = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated
FROM pg_constraint WHERE conrelid = ANY(%(tables)s::regclass[])
UNION SELECT indrelid::regclass::text, '', pg_get_indexdef(indexrelid), indisvalid
FROM pg_index WHERE indrelid = ANY(%(tables)s::regclass[])
"""


def said() -> set[tuple[object, ...]]:
    """Every reference, constraint and index of the tables, as the database says it."""
    with connection.cursor() as cursor:
        cursor.execute(SAID, {"tables": [model._meta.db_table for model in FILLED]})
        return set(cursor.fetchall())


def written(person: str | None = None) -> None:
    """A child with a referral, or a referral of nobody."""
    child = pl.DataFrame({"id": [str(uuid7())], "kind": ["child"], "born_on": [date(2010, 5, 1)]})
    save_rows(Person, child, by=BY, load_id=None)
    row = {"person_id": person or child["id"][0], "level": "cin", "referred_on": date(2014, 3, 3)}
    save_rows(HelpEpisode, pl.DataFrame([row]), by=BY, load_id=None)


@contextmanager
def as_served() -> Iterator[None]:
    """What serves owns no table."""
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}; SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


def test_all_is_there_again_when_the_tables_are_full() -> None:
    """References and indexes are as they were, and hold for the rows that came meanwhile."""
    before = said()
    with filling(FILLED):
        assert len(said()) < len(before)
        written()
    assert said() == before
    assert Event.objects.filter(kind="referral_received").count() == 1


def test_a_row_that_points_at_nobody_undoes_all() -> None:
    """As strictly as row by row: nothing of it stays, and the references are back."""
    before = said()
    with pytest.raises(IntegrityError), filling(FILLED):
        written(str(uuid7()))
    assert said() == before
    assert not HelpEpisode.objects.exists()


def test_who_owns_no_table_fills_it_as_it_is() -> None:
    """The serving role may not take an index away, and need not."""
    before = said()
    with transaction.atomic(), as_served(), filling(FILLED):
        assert said() == before
        written()
    assert HelpEpisode.objects.count() == 1
