"""Whole sets in one statement: the database moves rows, Python never sees them."""

from typing import Any

from django.db import connections, models
from psycopg2.sql import SQL, Identifier


def insert_from(target: Any, columns: list[str], source: models.QuerySet) -> int:
    """`INSERT INTO target (columns) SELECT …` of a `values_list` in the same order; returns the number of rows."""
    select, params = source.query.sql_with_params()
    connection = connections[source.db]
    statement = SQL("INSERT INTO {} ({}) {}").format(
        Identifier(target._meta.db_table),
        SQL(", ").join(Identifier(target._meta.get_field(name).column) for name in columns),
        SQL(select),
    )
    with connection.cursor() as cursor:
        # As text: whoever wraps statements, such as the row history of a request, reads text only.
        cursor.execute(statement.as_string(cursor.cursor), params)
        return cursor.rowcount
