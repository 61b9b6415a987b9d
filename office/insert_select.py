"""Whole sets in one statement: the database moves rows, Python never sees them."""

from django.db import connections, models
from psycopg2.sql import SQL, Identifier


def _column(model: type[models.Model], field: str) -> str:
    found = model._meta.get_field(field)
    if not isinstance(found, models.Field) or found.column is None:
        raise TypeError(f"{model.__name__}.{field} is no column")
    return found.column


def insert_select(target: type[models.Model], columns: list[str], source: models.QuerySet[models.Model, object]) -> int:
    """`INSERT INTO target (columns) SELECT …` of a `values_list` in the same order; returns the number of rows."""
    select, params = source.query.sql_with_params()
    connection = connections[source.db]
    statement = SQL("INSERT INTO {} ({}) {}").format(
        Identifier(target._meta.db_table),
        SQL(", ").join(Identifier(_column(target, name)) for name in columns),
        SQL(select),
    )
    with connection.cursor() as cursor:
        # As text: whoever wraps statements, such as the row history of a request, reads text only.
        cursor.execute(statement.as_string(cursor.cursor), params)
        return cursor.rowcount
