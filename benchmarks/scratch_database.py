"""A temporary database for benchmarks, and for tests of upgrades."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import psycopg2
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.sql import SQL, Identifier

from office.database_roles import owner_connection


@contextlib.contextmanager
def temporary_database(name: str) -> Iterator[str]:
    """Create a migrated database and make it this process's default during the block; afterwards drop it.

    Yields its URL, for worker processes. It is a copy of the template that the settings of tests name, if any.
    """
    configured, template = (
        connection.settings_dict["NAME"],
        connection.settings_dict["TEST"].get("TEMPLATE", "template1"),
    )
    with server() as cursor:
        cursor.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    try:
        _use_database(name)
        call_command("migrate", verbosity=0)
        yield database_url(name, connection)
    finally:
        _use_database(configured)
        with server() as cursor:
            # By FORCE the owner would also have to end autovacuum, which is not allowed; PostgreSQL ends it by itself.
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
                [name],
            )
            cursor.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


def checkpoint() -> None:
    """Write all changed pages to disk, so that no measurement pays for what was written before it."""
    with server() as cursor:
        cursor.execute("CHECKPOINT")


def _use_database(name: str) -> None:
    """Let the default connection lead to this database, where types of content have other keys."""
    connection.close()
    ContentType.objects.clear_cache()
    connection.settings_dict["NAME"] = name


@contextlib.contextmanager
def server(database: str = "postgres") -> Iterator[Any]:
    """Yield a cursor of psycopg2, which has no types, of the database's owner outside of any transaction.

    By default it is in the database `postgres`.
    """
    owner = owner_connection().get_connection_params()
    server = psycopg2.connect(**{**owner, "dbname": database, "cursor_factory": None})
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            yield cursor
    finally:
        server.close()


def database_url(name: str, role: BaseDatabaseWrapper) -> str:
    """Return the URL of database `name` for the role, and on the server, of a connection."""
    params = role.settings_dict
    host, port = params["HOST"] or params["OPTIONS"].get("host", ""), params["PORT"]
    user = quote(params["USER"], safe="") + (f":{quote(params['PASSWORD'], safe='')}" if params["PASSWORD"] else "")
    if host.startswith(os.sep):
        return f"postgres://{user}@/{name}?host={quote(host, safe='/')}"
    return f"postgres://{user}@{host}{f':{port}' if port else ''}/{name}"
