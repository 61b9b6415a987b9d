"""INSERT … SELECT of a queryset."""

from django.db import models
from psycopg2.sql import SQL, Identifier

from office.sql import run_sql


def _column(model: type[models.Model], field: str) -> str:
    found = model._meta.get_field(field)
    if not isinstance(found, models.Field) or found.column is None:
        raise TypeError(f"{model.__name__}.{field} is no column")
    return found.column


def insert_select(target: type[models.Model], columns: list[str], source: models.QuerySet[models.Model, object]) -> int:
    """Insert the rows of `source` into the table of `target` in one statement; return how many.

    `source` is a `values_list` with its columns in the order of `columns`, which are names of fields of `target`.
    """
    select, params = source.query.sql_with_params()
    statement = SQL("INSERT INTO {} ({}) {}").format(
        Identifier(target._meta.db_table),
        SQL(", ").join(Identifier(_column(target, name)) for name in columns),
        SQL(select),
    )
    return run_sql(statement, params)
