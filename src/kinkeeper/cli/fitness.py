"""Whether the database behind the settings is fit to serve, in the mode they choose."""

from typing import Final

from django.db import connection

from kinkeeper.access.database_role import APPEND_ONLY
from kinkeeper.access.invented import PEOPLE
from kinkeeper.cli import demonstration, service, tables
from kinkeeper.config.environment import Environment

HOW_TO: Final = "docs/how-to/run-in-production.md"
# Rights of one's own, or those of the owner, who can give any and switch off what guards the table.
_REWRITABLE: Final = """
    SELECT has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE')
        OR pg_has_role(current_user, relowner, 'MEMBER')
    FROM pg_class WHERE oid = to_regclass(%s)
"""


def problems(settings: Environment) -> list[str]:
    """Everything that is wrong, each with what to do; empty when fit."""
    missing = _missing_tables()
    if settings.production:
        strangers = [] if missing else _printed_password(settings)
    else:
        strangers = not_a_demonstrations(settings)
    return [*missing, *_too_powerful(), *strangers]


def idle() -> list[str]:
    """That jobs wait and nobody does them: no reason not to start, for starting may mend it."""
    from kinkeeper.jobs.queries import standing

    said = standing().words
    return [f"{said} Start one: kinkeeper jobs."] if said else []


def not_a_demonstrations(settings: Environment) -> list[str]:
    """Why a demonstration may not touch this database, whatever tables it has yet."""
    if not {"access_user", "access_auditentry"} <= set(connection.introspection.table_names()):
        return []
    return [*_served_in_production(), *_people_of_its_own(settings)]


def _missing_tables() -> list[str]:
    count = tables.pending()
    return [f"It lacks {count} changes of this release. Run: kinkeeper migrate."] if count else []


def _too_powerful() -> list[str]:
    tables = ", ".join(table for table in APPEND_ONLY if _rewritable(table))
    if not tables:
        return []
    return [
        f"The role of DATABASE_URL could rewrite {tables}. "
        f"Serve with a role that does not own the tables, nor belongs to the one that does: {HOW_TO}."
    ]


def _rewritable(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_REWRITABLE, [table])
        return bool(cursor.fetchone() == (True,))


def _printed_password(settings: Environment) -> list[str]:
    from kinkeeper.access.queries import opened_by

    invented = [person.username for person in PEOPLE]
    printed = demonstration.passwords(settings.data_folder)
    names = sorted({name for each in printed for name in opened_by(each, invented)})
    if not names:
        return []
    return [
        "A demonstration filled it, and others can sign in with the password it printed, as "
        f"{', '.join(names)}. Begin with an empty database, or for each of them: "
        "kinkeeper users disable USERNAME."
    ]


def _served_in_production() -> list[str]:
    from kinkeeper.access.queries import served_in_production

    if not served_in_production():
        return []
    return [
        "It has served in production, so it holds real records. "
        "Set KINKEEPER_MODE=production, or give the demonstration a database of its own."
    ]


def _people_of_its_own(settings: Environment) -> list[str]:
    from kinkeeper.access.queries import usernames

    invented = {person.username for person in PEOPLE}
    if service.is_embedded(settings) or usernames() <= invented:
        return []
    return [
        "This database holds people of its own. "
        "Set KINKEEPER_MODE=production, or give the demonstration a database of its own."
    ]
