"""What a new database needs before its tables: two roles, and the extensions.

One role owns the tables and migrates; the other serves, and `access` says what it may do.
"""

from typing import Final

import psycopg
from psycopg import sql

from kinkeeper.config.database_server import APP, DATABASE, OWNER, SUPERUSER, Server

EXTENSIONS: Final = ("btree_gist", "pg_trgm", "unaccent", "fuzzystrmatch")


def prepare(server: Server) -> None:
    """Make the roles and the empty database, where they are missing."""
    with psycopg.connect(server.url(role=SUPERUSER, database="postgres"), autocommit=True) as admin:
        _role(admin, OWNER, "LOGIN CREATEDB")
        _role(admin, APP, "LOGIN")
        admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            admin.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def extend(owner: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Make the extensions; each may be made by the owner of a database."""
    for name in EXTENSIONS:
        owner.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))


def _role(admin: "psycopg.Connection[tuple[object, ...]]", name: str, rights: str) -> None:
    if admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
        statement = sql.SQL("CREATE ROLE {} " + rights)
        admin.execute(statement.format(sql.Identifier(name)))
