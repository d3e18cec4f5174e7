"""T16: when the audit cannot be written, nothing is shown, nothing is saved, and it is said."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from kinkeeper.access import actions, audit
from kinkeeper.access.audit import NOBODY, AuditUnavailable
from kinkeeper.access.models import AuditEntry, RoleGrant, User


@pytest.fixture
def admin(db: None) -> User:
    """Somebody who may add users."""
    one = User.objects.create_user("admin", full_name="Ada Min")
    RoleGrant.objects.create(user=one, role="system_administrator")
    return one


@pytest.fixture
def revoked(admin: User, as_app_role: None) -> None:
    """The serving role may no longer add to the audit."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("REVOKE INSERT ON access_auditentry FROM kinkeeper_app")
        cursor.execute("SET LOCAL ROLE kinkeeper_app")


def test_without_the_right_to_write_it_nothing_is_saved(admin: User, revoked: None) -> None:
    """The change is undone with its entry, and the message says what to do."""
    with pytest.raises(AuditUnavailable) as refusal:
        actions.add_user(username="new", full_name="New", by=admin)
    assert not User.objects.filter(username="new").exists()
    assert "could not be recorded" in refusal.value.message


def test_without_the_right_to_write_it_nothing_is_shown(
    admin: User, revoked: None, stranger: UUID
) -> None:
    """A read is refused before there is anything to show."""
    with pytest.raises(AuditUnavailable):
        audit.read(by=admin, person_id=stranger, page="story")
    with pytest.raises(AuditUnavailable):
        audit.searched(by=admin, text="anybody", found=[])


def test_a_disk_that_is_full_is_a_refusal(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the database says, what was asked is not done."""

    def full(*_: object, **__: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$")

    monkeypatch.setattr(AuditEntry.objects, "bulk_create", full)
    with pytest.raises(AuditUnavailable):
        actions.add_user(username="new", full_name="New", by=admin)
    assert not User.objects.filter(username="new").exists()


@pytest.fixture
def another_writer(transactional_db: None) -> Iterator[None]:
    """Somebody else who holds the audit and does not let go."""
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    with psycopg.connect(**{k: v for k, v in settings.items() if k in KEYS}) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [audit._LOCK])
        yield


KEYS = ("dbname", "user", "host", "port", "password")


def test_a_lock_that_is_not_let_go_is_a_refusal(
    another_writer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits a little, not for ever; and the wait it allows itself ends with it."""
    monkeypatch.setattr(audit, "_PATIENCE", "50ms")
    with pytest.raises(AuditUnavailable):
        audit.record(by=NOBODY, verb="read")
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
