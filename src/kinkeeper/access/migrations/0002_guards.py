"""The audit becomes append-only, and the role that serves exists where it may be made."""

from django.db import migrations

from kinkeeper.access.append_only import append_only, refusing_function
from kinkeeper.access.database_role import ROLE

# Roles belong to the whole server: another database may have made it a moment ago. Where the
# role that migrates may not make roles, whoever runs the server has made this one.
_MAKE_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}')
       AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        CREATE ROLE {ROLE} NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    RAISE NOTICE 'the role {ROLE} was made by another migration';
END $$
"""

# As Django's `createcachetable` makes it: codes of authenticators already used, and rate limits.
_MAKE_CACHE = """
CREATE TABLE access_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX access_cache_expires ON access_cache (expires);
"""


class Migration(migrations.Migration):
    """Guards no model can declare."""

    dependencies = (("access", "0001_initial"),)
    operations = (
        refusing_function(),
        append_only("access_auditentry"),
        migrations.RunSQL(_MAKE_ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(_MAKE_CACHE, "DROP TABLE access_cache"),
    )
