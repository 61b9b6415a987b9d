"""The roles of the local PostgreSQL, and taking over a database from before there were three.

`postgres` is the superuser, for setting up alone; `portal_owner` owns the database and migrates it; `portal` is what
the processes connect as. All of them by the socket, which only the same user of the system reaches.
"""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg2

SUPERUSER = "postgres"
OWNER = "portal_owner"
PORTAL = "portal"
# Who may be the superuser of a server; of older ones it is the portal's role.
SUPERUSERS = (SUPERUSER, PORTAL)
# PostgreSQL does not let a role rename itself.
RENAMER = "portal_renamer"
# Databases are made by tests and benchmarks, and benchmarks write a checkpoint first.
MAKE_ROLES = """
CREATE ROLE portal_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION IN ROLE pg_checkpoint;
CREATE ROLE portal LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION;
"""
GIVE_DATABASES = """
DO $$
DECLARE
    name name;
BEGIN
    FOR name IN
        SELECT datname FROM pg_database
        WHERE NOT datistemplate AND datname <> 'postgres' AND datdba = 'postgres'::regrole
    LOOP
        EXECUTE format('ALTER DATABASE %I OWNER TO portal_owner', name);
    END LOOP;
END
$$
"""
# REASSIGN OWNED refuses the first superuser, who owns the catalogue as well.
GIVE_OBJECTS = """
DO $$
DECLARE
    statement text;
BEGIN
    FOR statement IN
        SELECT format(
            'ALTER %s %s OWNER TO portal_owner', CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, oid::regclass
        )
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND relowner = 'postgres'::regrole
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO portal_owner', oid::regprocedure)
        FROM pg_proc p
        WHERE pronamespace = 'public'::regnamespace AND proowner = 'postgres'::regrole
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$
"""

Connect = Callable[..., Any]


def ensure_roles(connect: Connect) -> None:
    """Create the roles and the database, or take over those of a server whose superuser was `portal`.

    `connect` returns a connection of a role to a database. Each step may be cut off and is made good by the next call;
    the owner exists only once everything is its own.
    """
    try:
        connect(SUPERUSER).close()
    except psycopg2.OperationalError:
        _run(connect(PORTAL), f"DROP ROLE IF EXISTS {RENAMER}", f"CREATE ROLE {RENAMER} LOGIN SUPERUSER")
        _run(connect(RENAMER), f"ALTER ROLE {PORTAL} RENAME TO {SUPERUSER}")
    _run(connect(SUPERUSER), f"DROP ROLE IF EXISTS {RENAMER}")
    has_database = _finds(connect(SUPERUSER), "SELECT FROM pg_database WHERE datname = %s", PORTAL)
    if not _finds(connect(SUPERUSER), "SELECT FROM pg_roles WHERE rolname = %s", OWNER):
        given = [GIVE_DATABASES, GIVE_OBJECTS] if has_database else []
        _run(connect(SUPERUSER, PORTAL if has_database else "postgres"), MAKE_ROLES, *given)
    if not has_database:
        with closing(connect(SUPERUSER)) as connection:
            connection.autocommit = True
            connection.cursor().execute(f"CREATE DATABASE {PORTAL} OWNER {OWNER}")


def _run(connection: Any, *statements: str) -> None:
    """Run statements in one transaction and close the connection."""
    with closing(connection), connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _finds(connection: Any, query: str, name: str) -> bool:
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(query, [name])
        return cursor.fetchone() is not None
