"""Runs long statements, each a file in the folder `sql` of its room, where it can be read and tried as SQL."""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from psycopg2.sql import Composable

# Any: Django names the types of plain values only; the driver also takes what it has adapters for, such as Json.
Params = Sequence[Any] | Mapping[str, Any]
ROWS_AT_ONCE = 5000


class AdvisoryLock(IntEnum):
    """The advisory locks of the database that have one number; those of file processing have two."""

    TREE = 732_001
    CHARGES = 7_201_504
    SEALS = 732_002
    WITNESS = 732_003
    DEPUTIES = 732_004
    STANDARDS = 732_011


@cache
def load_sql(room: str, name: str) -> str:
    """Return the statement in `sql/<name>.sql` of the package `room`, without its comments.

    A comment is a line of its own that begins with `--`; no % or brace in it can be taken for a placeholder.
    """
    text = files(room).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("--"))


def run_sql(statement: str | Composable, params: Params) -> int:
    """Run one statement, and return how many rows it read or wrote."""
    with connection.cursor() as cursor:
        _execute(cursor, statement, params)
        rows: int = cursor.rowcount
        return rows


def rows_of_sql(statement: str | Composable, params: Params) -> list[tuple[Any, ...]]:
    """Run one statement, and return the rows it returns."""
    with connection.cursor() as cursor:
        _execute(cursor, statement, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def stream_sql(statement: str, params: Params) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a statement from a cursor on the server; call it inside a transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, params)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from rows


def keys_of_sql(statement: str | Composable, params: Params) -> list[int]:
    """Run one statement that returns keys, and return them."""
    return [key for (key,) in rows_of_sql(statement, params)]


def take_lock(lock: AdvisoryLock) -> None:
    """Wait until no other transaction has this lock, and keep it until the present transaction ends."""
    run_sql("SELECT pg_advisory_xact_lock(%s)", [lock.value])


def analyze(*counted: type[Model]) -> None:
    """Count the rows of these tables anew for the planner, also within the transaction that wrote them."""
    for model in counted:
        run_sql("SELECT office_analyze(%s)", [model._meta.db_table])


def _execute(cursor: CursorWrapper, statement: str | Composable, params: Params) -> None:
    # As text, since wrappers of execute, such as that of pghistory during a request, take no composed SQL.
    text = statement if isinstance(statement, str) else statement.as_string(cursor.cursor)
    cursor.execute(text, params)
