"""Tables kept by year: nothing is refused for want of a year, and no part of them can be rewritten."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.state import StateApps

from kinkeeper.access import audit
from kinkeeper.access.audit import NOBODY
from kinkeeper.access.by_year import by_year
from kinkeeper.access.models import AuditEntry
from kinkeeper.access.partitions import ensure_years, keep_years
from kinkeeper.chronology.models import Event
from kinkeeper.kernel.moment import now

pytestmark = pytest.mark.django_db
BY_YEAR = ("access_auditentry", "chronology_event")
PARTS = "SELECT relid::regclass::text FROM pg_partition_tree(%s) WHERE isleaf"
REWRITES = ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}")


def rows(sql: str, *values: Any) -> list[tuple[object, ...]]:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


def parts(table: str) -> list[str]:
    """The parts of a table."""
    found = rows(PARTS, table)
    return sorted(str(part) for (part,) in found)


def written(year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry of the audit as if written in that year."""
    with monkeypatch.context() as patch:
        patch.setattr(audit, "now", lambda: datetime(year, 6, 1, tzinfo=UTC))
        audit.record(by=NOBODY, verb=f"tried in {year}")


@pytest.mark.parametrize("table", BY_YEAR)
def test_the_years_around_this_one_are_ready(table: str) -> None:
    """From two years back to two ahead, and a part for whatever is of no such year."""
    this = now().year
    expected = {f"{table}_{year}" for year in range(this - 2, this + 3)} | {f"{table}_other"}
    assert set(parts(table)) == expected


def test_an_entry_lies_with_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the part of its year, or with the others while its year has none."""
    for year in (now().year, 2005):
        written(year, monkeypatch)
    found = rows("SELECT tableoid::regclass::text FROM access_auditentry ORDER BY id")
    assert found == [(f"access_auditentry_{now().year}",), ("access_auditentry_other",)]


def test_rows_move_when_their_year_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before its year is moved to it unchanged, and the chain holds."""
    for year in (2005, now().year, 2007, 2005):
        written(year, monkeypatch)
    head = audit.head()
    assert keep_years() == 2 * len(BY_YEAR)
    assert rows("SELECT count(*) FROM access_auditentry_2005") == [(2,)]
    assert rows("SELECT count(*) FROM access_auditentry_other") == [(0,)]
    assert audit.verify(head).whole
    assert keep_years() == 0


@pytest.mark.parametrize("statement", REWRITES)
@pytest.mark.parametrize("part", ["2005", "other"])
def test_no_part_can_be_rewritten(
    part: str, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by its own name, nor once rows have moved, nor by the owner of the table."""
    for year in (2005, 1850):
        written(year, monkeypatch)
    keep_years()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows(statement.format(f"access_auditentry_{part}"))
    assert AuditEntry.objects.count() == 2


def guards(table: str) -> set[str]:
    """The triggers of our own on a table, each by its name and what it guards against."""
    found = rows(
        "SELECT tgname, tgtype FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass",
        table,
    )
    return {f"{name} {kind}" for name, kind in found}


@pytest.mark.parametrize("table", BY_YEAR)
def test_every_part_has_every_guard(table: str) -> None:
    """Those of the table itself, whatever the year."""
    ensure_years(2040, 2041)
    assert len(guards(table)) >= 2
    assert all(guards(part) == guards(table) for part in parts(table))


def test_the_serving_role_may_ask_for_a_year(as_app_role: None) -> None:
    """And for nothing else: what is made is not its own."""
    assert ensure_years(2040, 2041) == 2 * len(BY_YEAR)
    for statement in (*REWRITES, "DROP TABLE {}"):
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows(statement.format("access_auditentry_2040"))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows("SELECT kinkeeper_add_year('access_auditentry', 2042)")


@pytest.mark.parametrize("years", [(1, 2), (2026, 9999), (2026, 2025)])
def test_only_years_of_people_now_living_are_made(years: tuple[int, int]) -> None:
    """Nobody fills the database with empty years."""
    with pytest.raises(DatabaseError, match="no table is kept"), transaction.atomic():
        ensure_years(*years)


@pytest.mark.parametrize("model", [AuditEntry, Event])
def test_every_index_is_there(model: type[AuditEntry | Event]) -> None:
    """Those the model declares, under their names, so that later migrations find them."""
    with connection.cursor() as cursor:
        held = connection.introspection.get_constraints(cursor, model._meta.db_table)
    declared = {one.name for one in (*model._meta.indexes, *model._meta.constraints)}
    assert declared <= held.keys()
    for part in parts(model._meta.db_table):
        assert len(rows("SELECT 1 FROM pg_index WHERE indrelid = %s::regclass", part)) == 1 + len(
            model._meta.indexes
        )


@pytest.fixture
def kept_whole() -> str:
    """A table as it was before: rows of two years and one of none, an index and ids of its own."""
    rows("CREATE TABLE owner_of_letters (id bigint PRIMARY KEY)")
    rows("INSERT INTO owner_of_letters VALUES (1)")
    rows(
        "CREATE TABLE letters (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
        " of_id bigint NOT NULL REFERENCES owner_of_letters, at timestamptz NOT NULL,"
        " said text CONSTRAINT letters_say CHECK (said <> ''))"
    )
    rows("CREATE INDEX letters_by_said ON letters (said, id DESC)")
    rows(
        "INSERT INTO letters (of_id, at, said) VALUES (1, '2011-12-31 23:59:59+00', 'a'),"
        " (1, '2012-01-01 00:30:00+01', 'b'), (1, '2012-01-01 00:00:00+00', 'c'), (1, 'infinity', 'd')"
    )
    with connection.schema_editor() as editor:
        by_year("letters", "at").code(StateApps([], {}), editor)
    return "letters"


def test_a_table_full_of_rows_is_kept_by_year(kept_whole: str) -> None:
    """Every row is in the year it was in by UTC, as it was."""
    found = rows("SELECT tableoid::regclass::text, id, said FROM letters ORDER BY id")
    assert found == [
        ("letters_2011", 1, "a"),
        ("letters_2011", 2, "b"),
        ("letters_2012", 3, "c"),
        ("letters_other", 4, "d"),
    ]


@pytest.mark.parametrize(
    "values", [(9, "2020-01-01", "of nobody"), (1, "2020-01-01", ""), (1, None, "never")]
)
def test_what_held_of_it_still_holds(kept_whole: str, values: tuple[object, ...]) -> None:
    """Its foreign key, its checks and what may not be null."""
    with pytest.raises(DatabaseError), transaction.atomic():
        rows("INSERT INTO letters (of_id, at, said) VALUES (%s, %s, %s)", *values)


def test_ids_go_on_and_indexes_keep_their_names(kept_whole: str) -> None:
    """The next row has the next id, by the sequence of the old name."""
    assert rows("INSERT INTO letters (of_id, at) VALUES (1, now()) RETURNING id") == [(5,)]
    assert rows(
        "SELECT to_regclass('letters_by_said')::text, to_regclass('letters_id_seq')::text"
    ) == [("letters_by_said", "letters_id_seq")]
