"""The migrated database that test databases are copied from; kept until a migration changes."""

import hashlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from psycopg2.sql import SQL, Identifier, Literal

from benchmarks.scratch_database import server
from office.database_roles import as_owner
from office.new_database import fill_empty

PREFIX = "test_template_"
KEEP_DAYS = 7
# Any number that nobody else locks.
LOCK = 7_204_311
# Autovacuum would find a table empty whose rows belong to the open transaction of a test. From then on joins with it
# are planned as if it had no rows, however many there are: some took hours.
ALONE = """
    DO $$
    DECLARE place regclass;
    BEGIN
        FOR place IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
            EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', place);
        END LOOP;
    END $$;
    ANALYZE
"""
UNUSED = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND shobj_description(oid, 'pg_database') < %s"


def migrated_template() -> str:
    """Return the name of a database that has had every migration applied and nothing else; made where it is missing.

    Its name contains `fingerprint()`, so that changed migrations mean another database. It gets its name only when it
    is complete, and one process at a time makes one. Templates that nobody has asked for in `KEEP_DAYS` are dropped.
    """
    name = PREFIX + fingerprint()
    with _lock(), server() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            draft = f"{PREFIX}draft"
            cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(draft)))
            cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(draft)))
            migrate_without_signals(draft)
            with server(draft) as inside:
                inside.execute(ALONE)
            cursor.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(draft), Identifier(name)))
        # The comment on a database is the day on which it was last asked for.
        today = timezone.localdate()
        cursor.execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(today.isoformat())))
        cursor.execute(UNUSED, [PREFIX, (today - timedelta(days=KEEP_DAYS)).isoformat()])
        for (old,) in cursor.fetchall():
            cursor.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(old)))
    return name


def fingerprint() -> str:
    """Return sixteen characters that change with any file beside a migration of any app, with the file that empty
    databases are filled from, with any requirement, and with this file.
    """
    migrations = MigrationLoader(None).disk_migrations.values()
    folders = {Path(inspect.getfile(type(migration))).parent for migration in migrations}
    others = (settings.BASE_DIR / "requirements.txt", settings.NEW_DATABASE, Path(__file__))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in others))
    for file in sorted(file for folder in folders for file in folder.iterdir() if file.is_file()):
        digest.update(f"\0{file.parent.parent.name}/{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _lock() -> Iterator[None]:
    """Let one process at a time in, of all that use this server; the lock falls with the connection."""
    with server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield


def migrate_without_signals(name: str, *, from_file: bool = True) -> None:
    """Apply every migration to the empty database `name`, without the signals that `migrate` sends.

    With `from_file` it is filled as `migrate` fills it, before the migrations that the file doesn't hold.
    Rows that signals make (permissions, shipped posts) follow code that is no migration: each test database gets its
    own from the `migrate` that finds nothing left to apply.
    """
    home = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        with as_owner():
            if from_file:
                fill_empty()
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes())
    finally:
        connection.close()
        connection.settings_dict["NAME"] = home
