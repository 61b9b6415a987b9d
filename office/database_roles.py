"""The two roles of the database: its owner migrates, the portal reads and writes rows and nothing else.

What the portal's role may do is computed after each migration from the tables that are there, so that no table of a
later migration is forgotten: what keeps what was is only read (histories) or only added to (the audit log).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg2.sql import SQL, Composed, Identifier

# How a connection is made; the database's name stays, since tests and benchmarks use others.
ADDRESS = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
# Written by triggers or migrations alone, beside every table of a row history; upper apps add theirs.
WRITTEN_BY_OWNER = {"django_migrations", "pghistory_context", "office_erasedrow"}
TABLES = """
SELECT
    c.relname,
    c.relkind = 'v' OR c.relname = ANY(%s) OR EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'pgh_id' AND NOT a.attisdropped
    ),
    EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND starts_with(t.tgname, 'pgtrigger_append_only'))
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
ORDER BY c.relname
"""
WRITING_TRIGGERS = r"""
SELECT p.proname
FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype = 'trigger'::regtype
    AND p.prosrc ~ ('(INSERT INTO|UPDATE|DELETE FROM) "?(' || array_to_string(%s, '|') || ')\M')
"""
LENT_FUNCTIONS = """
SELECT p.oid::regprocedure::text
FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype
"""
# pgtrigger would let any role switch triggers off by a setting of the session.
NO_IGNORING = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the database's owner during the block, where the settings name one; not within a transaction."""
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("The role can't change within a transaction.")
    before = {key: connection.settings_dict[key] for key in ADDRESS}
    connection.close()
    connection.settings_dict.update(_owner_address())
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def owner_connection() -> BaseDatabaseWrapper:
    """Return a connection of the database's owner to the database in use, beside the default one and not yet open."""
    other = connection.copy()
    other.settings_dict.update(_owner_address())
    return other


def _owner_address() -> dict[str, Any]:
    """Return how the owner connects; as the portal does where the settings name no owner."""
    if not settings.DATABASE_OWNER:
        return {key: connection.settings_dict[key] for key in ADDRESS}
    return {key: settings.DATABASE_OWNER.get(key, {} if key == "OPTIONS" else "") for key in ADDRESS}


def grant_rights(role: str) -> None:
    """Give the role `role` what the portal needs, and take everything else; call it as the database's owner.

    Where the owner itself is that role, nothing is changed: `manage.py check --deploy` then warns.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != (role,):
            for statement in _statements(cursor, Identifier(role)):
                cursor.execute(statement.as_string(cursor.cursor))


def _statements(cursor: CursorWrapper, role: Identifier) -> Iterator[Composed]:
    database = Identifier(str(connection.settings_dict["NAME"]))
    # Without temporary tables nothing can be put in the place of a history for the length of a session.
    yield SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC, {}").format(database, role)
    yield SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, role)
    yield SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC, {}").format(role)
    yield SQL("GRANT USAGE ON SCHEMA public TO {}").format(role)
    for kind in (SQL("TABLES"), SQL("SEQUENCES")):
        yield SQL("REVOKE ALL ON ALL {} IN SCHEMA public FROM PUBLIC, {}").format(kind, role)
    yield SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role)
    cursor.execute(TABLES, [sorted(WRITTEN_BY_OWNER)])
    tables: list[tuple[str, bool, bool]] = cursor.fetchall()
    for table, read_only, append_only in tables:
        rights = "SELECT" if read_only else "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
        yield SQL("GRANT {} ON TABLE {} TO {}").format(SQL(rights), Identifier("public", table), role)
    cursor.execute(WRITING_TRIGGERS, [[table for table, read_only, _ in tables if read_only]])
    for (function,) in cursor.fetchall():
        yield SQL("ALTER FUNCTION {}() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp").format(
            Identifier("public", function)
        )
    cursor.execute(LENT_FUNCTIONS)
    for (function,) in cursor.fetchall():
        yield SQL("REVOKE ALL ON FUNCTION {} FROM PUBLIC, {}").format(SQL(function), role)
        yield SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(SQL(function), role)
    yield SQL(NO_IGNORING).format()
