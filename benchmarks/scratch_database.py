"""The stage of a benchmark: a database of its own, a calm disk, rows copied by set-based SQL, a scale for memory."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
from django.core.management import call_command
from django.db import connection, models
from psycopg2.sql import SQL, Composable, Identifier, Literal


@contextlib.contextmanager
def own_database(name: str) -> Iterator[str]:
    """A migrated database beside the configured one, this process's default for as long as the block runs.

    Yields its address for worker processes; the database is dropped afterwards, come what may. Where the settings name
    a template, it begins as a copy of that.
    """
    home, template = connection.settings_dict["NAME"], connection.settings_dict["TEST"].get("TEMPLATE", "template1")
    with server() as cursor:
        cursor.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    try:
        _turn_to(name)
        call_command("migrate", verbosity=0)
        yield _address(name)
    finally:
        _turn_to(home)
        with server() as cursor:
            cursor.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def checkpoint() -> None:
    """Let each measurement begin with the same calm disk."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def copy_row(first: models.Model, source: Composable, changed: dict[str, Composable]) -> None:
    """Copies of one row, a copy for each row of `source`, with some columns `changed`."""
    columns = [field.column for field in first._meta.concrete_fields if field.column and not field.primary_key]
    statement = SQL(
        "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} AS first, {source} WHERE first.id = {pk}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(
                table=Identifier(first._meta.db_table),
                columns=SQL(", ").join(map(Identifier, columns)),
                values=SQL(", ").join(changed.get(name, Identifier("first", name)) for name in columns),
                source=source,
                pk=Literal(first.pk),
            )
        )


def megabytes(key: str, pid: int | str = "self") -> float:
    """The memory of a process in MB of 1024² bytes: now by the key "VmRSS", at its highest by "VmHWM"."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"/proc/{pid}/status has no {key}")


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


@contextlib.contextmanager
def server(database: str = "postgres") -> Iterator[Any]:
    """A cursor outside any transaction, in the database that every server has unless another is named."""
    server = psycopg2.connect(**{**connection.get_connection_params(), "dbname": database, "cursor_factory": None})
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            yield cursor
    finally:
        server.close()


def _address(name: str) -> str:
    params = connection.settings_dict
    host, port = params["HOST"] or params["OPTIONS"].get("host", ""), params["PORT"]
    user = quote(params["USER"], safe="") + (f":{quote(params['PASSWORD'], safe='')}" if params["PASSWORD"] else "")
    if host.startswith(os.sep):
        return f"postgres://{user}@/{name}?host={quote(host, safe='/')}"
    return f"postgres://{user}@{host}{f':{port}' if port else ''}/{name}"
