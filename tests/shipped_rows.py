"""The rows that every database begins with: permissions, posts, rules; put back after a test that commits.

Django's own way is `flush`: it gives every table new files, and `post_migrate` makes the rows anew, one by one.
"""

import io
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg2.sql import SQL, Composed, Identifier, Literal

from benchmarks.scratch_database import server

# No autovacuum comes here (tests/template_database.py). What is larger holds what tests have deleted or rolled back.
GROWN = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 4 * 1024 ^ 2
"""


@dataclass(frozen=True)
class ShippedRows:
    """The tables of all models with the rows that each began with, as COPY writes them."""

    rows: dict[str, bytes]

    @classmethod
    def read(cls) -> "ShippedRows":
        """Return the rows of the default database."""
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        with _owner() as cursor:
            return cls({table: _copy(cursor, table) for table in tables})

    def restore(self) -> None:
        """Give every table that has changed its rows again, as the database's owner, without what triggers would add.

        DELETE, since TRUNCATE writes new files, which the next checkpoint waits for.
        """
        with _owner() as cursor:
            changed = self._changed(cursor)
            cursor.execute("BEGIN")
            for table in changed:
                cursor.execute(_statement("ALTER TABLE {} DISABLE TRIGGER USER", table))
            for table in changed:
                cursor.execute(_statement("DELETE FROM {}", table))
            for table in changed:
                cursor.copy_expert(_statement("COPY {} FROM STDIN", table), io.BytesIO(self.rows[table]))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in changed:
                cursor.execute(_statement("ALTER TABLE {} ENABLE TRIGGER USER", table))
            cursor.execute("COMMIT")
            cursor.execute(GROWN)
            for (table,) in cursor.fetchall():
                cursor.execute(_statement("VACUUM {}", table))
        if ContentType._meta.db_table in changed:
            # The test asked for them by other keys.
            ContentType.objects.clear_cache()
            ContentType.objects.get_for_models(*apps.get_models())

    def _changed(self, cursor: Any) -> list[str]:
        """Return the tables whose rows are no longer those that they began with."""
        begun_empty = [table for table, rows in self.rows.items() if not rows]
        filled = (
            SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(Literal(table), Identifier(table))
            for table in begun_empty
        )
        cursor.execute(SQL(" UNION ALL ").join(filled))
        now_filled = [table for (table,) in cursor.fetchall()]
        return now_filled + [table for table, rows in self.rows.items() if rows and _copy(cursor, table) != rows]


def _owner() -> Any:
    return server(connection.settings_dict["NAME"])


def _copy(cursor: Any, table: str) -> bytes:
    copied = io.BytesIO()
    cursor.copy_expert(_statement("COPY {} TO STDOUT", table), copied)
    return copied.getvalue()


def _statement(statement: str, table: str) -> Composed:
    return SQL(statement).format(Identifier(table))
