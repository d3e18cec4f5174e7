"""T14: whoever owns the database may change the audit, but not unseen."""

import random
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from kinkeeper.access import audit
from kinkeeper.access.audit import NOBODY
from kinkeeper.access.chain import Head, digest
from kinkeeper.access.models import AuditEntry

ROWS = 12


@pytest.fixture
def head(db: None) -> Iterator[Head]:
    """An audit of twelve entries that its owner has opened to change; its head, kept elsewhere."""
    for n in range(ROWS):
        audit.record(by=NOBODY, verb="read", details={"page": f"p{n}"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT relid::regclass::text FROM pg_partition_tree('access_auditentry')")
        parts = [part for (part,) in cursor.fetchall()]
        for part in parts:
            cursor.execute(f"ALTER TABLE {part} DISABLE TRIGGER USER")
        yield audit.head()
        for part in parts:
            cursor.execute(f"ALTER TABLE {part} ENABLE TRIGGER USER")


def run(sql: str, *values: str | int) -> None:
    """Do this to the audit, as its owner."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def broken_at(kept: Head | None = None) -> int | None:
    """Which entry the walk says is the first that is not as it was written."""
    return audit.verify(kept).broken


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "another"),
        ("verb", "exported"),
        ("details", '{"page": "other"}'),
        ("at", "2020-01-01T00:00:00Z"),
        ("person_id", "019a0000-0000-7000-8000-000000000000"),
        ("actor_id", "019a0000-0000-7000-8000-000000000000"),
        ("subject_kind", "x"),
        ("subject_id", "x"),
        ("request_id", "x"),
        ("hash", "f" * 64),
        ("previous_hash", "f" * 64),
    ],
)
def test_an_entry_changed(head: Head, column: str, value: str) -> None:
    """Whichever column was changed, the entry is named."""
    run(f"UPDATE access_auditentry SET {column} = %s WHERE id = 5", value)  # noqa: S608
    assert broken_at() == 5


def test_an_entry_changed_with_its_hash_made_anew(head: Head) -> None:
    """Then the next entry no longer follows from it."""
    row = AuditEntry.objects.get(id=5)
    row.verb = "exported"
    run("UPDATE access_auditentry SET verb = 'exported', hash = %s WHERE id = 5", digest(row))
    assert broken_at() == 6


@pytest.mark.parametrize("entry", [1, 5, 11])
def test_an_entry_deleted(head: Head, entry: int) -> None:
    """The gap is named, at the start as in the middle."""
    run("DELETE FROM access_auditentry WHERE id = %s", entry)
    assert broken_at() == entry


def test_an_entry_deleted_and_the_rest_moved_up(head: Head) -> None:
    """Closing the gap does not hide it."""
    run("DELETE FROM access_auditentry WHERE id = 5")
    for n in range(6, ROWS + 1):
        run("UPDATE access_auditentry SET id = %s WHERE id = %s", n - 1, n)
    assert broken_at() == 5


def test_an_entry_put_in(head: Head) -> None:
    """A forged entry at the end follows from nothing; there is no room for one between."""
    run(
        "INSERT INTO access_auditentry SELECT 13, at, actor_id, actor, verb, subject_kind,"
        " subject_id, person_id, details, request_id, previous_hash, hash"
        " FROM access_auditentry WHERE id = 12"
    )
    assert broken_at() == 13


def test_two_entries_swapped(head: Head) -> None:
    """Their places are part of what was hashed."""
    run("UPDATE access_auditentry SET id = 99 WHERE id = 4")
    run("UPDATE access_auditentry SET id = 4 WHERE id = 8")
    run("UPDATE access_auditentry SET id = 8 WHERE id = 99")
    assert broken_at() == 4


def test_all_entries_put_in_another_order(head: Head) -> None:
    """The first that stands elsewhere is named."""
    order = list(range(3, ROWS + 1))
    random.Random(7).shuffle(order)  # noqa: S311
    run("UPDATE access_auditentry SET id = id + 1000 WHERE id > 2")
    for old, new in zip(range(3, ROWS + 1), order, strict=True):
        run("UPDATE access_auditentry SET id = %s WHERE id = %s", new, old + 1000)
    moved = [new for old, new in zip(range(3, ROWS + 1), order, strict=True) if old != new]
    assert broken_at() == min(moved)


def test_the_end_cut_off(head: Head) -> None:
    """Unseen within the database; named against the head kept elsewhere."""
    run("DELETE FROM access_auditentry WHERE id > 9")
    assert broken_at() is None
    assert broken_at(head) == 10


def test_everything_removed(head: Head) -> None:
    """An empty audit is whole in itself, and broken against a head."""
    run("TRUNCATE access_auditentry")
    assert broken_at() is None
    assert broken_at(head) == 1


def test_the_whole_chain_made_anew(head: Head) -> None:
    """A forger who hashes everything again is found out by the head kept elsewhere."""
    run("DELETE FROM access_auditentry WHERE id > 4")
    for n in range(ROWS - 4):
        audit.record(by=NOBODY, verb="read", details={"page": f"forged {n}"})
    assert broken_at() is None
    assert broken_at(head) == ROWS


def test_an_audit_that_grew_still_fits_its_earlier_head(head: Head) -> None:
    """What was written since breaks nothing."""
    audit.record(by=NOBODY, verb="read")
    assert audit.verify(head).whole


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE access_auditentry SET verb = 'x'",
        "DELETE FROM access_auditentry",
        "TRUNCATE access_auditentry",
    ],
)
def test_the_owner_is_refused_until_they_remove_the_guard(db: None, sql: str) -> None:
    """The triggers refuse everybody, the owner of the table too."""
    audit.record(by=NOBODY, verb="read")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(sql)
    assert audit.verify().entries == 1
