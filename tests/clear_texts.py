"""Searches every text of the database for words that may only be there sealed."""

from collections.abc import Iterable

from django.db import connection

COLUMNS = (
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    " AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'numeric', 'bytea')"
)


def clear_texts(secrets: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return table, column and secret of every column of the database in which one of the secrets can be read."""
    secrets = [*secrets]
    found = []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column in cursor.fetchall():
            text = f'"{column}"::text LIKE'
            cursor.execute(
                " UNION ALL ".join(f'SELECT %s WHERE EXISTS (SELECT FROM "{table}" WHERE {text} %s)' for _ in secrets),
                [part for secret in secrets for part in (secret, f"%{secret}%")],
            )
            found += [(table, column, secret) for (secret,) in cursor.fetchall()]
    return found
