"""An empty database gets its tables from one file, instead of from every migration since the first.

The file (`settings.NEW_DATABASE`, written by `make new-database`) is what those migrations make of an empty database.
Its head names each of them with a digest of its source: it is used only while these sources are what they were.
"""

import hashlib
import inspect
import re
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

NAMED = re.compile(r"^-- (\w+) (\w+) ([0-9a-f]{16})$", re.MULTILINE)


def named_migrations(sql: str) -> dict[tuple[str, str], str]:
    """Return the migrations that the head of the file names, in the order they were applied in, with their digests."""
    return {(app, name): digest for app, name, digest in NAMED.findall(sql)}


def present_migrations() -> dict[tuple[str, str], str]:
    """Return every migration of every app, with sixteen characters that change with its source."""
    migrations = MigrationLoader(None).disk_migrations
    return {key: _digest(Path(inspect.getfile(type(migration)))) for key, migration in migrations.items()}


def _digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()[:16]


def changed_since(sql: str) -> list[str]:
    """Return the migrations that the file names, but which have other sources now or none: then it is out of date."""
    present = present_migrations()
    return [f"{key[0]}.{key[1]}" for key, digest in named_migrations(sql).items() if present.get(key) != digest]


def is_empty() -> bool:
    """Return whether the database in use has no table yet."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def fill_empty() -> list[str]:
    """Make what the file holds, and note its migrations as applied now; call it as the owner of an empty database.

    Returns the migrations that the file is out of date by. If there are any, nothing was made: all migrations are left
    to `migrate`, which then takes minutes.
    """
    sql = settings.NEW_DATABASE.read_text(encoding="utf-8")
    changed = changed_since(sql)
    if not changed:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql)
            applied = MigrationRecorder(connection).migration_qs
            applied.bulk_create(applied.model(app=app, name=name) for app, name in named_migrations(sql))
    return changed
