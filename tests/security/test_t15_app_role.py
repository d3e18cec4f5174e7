"""T15: the role that serves may add to the audit and do nothing else to it."""

import pytest
from django.db import ProgrammingError, connection, transaction

from kinkeeper.access import audit
from kinkeeper.access.audit import NOBODY
from kinkeeper.access.models import AuditEntry, Team

pytestmark = pytest.mark.usefixtures("as_app_role")
REFUSED = (
    "UPDATE access_auditentry SET verb = 'x'",
    "DELETE FROM access_auditentry",
    "TRUNCATE access_auditentry",
    "ALTER TABLE access_auditentry DISABLE TRIGGER USER",
    "DROP TABLE access_auditentry",
    "CREATE OR REPLACE FUNCTION kinkeeper_refuse_change() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = replica",
)


@pytest.mark.parametrize(
    "sql", REFUSED, ids=[sql.split()[0] + str(n) for n, sql in enumerate(REFUSED)]
)
def test_the_serving_role_is_refused(sql: str) -> None:
    """It can neither change an entry nor take away what refuses the change."""
    audit.record(by=NOBODY, verb="read")
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert audit.verify().whole


def test_the_serving_role_does_its_work() -> None:
    """It reads and adds to the audit, and writes and removes ordinary records."""
    audit.record(by=NOBODY, verb="read")
    assert AuditEntry.objects.count() == 1
    team = Team.objects.create(name="North", service="Care")
    team.name = "South"
    team.save()
    assert team.delete()[0] == 1


@pytest.mark.parametrize("table", ["access_auditentry", "chronology_event"])
def test_append_only_tables_have_no_other_privilege(table: str) -> None:
    """What the database says the role may do to each, to the letter."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE table_name = %s AND grantee = 'kinkeeper_app'",
            [table],
        )
        assert {row[0] for row in cursor.fetchall()} == {"SELECT", "INSERT"}
